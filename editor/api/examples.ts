/** Examples of a definition: those in force, and the draft to which a flow's run is added. */
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ExamplesDefinition, FlowExample } from '@flowmeter/engine/definition/examples.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { withExample } from '@flowmeter/engine/simulation/example.ts';
import { definitionList, definitionOf } from './definitions.ts';
import { beginDraft, type Draft, saveDraft } from './drafts.ts';

/** Adds a row to the person's draft of the flow's examples, which is begun where there is none. */
export async function saveExample(
  client: QueryClient,
  { flow, row }: { flow: FlowDefinition; row: FlowExample },
  key: string,
): Promise<Draft> {
  const { id } = await findExamples(client, { kind: 'flow', id: flow.id });
  const draft = await beginDraft({ kind: 'examples', id }, key);
  const examples = isWritten(draft.content) ? draft.content : undefined;
  const content = { ...withExample(examples, row, flow), id };
  return saveDraft(draft.id, { content, layout: null }, draft.revision);
}

/** A draft just begun, of examples that there are not yet, says nothing but its kind and id. */
export function isWritten(content: object): content is ExamplesDefinition {
  return 'rows' in content && Array.isArray(content.rows);
}

/** What examples are of. */
interface Subject {
  kind: string;
  id: string;
}

export interface ExamplesAtHand {
  /** The id of the document, also where there is none yet. */
  id: string;
  /** What is in force. */
  definition: ExamplesDefinition | null;
}

/** The document that has the examples of a definition: as a rule it is called as that is. */
export async function findExamples(client: QueryClient, of: Subject): Promise<ExamplesAtHand> {
  const { rows } = await client.ensureQueryData(definitionList('examples'));
  const [likely, others] = [
    rows.filter(({ id }) => id === of.id),
    rows.filter(({ id }) => id !== of.id),
  ];
  for (const { id } of [...likely, ...others]) {
    const { definition } = await client.ensureQueryData(definitionOf('examples', id));
    if (definition.kind !== 'examples') continue;
    if (definition.of.kind === of.kind && definition.of.id === of.id) return { id, definition };
  }
  return { id: likely.length === 0 ? of.id : `${of.id}_${of.kind}`, definition: null };
}

/** The examples of a definition that are in force. */
export const examplesOf = (client: QueryClient, of: Subject) =>
  queryOptions({
    queryKey: ['definitions', 'examples-of', of.kind, of.id],
    queryFn: () => findExamples(client, of),
  });

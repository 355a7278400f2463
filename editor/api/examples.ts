/** Examples of a flow: those in force, and the draft to which a run is added. */
import type { QueryClient } from '@tanstack/react-query';
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
  const id = await examplesId(client, flow.id);
  const draft = await beginDraft({ kind: 'examples', id }, key);
  const examples = isWritten(draft.content) ? draft.content : undefined;
  const content = { ...withExample(examples, row, flow), id };
  return saveDraft(draft.id, { content, layout: null }, draft.revision);
}

/** A draft just begun, of examples that there are not yet, says nothing but its kind and id. */
function isWritten(content: object): content is ExamplesDefinition {
  return 'rows' in content && Array.isArray(content.rows);
}

/** The document that has the flow's examples: as a rule it is called as the flow is. */
async function examplesId(client: QueryClient, flow: string): Promise<string> {
  const { rows } = await client.ensureQueryData(definitionList('examples'));
  const [likely, others] = [
    rows.filter(({ id }) => id === flow),
    rows.filter(({ id }) => id !== flow),
  ];
  for (const { id } of [...likely, ...others]) {
    const { definition } = await client.ensureQueryData(definitionOf('examples', id));
    if (definition.kind !== 'examples') continue;
    if (definition.of.kind === 'flow' && definition.of.id === flow) return id;
  }
  return likely.length === 0 ? flow : `${flow}_flow`;
}

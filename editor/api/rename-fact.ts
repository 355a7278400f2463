/** A fact's new id is carried into everything that speaks of it: drafts of the person, begun where there are none. */
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import {
  type FactRenaming,
  type Json,
  withFactRenamed,
} from '@flowmeter/engine/definition/rename-fact.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { allDefinitions, readDefinition } from './definitions.ts';
import { beginDraft, type Draft, type Draftable, readDrafts, saveDraft } from './drafts.ts';
import { packInForce } from './pack.ts';

/** A definition that speaks of the fact. */
export interface Affected {
  kind: Draftable;
  id: string;
  name: Localized;
  /** How often it does. */
  places: number;
  /** Has the person a draft of it, which is gone on with? */
  isDrafted: boolean;
}

/** Kinds that may speak of facts, and are no part of the pack that drafts are checked among. */
const besides = ['examples', 'retention'] as const;

/** What speaks of the fact, as the person's own drafts have it, else as it is in force. */
export const affectedByRenaming = (client: QueryClient, id: string) =>
  queryOptions({
    queryKey: ['drafts', 'renaming', id],
    queryFn: async (): Promise<Affected[]> => {
      const contents = await contentsNow(client);
      // Any other id will do to count.
      const renaming = { id, to: `${id}_` };
      return [...contents.values()].flatMap(({ content, isDrafted }) => {
        const { places } = withFactRenamed(content, renaming, finding(contents));
        const kind = content['kind'] as Draftable;
        if (places === 0 || kind === 'facts') return [];
        return [{ kind, id: String(content['id']), name: nameIn(content), places, isDrafted }];
      });
    },
    staleTime: 0,
  });

/** Puts the new id into a draft of each; what is done already is left alone. Ids of the drafts. */
export async function carryRenaming(
  client: QueryClient,
  affected: readonly Affected[],
  renaming: FactRenaming,
): Promise<string[]> {
  const find = finding(await contentsNow(client));
  const drafts: string[] = [];
  for (const { kind, id } of affected) {
    const draft = await beginDraft({ kind, id }, crypto.randomUUID());
    const { content, places } = withFactRenamed(draft.content, renaming, find);
    if (places > 0) await saveDraft(draft.id, { content, layout: draft.layout }, draft.revision);
    drafts.push(draft.id);
  }
  return drafts;
}

interface Now {
  content: Json;
  isDrafted: boolean;
}

type Contents = ReadonlyMap<string, Now>;

async function contentsNow(client: QueryClient): Promise<Contents> {
  const [pack, others, drafts] = await Promise.all([
    client.ensureQueryData(packInForce),
    client.ensureQueryData(allDefinitions),
    readDrafts(),
  ]);
  const more = others.rows.filter(({ kind }) => besides.some((one) => one === kind));
  const read = await Promise.all(
    more.map(async ({ kind, id }) => (await readDefinition(kind as Draftable, id)).definition),
  );
  const contents = new Map<string, Now>();
  for (const one of [...pack.definitions, ...read]) {
    contents.set(`${one.kind} ${one.id}`, { content: { ...one }, isDrafted: false });
  }
  for (const one of drafts) contents.set(keyOf(one), { content: one.content, isDrafted: true });
  return contents;
}

function keyOf({ kind, definition_id }: Draft): string {
  return `${kind} ${definition_id}`;
}

function finding(contents: Contents) {
  return (kind: string, id: string) => contents.get(`${kind} ${id}`)?.content;
}

/** A draft may be unfinished. */
function nameIn({ name, id }: Json): Localized {
  const held = typeof name === 'object' && name !== null ? (name as Json) : {};
  return { zh: String(held['zh'] ?? id), en: String(held['en'] ?? id) };
}

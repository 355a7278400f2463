/** What a flow is checked among and its fields may name: the definitions in force. */
import { queryOptions } from '@tanstack/react-query';
import type { Definition, DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { readDefinition } from './definitions.ts';
import { answer, api, until } from './client.ts';

const kinds = [
  'facts',
  'organisation',
  'ruleset',
  'record',
  'derived',
  'table',
  'calendar',
  'connector',
  'flow',
  'indicator',
  'scorecard',
] as const satisfies DefinitionKind[];

export const packInForce = queryOptions({
  queryKey: ['definitions', 'pack'],
  queryFn: async ({ signal }): Promise<Pack> => {
    const found = await Promise.all(kinds.map((kind) => definitionsOf(kind, signal)));
    return { definitions: found.flat() };
  },
  staleTime: 300_000,
});

async function definitionsOf(kind: DefinitionKind, signal: AbortSignal): Promise<Definition[]> {
  const { rows } = await answer(api.definitions.$get({ query: { kind } }, until(signal)));
  return Promise.all(
    rows.map(async ({ id }) => (await readDefinition(kind, id, signal)).definition),
  );
}

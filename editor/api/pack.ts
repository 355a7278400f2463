/** What a flow is checked against and its fields may name: the other definitions in force. */
import { queryOptions } from '@tanstack/react-query';
import type { Definition, DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { ask } from './client.ts';
import type { DefinitionRow, DefinitionVersion } from './definitions.ts';
import type { Page } from './page.ts';

const kinds = ['facts', 'organisation', 'ruleset', 'calendar'] as const satisfies DefinitionKind[];

export const packInForce = queryOptions({
  queryKey: ['definitions', 'pack'],
  queryFn: async ({ signal }): Promise<Pack> => {
    const found = await Promise.all(kinds.map((kind) => definitionsOf(kind, signal)));
    return { definitions: found.flat() };
  },
  staleTime: 300_000,
});

async function definitionsOf(kind: DefinitionKind, signal: AbortSignal): Promise<Definition[]> {
  const { rows } = await ask<Page<DefinitionRow>>('GET', '/api/definitions', {
    query: { kind },
    signal,
  });
  return Promise.all(
    rows.map(async ({ id }) => {
      const found = await ask<DefinitionVersion>('GET', `/api/definitions/${kind}/${id}`, {
        signal,
      });
      return found.definition as Definition;
    }),
  );
}

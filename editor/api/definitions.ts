/** Definitions in force, as far as the console needs them: names, rules, indicators. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type {
  ChangeRowView,
  DefinitionRowView,
  DefinitionView,
} from '@flowmeter/server/views/governance.ts';
import { ask } from './client.ts';
import type { Page } from './page.ts';

export type DefinitionRow = z.infer<typeof DefinitionRowView>;
export type DefinitionVersion = z.infer<typeof DefinitionView>;
export type ChangeRow = z.infer<typeof ChangeRowView>;

export const definitionList = (kind: DefinitionKind) =>
  queryOptions({
    queryKey: ['definitions', 'list', kind],
    queryFn: ({ signal }) =>
      ask<Page<DefinitionRow>>('GET', '/api/definitions', { query: { kind }, signal }),
  });

export const definitionOf = (kind: DefinitionKind, id: string) =>
  queryOptions({
    queryKey: ['definitions', kind, id],
    queryFn: ({ signal }) =>
      ask<DefinitionVersion>('GET', `/api/definitions/${kind}/${id}`, { signal }),
  });

/** The dictionary: facts declared in the pack, and those that every case has. */
export const factDictionary = queryOptions({
  queryKey: ['definitions', 'facts'],
  queryFn: ({ signal }) =>
    ask<{ facts: Record<string, Fact>; builtin: Record<string, Fact> }>('GET', '/api/facts', {
      signal,
    }),
  staleTime: 300_000,
});

export const changeList = queryOptions({
  queryKey: ['changes', 'list'],
  queryFn: ({ signal }) => ask<Page<ChangeRow>>('GET', '/api/changes', { signal }),
});

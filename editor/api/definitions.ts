/** Definitions in force, as far as the console needs them: names, rules, indicators. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type {
  ChangeRowView,
  DefinitionRowView,
  DefinitionView,
} from '@flowmeter/server/views/governance.ts';
import { answer, answerDeep, api, until } from './client.ts';

export type DefinitionRow = z.infer<typeof DefinitionRowView>;
export type DefinitionVersion = z.infer<typeof DefinitionView>;
export type ChangeRow = z.infer<typeof ChangeRowView>;

export const definitionList = (kind: DefinitionKind) =>
  queryOptions({
    queryKey: ['definitions', 'list', kind],
    queryFn: ({ signal }) => answer(api.definitions.$get({ query: { kind } }, until(signal))),
  });

/** Everything in force, of every kind. */
export const allDefinitions = queryOptions({
  queryKey: ['definitions', 'list'],
  queryFn: ({ signal }) => answer(api.definitions.$get({ query: {} }, until(signal))),
});

/** The version in force now. */
export function readDefinition(
  kind: DefinitionKind,
  id: string,
  signal?: AbortSignal,
): Promise<DefinitionVersion> {
  const definition = api.definitions[':kind'][':id'];
  return answerDeep(definition.$get({ param: { kind, id } }, until(signal)));
}

export const definitionOf = (kind: DefinitionKind, id: string) =>
  queryOptions({
    queryKey: ['definitions', kind, id],
    queryFn: ({ signal }) => readDefinition(kind, id, signal),
  });

/** The dictionary: facts declared in the pack, and those that every case has. */
export const factDictionary = queryOptions({
  queryKey: ['definitions', 'facts'],
  queryFn: ({ signal }) => answer(api.facts.$get({}, until(signal))),
  staleTime: 300_000,
});

/** Emergency changes in force that the person is to review. */
export const reviewList = queryOptions({
  queryKey: ['changes', 'reviews'],
  queryFn: ({ signal }) => answer(api.changes.$get({ query: { show: 'reviews' } }, until(signal))),
});

export const changeList = queryOptions({
  queryKey: ['changes', 'list'],
  queryFn: ({ signal }) => answer(api.changes.$get({ query: {} }, until(signal))),
});

/** Versions of definitions: those that were in force, and proposing that one be so again. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type { VersionRowView } from '@flowmeter/server/views/governance.ts';
import type { Change } from './changes.ts';
import type { Draftable } from './drafts.ts';
import type { DefinitionVersion } from './definitions.ts';
import { answer, answerDeep, api, intent, until } from './client.ts';

export type VersionRow = z.infer<typeof VersionRowView>;

/** Newest first. */
export const versionsOf = (kind: DefinitionKind, id: string) =>
  queryOptions({
    queryKey: ['definitions', kind, id, 'versions'],
    queryFn: ({ signal }) =>
      answer(api.definitions[':kind'][':id'].versions.$get({ param: { kind, id } }, until(signal))),
  });

/** What a hash stands for never changes. */
export const versionOf = (hash: string) =>
  queryOptions({
    queryKey: ['versions', hash],
    queryFn: ({ signal }) =>
      answerDeep<DefinitionVersion>(api.versions[':hash'].$get({ param: { hash } }, until(signal))),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The proposal that an earlier version be in force again. */
export interface Rollback {
  kind: Draftable;
  id: string;
  hash: string;
  title: string;
  reason: string;
}

export function proposeRollback(rollback: Rollback, key: string): Promise<Change> {
  return answerDeep<Change>(api.rollbacks.$post({ json: rollback }, intent({ key })));
}

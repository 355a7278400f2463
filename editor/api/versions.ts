/** Versions of definitions: those that were in force, and proposing that one be so again. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type { VersionRowView } from '@flowmeter/server/views/governance.ts';
import type { Change } from './changes.ts';
import { ask } from './client.ts';
import type { DefinitionVersion } from './definitions.ts';
import type { Page } from './page.ts';

export type VersionRow = z.infer<typeof VersionRowView>;

/** Newest first. */
export const versionsOf = (kind: DefinitionKind, id: string) =>
  queryOptions({
    queryKey: ['definitions', kind, id, 'versions'],
    queryFn: ({ signal }) =>
      ask<Page<VersionRow>>('GET', `/api/definitions/${kind}/${id}/versions`, { signal }),
  });

/** What a hash stands for never changes. */
export const versionOf = (hash: string) =>
  queryOptions({
    queryKey: ['versions', hash],
    queryFn: ({ signal }) => ask<DefinitionVersion>('GET', `/api/versions/${hash}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The proposal that an earlier version be in force again. */
export interface Rollback {
  kind: DefinitionKind;
  id: string;
  hash: string;
  title: string;
  reason: string;
}

export function proposeRollback(rollback: Rollback, key: string): Promise<Change> {
  return ask('POST', '/api/rollbacks', { body: rollback, key });
}

/** Changes: what was proposed, what is known about it, and deciding on it. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ChangeRowView,
  ChangeView,
  DifferenceView,
} from '@flowmeter/server/views/governance.ts';
import { ask } from './client.ts';
import { pages, type Page } from './page.ts';

export type ChangeRow = z.infer<typeof ChangeRowView>;
export type Change = z.infer<typeof ChangeView>;
export type Difference = z.infer<typeof DifferenceView>;
export type ChangeVerb = Change['can'][number];

/** Newest first. */
export const changePages = pages<ChangeRow>(['changes', 'pages'], (cursor, signal) =>
  ask<Page<ChangeRow>>('GET', '/api/changes', { query: { cursor }, signal }),
);

export const changeOf = (id: string) =>
  queryOptions({
    queryKey: ['changes', id],
    queryFn: ({ signal }) => ask<Change>('GET', `/api/changes/${id}`, { signal }),
  });

/** A decision on a change; withdrawing takes no comment. */
export interface Decision {
  id: string;
  verb: ChangeVerb;
  comment: string;
}

export function decide({ id, verb, comment }: Decision, key: string): Promise<Change> {
  const body = verb === 'withdraw' ? {} : { comment };
  return ask('POST', `/api/changes/${id}/${verb}`, { body, key });
}

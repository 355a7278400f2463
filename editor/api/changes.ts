/** Changes: what was proposed, what is known about it, and deciding on it. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ChangeRowView,
  ChangeView,
  DifferenceView,
} from '@flowmeter/server/views/governance.ts';
import { answer, answerDeep, api, intent, until } from './client.ts';
import type { Draftable } from './drafts.ts';
import { pages } from './page.ts';

export type ChangeRow = z.infer<typeof ChangeRowView>;
export type Change = z.infer<typeof ChangeView>;
export type Difference = z.infer<typeof DifferenceView>;
export type Verdict = NonNullable<NonNullable<ChangeRow['review']>['verdict']>;
export type ChangeVerb = Change['can'][number];

/** What a list of changes is narrowed to. */
interface ChangesAsked {
  show?: 'mine' | 'waiting' | 'reviews' | undefined;
  state?: ChangeRow['state'] | undefined;
  kind?: Draftable | undefined;
}

/** Newest first. */
export const changePages = (asked: ChangesAsked) =>
  pages<ChangeRow>(['changes', 'pages', asked], (cursor, signal) =>
    answer(api.changes.$get({ query: { ...asked, cursor } }, until(signal))),
  );

/** What takes effect when, the next first; and the zone in which days begin here. */
export const schedule = queryOptions({
  queryKey: ['changes', 'schedule'],
  queryFn: ({ signal }) => answer(api.schedule.$get({}, until(signal))),
});

/** When a change takes effect: at its approval, at a time, or at once as an emergency. */
export interface Timing {
  effective?: { local: string; zone: string };
  emergency?: boolean;
}

interface Together extends Timing {
  drafts: string[];
  title: string;
  reason: string;
}

/** Several drafts become one change, and end. */
export function proposeTogether(json: Together, key: string): Promise<Change> {
  return answerDeep<Change>(api.changes.$post({ json }, intent({ key })));
}

export const changeOf = (id: string) =>
  queryOptions({
    queryKey: ['changes', id],
    queryFn: ({ signal }) =>
      answerDeep<Change>(api.changes[':id'].$get({ param: { id } }, until(signal))),
  });

/** A decision on a change; withdrawing takes no comment. */
export interface Decision {
  id: string;
  verb: ChangeVerb;
  comment: string;
  /** The evidence that is on the screen. */
  evidence: string;
  /** What a review comes to. */
  verdict?: Verdict;
}

export function decide(decision: Decision, key: string): Promise<Change> {
  const { id, verb, comment, evidence, verdict = 'upheld' } = decision;
  const param = { id };
  const change = api.changes[':id'];
  if (verb === 'withdraw')
    return answerDeep<Change>(change.withdraw.$post({ param }, intent({ key })));
  if (verb === 'approve') {
    const json = { comment, evidence_hash: evidence };
    return answerDeep<Change>(change.approve.$post({ param, json }, intent({ key })));
  }
  if (verb === 'review') {
    const json = { comment, verdict };
    return answerDeep<Change>(change.review.$post({ param, json }, intent({ key })));
  }
  return answerDeep<Change>(change[verb].$post({ param, json: { comment } }, intent({ key })));
}

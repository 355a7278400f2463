/** Changes: what was proposed, what is known about it, and deciding on it. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ChangeRowView,
  ChangeView,
  DifferenceView,
} from '@flowmeter/server/views/governance.ts';
import { answer, answerDeep, api, intent, until } from './client.ts';
import { pages } from './page.ts';

export type ChangeRow = z.infer<typeof ChangeRowView>;
export type Change = z.infer<typeof ChangeView>;
export type Difference = z.infer<typeof DifferenceView>;
export type ChangeVerb = Change['can'][number];

/** Newest first. */
export const changePages = pages<ChangeRow>(['changes', 'pages'], (cursor, signal) =>
  answer(api.changes.$get({ query: { cursor } }, until(signal))),
);

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
  verdict?: 'upheld' | 'objected';
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

/** What people do to share a task, whom they may choose, and the copies they were sent. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { NamingAction } from '@flowmeter/engine/flow/people-candidates.ts';
import type { CopyView, SignPartView } from '@flowmeter/server/views/sharing.ts';
import type { CommandAnswer } from './cases.ts';
import { answer, api, intent, until } from './client.ts';
import { pages } from './page.ts';

export type SignPart = z.infer<typeof SignPartView>;
export type Copy = z.infer<typeof CopyView>;

/** What is sent with each verb; the version is the one the person was looking at. */
export type SharingCommand = { id: string; version: number } & (
  | { verb: 'withdraw' | 'urge'; reason: string }
  | { verb: 'transfer' | 'delegate'; to: string; reason: string }
  | { verb: 'hand_back'; comment: string; data?: FactValues | undefined }
  | { verb: 'add_signer'; when: 'before' | 'after'; persons: string[]; reason: string }
  | { verb: 'copy'; persons: string[]; note?: string | undefined }
  | { verb: 'reassign'; to?: string | undefined; part?: number | undefined; reason: string }
  | {
      verb: 'sign';
      verdict: 'agree' | 'reject';
      comment?: string | undefined;
      part?: number | undefined;
    }
);

export function share(asked: SharingCommand, key: string): Promise<CommandAnswer> {
  const { id, version } = asked;
  const param = { id };
  const headers = intent({ version, key });
  const task = api.tasks[':id'];
  switch (asked.verb) {
    case 'withdraw':
    case 'urge':
      return answer(task[asked.verb].$post({ param, json: { reason: asked.reason } }, headers));
    case 'transfer':
    case 'delegate': {
      const { to, reason } = asked;
      return answer(task[asked.verb].$post({ param, json: { to, reason } }, headers));
    }
    case 'hand_back': {
      const { comment, data } = asked;
      return answer(task['hand-back'].$post({ param, json: { comment, data } }, headers));
    }
    case 'add_signer': {
      const { when, persons, reason } = asked;
      return answer(task.signers.$post({ param, json: { when, persons, reason } }, headers));
    }
    case 'copy': {
      const { persons, note } = asked;
      return answer(task.copy.$post({ param, json: { persons, note } }, headers));
    }
    case 'reassign': {
      const { to, part, reason } = asked;
      return answer(task.reassign.$post({ param, json: { to, part, reason } }, headers));
    }
    case 'sign': {
      const { verdict, comment, part } = asked;
      return answer(task.sign.$post({ param, json: { verdict, comment, part } }, headers));
    }
    default:
      return asked satisfies never;
  }
}

/** Who may be chosen for an action; asked when its dialog opens. */
export const candidates = (id: string, action: NamingAction, part?: number) =>
  queryOptions({
    queryKey: ['tasks', id, 'people', action, part],
    queryFn: ({ signal }) => {
      const query = { for: action, ...(part === undefined ? {} : { part: String(part) }) };
      return answer(api.tasks[':id'].people.$get({ param: { id }, query }, until(signal)));
    },
    select: ({ rows }) => rows,
  });

/** Cases of which the person was sent a copy. */
export const copyList = () =>
  pages<Copy>(['cases', 'copies'], (cursor, signal) =>
    answer(api.copies.$get({ query: { cursor } }, until(signal))),
  );

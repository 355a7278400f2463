/** What ends a wait. */
import type { MessageCommand } from '../case/message-commands.ts';
import type { Visit } from '../case/state.ts';
import { problem } from '../problem.ts';
import { goOnByItself, misfitIn } from './incident.ts';
import { waitOf } from './structure.ts';
import { record, refuse, stateOf, type Work } from './work.ts';

/**
 * The command names no visit: it goes to the one that has waited longest. What its step takes is checked
 * like what people enter; the rest of the message is left.
 */
export function receive(work: Work, { name, key, id, data: brought = {} }: MessageCommand): void {
  const { visits, messages } = stateOf(work);
  if (messages?.includes(id)) refuse(problem('message_repeated', { id }));
  const visit = visits.find((one) => isAwaited(one, name, key));
  const step = visit && waitOf(work.flow.flow.steps[visit.step]);
  if (visit === undefined || step?.message === undefined) {
    return refuse(problem('nothing_awaited'));
  }
  const takes = step.message.takes ?? [];
  const taken = takes.filter(({ fact }) => Object.hasOwn(brought, fact));
  const data = Object.fromEntries(taken.map(({ fact }) => [fact, brought[fact] ?? null]));
  const misfit = misfitIn(work, takes, data);
  if (misfit !== undefined) refuse(misfit);
  const { seq } = visit;
  const received = { type: 'message.received', seq, name, key, id } as const;
  record(work, taken.length === 0 ? received : { ...received, data });
  goOnByItself(work, seq, step.routes[0]?.id);
}

/** Does a visit wait for this message? */
export function isAwaited({ status, message }: Visit, name: string, key: string): boolean {
  return (
    status === 'open' && message?.id === undefined && message?.name === name && message.key === key
  );
}

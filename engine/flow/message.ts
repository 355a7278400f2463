/** What ends a wait. */
import type { MessageCommand } from '../case/message-commands.ts';
import type { Visit } from '../case/state.ts';
import { problem } from '../problem.ts';
import { goOnByItself, misfitIn } from './incident.ts';
import { waitOf } from './structure.ts';
import { record, refuse, stateOf, type Work } from './work.ts';

/** The command names no visit: it goes to the one that has waited longest. */
export function receive(work: Work, { name, key, id, data = {} }: MessageCommand): void {
  const { visits, messages } = stateOf(work);
  if (messages?.includes(id)) refuse(problem('message_repeated', { id }));
  const visit = visits.find((one) => isAwaited(one, name, key));
  const step = visit && waitOf(work.flow.flow.steps[visit.step]);
  if (visit === undefined || step?.message === undefined) {
    return refuse(problem('nothing_awaited'));
  }
  const misfit = misfitIn(work, step.message.takes ?? [], data);
  if (misfit !== undefined) refuse(misfit);
  const { seq } = visit;
  const taken = Object.keys(data).length === 0 ? {} : { data };
  record(work, { type: 'message.received', seq, name, key, id, ...taken });
  goOnByItself(work, seq, step.routes[0]?.id);
}

/** Does a visit wait for this message? */
export function isAwaited({ status, message }: Visit, name: string, key: string): boolean {
  return (
    status === 'open' && message?.id === undefined && message?.name === name && message.key === key
  );
}

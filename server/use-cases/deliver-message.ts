/**
 * A message of another system finds the one case that waits for it by name and key. A message that comes
 * before a case waits for it is not kept here: whoever brings it hears `message_without_case`.
 */
import type { MessageCommand } from '@flowmeter/engine/case/message-commands.ts';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Deps } from '../deps.ts';
import { commandCase, type CommandAnswer } from './command-case.ts';
import { once } from './once.ts';

/** `id` names the message: brought twice, it is answered alike and received once. */
export type Message = Omit<MessageCommand, 'type'>;

/** `source`: who names its messages; ids of different sources are different. */
export function deliverMessage(
  deps: Deps,
  source: string,
  message: Message,
): Promise<Result<CommandAnswer>> {
  const { name, key, id } = message;
  const asked = { actor: `message ${source}`, key: id, action: `message ${name}`, body: message };
  return once(deps, asked, async (keep) => {
    const [caseId, other] = await deps.store.waiting.casesFor(name, key, 2);
    if (caseId === undefined) return failed(problem('message_without_case', { name, key }));
    if (other !== undefined) return failed(problem('message_ambiguous', { name, key }));
    return commandCase(deps, {
      caseId,
      command: (at) => ({ ...message, type: 'message', actor: 'system', at }),
      ...(keep === undefined ? {} : { keep }),
    });
  });
}

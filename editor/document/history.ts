/** The history of a flow's document: every edit is plain data that names its command. */
import type { Result } from '@flowmeter/engine/problem.ts';
import type { Command } from './command.ts';
import { commands, type Edit } from './commands.ts';
import type { FlowDocument } from './document.ts';
import { carryOut, type HistoryOf, type Touched } from './undoing.ts';

export type History = HistoryOf<FlowDocument>;

/** Does an edit; what it refuses comes back as problems. */
export function perform(
  history: History,
  edit: Edit,
  burst?: string,
): Result<{ history: History; touched: Touched }> {
  return carryOut(history, commands[edit.do] as Command<unknown>, edit.args, burst);
}

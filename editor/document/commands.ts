/** Every editing command, once. An edit names its command and is plain data. */
import { addStep, appendStep, insertOnRoute, putOnRoute } from './commands/add-step.ts';
import { alignSteps } from './commands/align.ts';
import { changeFlow, changeRoute, changeStep, moveRoute, rename } from './commands/change-step.ts';
import { connect, reconnect, reconnectFrom } from './commands/connect.ts';
import { addBranch, deleteBranch, deleteItems } from './commands/delete.ts';
import { makeParallel } from './commands/make-parallel.ts';
import { makeSequential } from './commands/make-sequential.ts';
import { mergeSteps } from './commands/merge-steps.ts';
import { layoutAll, layoutSome, moveIntoBranch, moveSteps, renameBranch } from './commands/move.ts';
import { duplicate, paste } from './commands/paste.ts';
import { replaceStep } from './commands/replace-step.ts';

export const commands = {
  addStep,
  appendStep,
  insertOnRoute,
  putOnRoute,
  connect,
  reconnect,
  reconnectFrom,
  rename,
  changeStep,
  changeFlow,
  changeRoute,
  moveRoute,
  replaceStep,
  mergeSteps,
  makeParallel,
  makeSequential,
  deleteItems,
  addBranch,
  deleteBranch,
  renameBranch,
  moveSteps,
  moveIntoBranch,
  layoutAll,
  layoutSome,
  alignSteps,
  duplicate,
  paste,
};

export type CommandName = keyof typeof commands;

export type Edit = {
  [N in CommandName]: { do: N; args: Parameters<(typeof commands)[N]['run']>[1] };
}[CommandName];

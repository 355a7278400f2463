/** How actions that change the shape of the flow are done. */
import { blockByBranch, taskOf } from '@flowmeter/engine/flow/structure.ts';
import { choicesOf, type Merge, pairOf } from '../document/commands/merge-steps.ts';
import { replacementsFor } from '../document/commands/replace-step.ts';
import { bottomOf, centreOf, GRID } from '../document/geometry.ts';
import { onwardFrom } from '../document/lines.ts';
import { continueFrom, doAsked, mayContinue, type Situation } from './action-runs.ts';
import { onlyStep, select } from './view-state.ts';

/** Is there a step selected that another kind may stand in place of? */
export function mayReplace({ document, view }: Situation): boolean {
  const step = document.flow.steps[onlyStep(view.getState()) ?? ''];
  return step !== undefined && replacementsFor(step).length > 0;
}

export function askReplacement({ view, boxes }: Situation): void {
  const { camera } = view.getState();
  const step = onlyStep(view.getState());
  const box = step === undefined ? undefined : boxes.get(step);
  if (step === undefined || box === undefined || camera === undefined) return;
  const at = camera.toScreen({ x: centreOf(box).x, y: bottomOf(box) + GRID });
  view.setState({ asking: { what: 'replace', step, at } });
}

/** Two steps, or one and the only step that it leads on to. */
export function mayMerge(at: Situation): boolean {
  return pairChosen(at).length === 2;
}

/** Asks what somebody has to decide; where both say the same there is nothing to ask. */
export function merge(at: Situation): void {
  const { document, edit, view } = at;
  const { steps } = document.flow;
  const chosen = pairChosen(at);
  const found = pairOf(document.flow, chosen);
  const [first, second] = found.ok ? [found.value.first, found.value.second] : chosen;
  const [one, other] = [taskOf(steps[first ?? '']), taskOf(steps[second ?? ''])];
  const choices = one && other ? choicesOf(one, other) : { work: [], limits: false };
  if (edit === null || first === undefined || second === undefined) return;
  if (found.ok && (choices.work.length > 0 || choices.limits)) {
    view.setState({ asking: { what: 'merge', first, second } });
    return;
  }
  const args: Merge = { steps: [first, second], work: 'first', limits: 'both' };
  doAsked(edit, view, { do: 'mergeSteps', args }, true);
}

export function goParallel({ edit, view }: Situation): void {
  const steps = [...view.getState().steps];
  if (edit) doAsked(edit, view, { do: 'makeParallel', args: { steps } }, true);
}

/** Is a block selected, or are steps of one? */
export function maySequence(at: Situation): boolean {
  return blockChosen(at) !== undefined;
}

export function goSequential(at: Situation): void {
  const block = blockChosen(at);
  const touched = block && at.edit?.perform({ do: 'makeSequential', args: { block } });
  if (!touched) return;
  select(at.view, touched);
  at.view.getState().camera?.focus();
}

/** Where nothing is selected a step can be put into the middle of what is seen. */
export function mayContinueOrAdd(at: Situation): boolean {
  const { steps, routes } = at.view.getState();
  return steps.size + routes.size === 0 || mayContinue(at);
}

export function continueOrAdd(at: Situation): void {
  const { steps, routes, camera } = at.view.getState();
  if (steps.size + routes.size > 0) {
    continueFrom(at);
    return;
  }
  const canvas = globalThis.document.querySelector('.flow-canvas.is-editable');
  if (canvas === null || camera === undefined) return;
  const middle = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 3 };
  at.view.setState({ asking: { what: 'add', at: middle, to: camera.toFlow(middle) } });
}

function pairChosen({ document, view }: Situation): string[] {
  const { steps, routes } = view.getState();
  const chosen = [...steps].filter((id) => document.flow.steps[id] !== undefined);
  const [only] = chosen;
  if (routes.size > 0 || chosen.length > 2 || only === undefined) return [];
  if (chosen.length === 2) return chosen;
  const [next, more] = onwardFrom(document.flow, only);
  const isPair = next !== undefined && more === undefined;
  return isPair && taskOf(document.flow.steps[next]) ? [only, next] : [];
}

function blockChosen({ document, view }: Situation): string | undefined {
  const { flow } = document;
  const only = onlyStep(view.getState());
  const held = only === undefined ? undefined : flow.steps[only];
  if (held && 'branches' in held) return only;
  const around = blockByBranch(flow);
  const blocks = new Set(
    [...view.getState().steps].map((id) => around.get(flow.steps[id]?.branch ?? '')),
  );
  const [block, more] = blocks;
  return more === undefined && blocks.size === 1 ? block : undefined;
}

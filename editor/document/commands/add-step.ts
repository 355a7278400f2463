import { failed, ok, problem } from '@flowmeter/engine/problem.ts';
import {
  kindOf,
  type Step,
  stepKinds,
  type StepKindName,
} from '@flowmeter/engine/steps/registry.ts';
import { about, defineCommand } from '../command.ts';
import {
  branchNamed,
  type FlowDocument,
  type Line,
  type Point,
  waysInto,
  waysOf,
  withInside,
} from '../document.ts';
import { boxOf, snapped } from '../geometry.ts';
import { connectTo, joinLine, leadsOn } from '../lines.ts';
import { type NewSteps, newStep, sizeOfNew } from '../new-step.ts';
import { branchOf, placeAfter, placeOnLine, settle, shift } from '../place.ts';

/** A step that leads nowhere yet, at a place. */
export const addStep = defineCommand<{ kind: StepKindName; at: Point; branch?: string }>({
  label: ({ kind }) => addLabel(kind),
  run(draft, { kind, at, branch }) {
    const made = newStep(draft.flow, kind, branch, snapped(at));
    put(draft, made);
    settle(draft);
    return ok([made.id]);
  },
});

/** A step at the open end of another, connected to it; below it unless another place is asked for. */
export const appendStep = defineCommand<{ from: string; kind: StepKindName; at?: Point }>({
  label: ({ kind }) => addLabel(kind),
  run(draft, { from, kind, at }) {
    const step = draft.flow.steps[from];
    if (step === undefined) return failed(problem('step_not_found', { step: from }));
    const made = newStep(draft.flow, kind, step.branch, { x: 0, y: 0 });
    const place = at ? snapped(at) : placeAfter(draft, from, sizeOfNew(made));
    put(draft, made, place);
    const problems = connectTo(draft.flow, from, made.id);
    if (problems.length > 0) return failed(...problems);
    settle(draft);
    return ok([made.id]);
  },
});

/**
 * A step in the middle of a line. Condition, name and result stay on the first half; what stands
 * below shifts.
 */
export const insertOnRoute = defineCommand<{ line: Line; kind: StepKindName }>({
  label: ({ kind }) => ({
    zh: `插入${stepKinds[kind].name.zh}`,
    en: `Insert ${stepKinds[kind].name.en.toLowerCase()}`,
  }),
  run(draft, { line, kind }) {
    const made = newStep(draft.flow, kind, branchOf(draft, line), { x: 0, y: 0 });
    const place = placeOnLine(draft, line, sizeOfNew(made));
    put(draft, made, place);
    const problems = joinLine(draft.flow, line, made.id);
    if (problems.length > 0) return failed(...problems);
    settle(draft);
    return ok([made.id]);
  },
});

/** A step that stands apart, without routes, is put into the middle of a line. */
export const putOnRoute = defineCommand<{ line: Line; step: string }>({
  label: ({ step }, before) =>
    about('把“{name}”放到流向上', 'Put “{name}” on the route', before, step),
  run(draft, { line, step }) {
    const moved = draft.flow.steps[step];
    const box = boxOf(draft, step);
    if (moved === undefined || box === undefined)
      return failed(problem('step_not_found', { step }));
    const branch = branchOf(draft, line);
    const around = branch === undefined ? undefined : branchNamed(draft.flow, branch)?.block;
    if (around !== undefined && withInside(draft.flow, [step]).has(around)) {
      return failed(problem('route_into_branch', { step: moved.name, to: moved.name }));
    }
    const begins =
      moved.branch !== undefined && branchNamed(draft.flow, moved.branch)?.branch.start === step;
    if (begins || waysOf(moved).some(leadsOn) || waysInto(draft.flow, step).length > 0) {
      return failed(problem('one_route_only', { step: moved.name }));
    }
    delete draft.layout.positions[step];
    const place = placeOnLine(draft, line, box);
    draft.layout.positions[step] = { x: box.x, y: box.y };
    shift(draft, [step], { x: place.x - box.x, y: place.y - box.y });
    if (branch === undefined) delete moved.branch;
    else moved.branch = branch;
    const problems = joinLine(draft.flow, line, step);
    if (problems.length > 0) return failed(...problems);
    putOnwardFirst(moved);
    settle(draft);
    return ok([step]);
  },
});

/** The way on stands before the returns that the step has kept. */
function putOnwardFirst(step: Step): void {
  const ways = waysOf(step);
  const onward = kindOf(step).conditional ? undefined : ways.pop();
  if (onward) ways.unshift(onward);
}

function addLabel(kind: StepKindName) {
  const { name } = stepKinds[kind];
  return { zh: `添加${name.zh}`, en: `Add ${name.en.toLowerCase()}` };
}

/** Puts new steps into the document, moved so that the one asked for stands at `place`. */
function put(draft: FlowDocument, made: NewSteps, place?: Point): void {
  const from = made.positions[made.id];
  const by = place && from ? { x: place.x - from.x, y: place.y - from.y } : { x: 0, y: 0 };
  Object.assign(draft.flow.steps, made.steps);
  for (const [id, at] of Object.entries(made.positions)) {
    draft.layout.positions[id] = { x: at.x + by.x, y: at.y + by.y };
  }
}

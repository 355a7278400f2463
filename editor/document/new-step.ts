/** A step of any kind as it begins its life, with what it cannot be without. */
import type { FlowDefinition, LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import {
  type Step,
  stepKinds,
  type StepKindName,
  type StepOf,
} from '@flowmeter/engine/steps/registry.ts';
import type { Point } from './document.ts';
import { boxOf, CONTENT_TOP, laneWidth, type Size, sizeOf } from './geometry.ts';
import { freshId, freshName } from './names.ts';

export interface NewSteps {
  /** The step asked for; the others stand inside it. */
  id: string;
  steps: Record<string, Step>;
  positions: Record<string, Point>;
}

/** Branches that a new block begins with: each holds nothing but its end. */
const branchNames: Localized[] = [
  { zh: '分支一', en: 'Branch 1' },
  { zh: '分支二', en: 'Branch 2' },
];

/** `at` is the upper left corner; a block's branches are laid out from there. */
export function newStep(
  flow: FlowDefinition,
  kind: StepKindName,
  branch: string | undefined,
  at: Point,
): NewSteps {
  const id = freshId(flow, kind);
  const { arrival, blank } = stepKinds[kind];
  const common = { kind, name: freshName(flow, kind), ...(branch ? { branch } : {}), routes: [] };
  if (arrival === 'contain') return newBlock(flow, id, { ...common, ...blank }, at);
  const needs = arrival === 'timer' ? { for: usualWait(flow) } : {};
  const step = { ...common, ...structuredClone(blank), ...needs } as Step;
  return { id, steps: { [id]: step }, positions: { [id]: at } };
}

/** The size of what was made, before it stands in a document. */
export function sizeOfNew(made: NewSteps): Size {
  const flow = { steps: made.steps } as FlowDefinition;
  const layout = { positions: made.positions } as LayoutDefinition;
  return boxOf({ flow, layout }, made.id) ?? { width: 0, height: 0 };
}

/** A branch that holds nothing but its end; `at` is where that end stands. `taken` learns its ids. */
export function newBranch(flow: FlowDefinition, name: Localized, at: Point, taken: Set<string>) {
  const id = freshId(flow, 'branch', taken);
  const start = freshId(flow, 'end', taken);
  taken.add(id).add(start);
  const end = { kind: 'end', name: stepKinds.end.name, branch: id, routes: [] } as StepOf<'end'>;
  return { branch: { id, name, start }, steps: { [start]: end }, positions: { [start]: at } };
}

function newBlock(flow: FlowDefinition, id: string, common: object, at: Point): NewSteps {
  const taken = new Set([id]);
  const made: NewSteps = { id, steps: {}, positions: { [id]: at } };
  const { width } = sizeOf({ kind: 'end' });
  const lane = laneWidth(width);
  const branches = branchNames.map((name, index) => {
    const place = { x: at.x + index * lane + (lane - width) / 2, y: at.y + CONTENT_TOP };
    const { branch, steps, positions } = newBranch(flow, name, place, taken);
    Object.assign(made.steps, steps);
    Object.assign(made.positions, positions);
    return branch;
  });
  made.steps[id] = { ...common, branches } as StepOf<'parallel'>;
  return made;
}

/** One working day on the calendar that the flow's limits count by. */
function usualWait(flow: FlowDefinition): NonNullable<StepOf<'wait'>['for']> {
  const limits = Object.values(flow.steps).flatMap((step) => ('limits' in step ? step.limits : []));
  const calendar = [...flow.limits, ...limits].find((limit) => limit.unit === 'wd')?.calendar;
  return { value: 1, unit: 'wd', calendar: calendar ?? '' };
}

/**
 * Old and new laid over each other: one flow to be drawn, which still has what the change takes out.
 * It is a drawing only; nothing could run by it.
 */
import type { FlowDefinition, LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Route } from '@flowmeter/engine/definition/route.ts';
import { branchesOf } from '@flowmeter/engine/flow/structure.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import type { Change } from '../api/changes.ts';
import type { Marks } from '../canvas/marks.ts';
import { documentOf, keyOf, type Point, waysOf } from '../document/document.ts';
import { type Box, bottomOf, rightOf, sizeOf } from '../document/geometry.ts';
import { type FlowChange, marksOf } from './change-review-marks.ts';

export interface Overlay {
  flow: FlowDefinition;
  layout: LayoutDefinition;
  marks: Marks;
}

export interface DrawnChange extends FlowChange {
  layout: LayoutDefinition | null;
  base_layout: LayoutDefinition | null;
}

type Drawable = Pick<Change, 'base' | 'content' | 'differences' | 'layout' | 'base_layout'>;

/** A change of a flow, to be drawn; null for one of any other definition. */
export function flowChangeOf(change: Drawable): DrawnChange | null {
  const { base, content, differences, layout, base_layout } = change;
  if (content.kind !== 'flow' || (base !== null && base.kind !== 'flow')) return null;
  return { base, content, differences, layout, base_layout };
}

/** Steps of both that only stand elsewhere: that is no difference of what the flow says. */
export function onlyPlaced({ base, content, differences, ...drawn }: DrawnChange): string[] {
  if (base === null || drawn.layout === null || drawn.base_layout === null) return [];
  const { positions } = drawn.layout;
  const before = drawn.base_layout.positions;
  const differs = new Set(differences.map(({ step }) => step));
  return Object.keys(content.steps).filter((id) => {
    const [was, is] = [before[id], positions[id]];
    const isKnown = base.steps[id] !== undefined && was !== undefined && is !== undefined;
    return isKnown && !differs.has(id) && (was.x !== is.x || was.y !== is.y);
  });
}

/** What a route that now leads elsewhere is called where it led before. */
const formerly = (route: string) => `${route}~`;

export function overlayOf(change: DrawnChange): Overlay {
  const { base, content } = change;
  const marks = marksOf(change);
  const { layout } = documentOf(content, change.layout ?? change.base_layout);
  if (base === null) return { flow: content, layout, marks };
  const flow = { ...content, steps: united(base, content) };
  const held = Object.entries(layout.positions).filter(([id]) => content.steps[id] !== undefined);
  const positions = { ...Object.fromEntries(held), ...formerPositions(change, layout) };
  return { flow, layout: { ...layout, positions }, marks: withFormer(marks, flow) };
}

/** The steps of the new flow with what they had, and then the steps that are gone. */
function united(base: FlowDefinition, content: FlowDefinition): FlowDefinition['steps'] {
  const branches = new Set(
    Object.values(content.steps).flatMap((step) => branchesOf(step).map(({ id }) => id)),
  );
  const kept = Object.entries(content.steps).map(([id, step]) => {
    const before = base.steps[id];
    return [id, before === undefined ? step : withWhatItHad(step, before, branches)];
  });
  const gone = Object.entries(base.steps).filter(([id]) => content.steps[id] === undefined);
  return Object.fromEntries([...kept, ...gone]) as FlowDefinition['steps'];
}

function withWhatItHad(step: Step, before: Step, branches: ReadonlySet<string>): Step {
  const ways = waysOf(step);
  const former = waysOf(before).flatMap((route): Route[] => {
    const now = ways.find(({ id }) => id === route.id);
    if (now === undefined) return [route];
    return now.to === route.to ? [] : [{ ...route, id: formerly(route.id) }];
  });
  const routes = [...ways, ...former];
  if (!('branches' in step)) return { ...step, routes } as Step;
  const gone = branchesOf(before).filter(({ id }) => !branches.has(id));
  return { ...step, branches: [...step.branches, ...gone], routes };
}

/** The routes added for the drawing are removed ones. */
function withFormer(marks: Marks, flow: FlowDefinition): Marks {
  const routes = { ...marks.routes };
  for (const [step, one] of Object.entries(flow.steps)) {
    for (const { id } of waysOf(one)) {
      if (id.endsWith(formerly(''))) routes[keyOf({ step, route: id })] = { kind: 'removed' };
    }
  }
  return { ...marks, routes };
}

/**
 * Where the steps that are gone stood, moved along with the step before (or after) them. One that would
 * lie under another has no place of its own and is given one.
 */
function formerPositions(
  { base, content, base_layout }: DrawnChange,
  layout: LayoutDefinition,
): LayoutDefinition['positions'] {
  const before = base_layout?.positions ?? {};
  const taken = Object.entries(content.steps).flatMap(([id, step]) =>
    boxAt(step, layout.positions[id]),
  );
  const found: LayoutDefinition['positions'] = {};
  for (const [id, step] of Object.entries(base?.steps ?? {})) {
    const at = before[id];
    if (content.steps[id] !== undefined || at === undefined || base === null) continue;
    const near = neighboursOf(base, id).find((one) => before[one] && layout.positions[one]);
    const was = near === undefined ? undefined : before[near];
    const is = near === undefined ? undefined : layout.positions[near];
    const place = was && is ? { x: at.x + is.x - was.x, y: at.y + is.y - was.y } : at;
    const boxes = boxAt(step, place);
    if (boxes.some((box) => taken.some((other) => meets(box, other)))) continue;
    found[id] = place;
    taken.push(...boxes);
  }
  return found;
}

/** Those that lead to a step, then those it leads to. */
export function neighboursOf(flow: FlowDefinition, id: string): string[] {
  const leading = Object.entries(flow.steps)
    .filter(([, step]) => waysOf(step).some(({ to }) => to === id))
    .map(([one]) => one);
  const step = flow.steps[id];
  return [...leading, ...(step === undefined ? [] : waysOf(step).map(({ to }) => to))];
}

/** None for a block, which is as large as what stands in it. */
function boxAt(step: Step, at: Point | undefined): Box[] {
  return at === undefined || 'branches' in step ? [] : [{ ...at, ...sizeOf(step) }];
}

function meets(one: Box, other: Box): boolean {
  return (
    one.x < rightOf(other) &&
    other.x < rightOf(one) &&
    one.y < bottomOf(other) &&
    other.y < bottomOf(one)
  );
}

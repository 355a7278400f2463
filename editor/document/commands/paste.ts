import { ok, type Localized } from '@flowmeter/engine/problem.ts';
import { isAllowed } from '@flowmeter/engine/flow/structure.ts';
import { kindOf, type Step } from '@flowmeter/engine/steps/registry.ts';
import { current, isDraft } from 'immer';
import { aboutAll, defineCommand } from '../command.ts';
import { type FlowDocument, type Point, waysOf, withInside } from '../document.ts';
import { mentionOthers } from '../mentions.ts';
import { freshId } from '../names.ts';
import { settle } from '../place.ts';

/** Steps as they lie on the clipboard: JSON, also between flows. */
export interface Clip {
  flowmeter: 'steps';
  steps: Record<string, Step>;
  positions: Record<string, Point>;
}

/** How far a duplicate stands from its model. */
const OFFSET = 32;

/** Copies of steps, beside them in the same line. */
export const duplicate = defineCommand<{ steps: string[] }>({
  label: ({ steps }, before) => aboutAll('复制“{name}”', 'Duplicate “{name}”', before, steps),
  run(draft, { steps }) {
    const clip = clipOf(draft, steps);
    const [first] = steps;
    const branch = first === undefined ? undefined : draft.flow.steps[first]?.branch;
    return ok(putClip(draft, clip, branch, { x: OFFSET, y: OFFSET }));
  },
});

/** Steps of the clipboard put into a branch (or the main line) at a distance from where they stood. */
export const paste = defineCommand<{ clip: Clip; branch?: string; by: Point }>({
  label: ({ clip }) => pasteLabel(Object.keys(clip.steps).length),
  run: (draft, { clip, branch, by }) => ok(putClip(draft, clip, branch, by)),
});

/** What copying steps puts on the clipboard: with what stands inside them, without a start. */
export function clipOf({ flow, layout }: FlowDocument, steps: readonly string[]): Clip {
  const clip: Clip = { flowmeter: 'steps', steps: {}, positions: {} };
  for (const id of withInside(flow, steps)) {
    const step = flow.steps[id];
    if (step === undefined || kindOf(step).arrival === 'pass') continue;
    clip.steps[id] = isDraft(step) ? current(step) : step;
    clip.positions[id] = { x: 0, y: 0, ...layout.positions[id] };
  }
  return clip;
}

function pasteLabel(count: number): Localized {
  return { zh: `粘贴 ${count} 个环节`, en: count === 1 ? 'Paste a step' : `Paste ${count} steps` };
}

/** How many routes of the steps lead to none of them: those are not taken along. */
export function waysOutOf({ steps }: Clip): number {
  const ways = Object.values(steps).flatMap(waysOf);
  return ways.filter(({ to }) => steps[to] === undefined).length;
}

/**
 * New ids, also where the steps speak of each other; routes among the steps are kept, those that lead
 * elsewhere are not. What else they name is kept as it is, also where it is not known here.
 */
function putClip(draft: FlowDocument, clip: Clip, branch: string | undefined, by: Point): string[] {
  const { ids, branches } = newIds(draft, clip);
  const outer: string[] = [];
  for (const [old, step] of Object.entries(clip.steps)) {
    const id = ids.get(old) ?? old;
    const inner = step.branch === undefined ? undefined : branches.get(step.branch);
    const copy = structuredClone(step);
    mentionOthers(copy, (one) => ids.get(one) ?? one);
    if ('branches' in copy) {
      for (const one of copy.branches) {
        one.start = ids.get(one.start) ?? one.start;
        one.id = branches.get(one.id) ?? one.id;
      }
    }
    const line = inner ?? branch;
    if (line === undefined) delete copy.branch;
    else copy.branch = line;
    if (inner === undefined) outer.push(id);
    draft.flow.steps[id] = copy;
    const at = clip.positions[old] ?? { x: 0, y: 0 };
    draft.layout.positions[id] = { x: at.x + by.x, y: at.y + by.y };
  }
  for (const id of ids.values()) keepInnerRoutes(draft, id, ids);
  settle(draft);
  return outer;
}

function newIds(draft: FlowDocument, clip: Clip) {
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  const branches = new Map<string, string>();
  const fresh = (base: string) => {
    const id = freshId(draft.flow, base, taken);
    taken.add(id);
    return id;
  };
  for (const [old, step] of Object.entries(clip.steps)) {
    ids.set(old, fresh(old.replace(/_\d+$/, '')));
    if (!('branches' in step)) continue;
    for (const branch of step.branches) {
      branches.set(branch.id, fresh(branch.id.replace(/_\d+$/, '')));
    }
  }
  return { ids, branches };
}

function keepInnerRoutes({ flow }: FlowDocument, id: string, ids: Map<string, string>): void {
  const step = flow.steps[id];
  if (step === undefined) return;
  const ways = waysOf(step).splice(0);
  for (const route of ways) {
    const to = ids.get(route.to);
    if (to === undefined || !isAllowed(flow, id, { ...route, to })) continue;
    waysOf(step).push({ ...route, to });
  }
}

/** Ways of a case through a flow, told as the steps it comes to, in order: what the canvas draws. */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Localized } from '../problem.ts';

/**
 * A way, as the one before it and what it adds: first what happens side by side in the branches of a
 * block (`aside`), then a step. Ways share their beginnings, so that making one costs nothing.
 */
export interface Way {
  before?: Way | undefined;
  aside?: readonly Way[];
  step?: string;
  /** How many steps it has. */
  length: number;
}

export const noWay: Way = { length: 0 };

/** The way, and then the step. */
export function andThen(before: Way, step: string): Way {
  return { before, step, length: before.length + 1 };
}

/** The way, and then these, one after the other. */
export function along(before: Way, aside: readonly Way[]): Way {
  const length = aside.reduce((sum, one) => sum + one.length, before.length);
  return { before, aside, length };
}

/** The steps of a way in order. Without recursion: ways may be long. */
export function stepsOf(way: Way): string[] {
  const steps: string[] = [];
  const open: Way[] = [way];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one.step !== undefined) steps.push(one.step);
    if (one.before !== undefined) open.push(one.before);
    if (one.aside !== undefined) open.push(...one.aside);
  }
  return steps.toReversed();
}

/** A trace as details of a problem: ids for the canvas, names for people. */
export function traceDetails(flow: FlowDefinition, steps: readonly string[]) {
  return { trace: traceWords(flow, steps), steps: steps.join(' ') };
}

export function traceWords(flow: FlowDefinition, trace: readonly string[]): Localized {
  const names = trace.map((id) => flow.steps[id]?.name ?? { zh: id, en: id });
  return {
    zh: names.map((name) => name.zh).join(' → '),
    en: names.map((name) => name.en).join(' → '),
  };
}

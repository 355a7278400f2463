/** Marks laid over a flow: what a change did to it, what is said about it, where a case went, or could get stuck. */
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { StateColour } from '../theme/palette.ts';

export const markKinds = [
  'added',
  'removed',
  'changed',
  'visited',
  'current',
  'due',
  'overdue',
  'withdrawn',
  'passed',
  'stuck',
  'discussed',
  'bypassed',
  'uncovered',
  'stop',
] as const;

export type MarkKind = (typeof markKinds)[number];

export interface Mark {
  kind: MarkKind;
  /** What is shown when the mark is pointed at, e.g. who did the step and when. */
  note?: Localized;
  /** How often a step was visited; shown from 2 on. */
  count?: number;
  /** A case that is tried out stops here. */
  stops?: true;
  /** A token goes along the route: `key` tells one journey from the next; in milliseconds. */
  token?: { key: number; delay: number; lasts: number };
}

/** Marks by step id, and by route: `<step>/<route>`, or `><branch>` for the way into a branch. */
export interface Marks {
  steps: Readonly<Record<string, Mark>>;
  routes: Readonly<Record<string, Mark>>;
  /** The step that is to be in sight. */
  at?: string;
  /** What is marked in the flow that a step calls, which is opened in place for it. */
  inside?: { step: string; marks: Marks };
}

export const noMarks: Marks = { steps: {}, routes: {} };

/** With the steps at which a case that is tried out stops. */
export function withStops(marks: Marks, stops: readonly string[]): Marks {
  if (stops.length === 0) return marks;
  const steps = { ...marks.steps };
  for (const step of stops) {
    steps[step] = { ...(steps[step] ?? { kind: 'stop' }), stops: true };
  }
  return { ...marks, steps };
}

/** The colour of a mark, always shown with its icon and words. */
export const markColours: Record<MarkKind, StateColour> = {
  added: 'green',
  removed: 'red',
  changed: 'violet',
  visited: 'green',
  current: 'blue',
  due: 'amber',
  overdue: 'red',
  withdrawn: 'grey',
  passed: 'blue',
  stuck: 'red',
  discussed: 'blue',
  bypassed: 'grey',
  uncovered: 'amber',
  stop: 'red',
};

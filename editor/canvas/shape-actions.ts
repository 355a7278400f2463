/** Actions that change the shape of the flow around what is selected: rows of the one registry. */
import type { Action } from './actions.ts';
import {
  askReplacement,
  goParallel,
  goSequential,
  mayMerge,
  mayReplace,
  maySequence,
  merge,
} from './shape-runs.ts';

const always = { group: 'step', inMenu: true, edits: true } as const;

export const shapeActions = {
  replace: { ...always, keys: ['R'], when: mayReplace, run: askReplacement },
  merge: { ...always, keys: ['M'], when: mayMerge, run: merge },
  parallel: {
    ...always,
    keys: ['P'],
    when: ({ view }) => view.getState().steps.size > 0,
    run: goParallel,
  },
  sequential: { ...always, keys: ['S'], when: maySequence, run: goSequential },
} as const satisfies Record<string, Action>;

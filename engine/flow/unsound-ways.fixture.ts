/** Flows of which steps are dead, stuck, or go round by themselves. */
import type { Step } from '../steps/registry.ts';
import { choice, yes, no, set, begin, type Unsound } from './corpus.fixture.ts';
import { end, task } from './flows.fixture.ts';
import { auto, wait } from './kinds.fixture.ts';

export const unsoundWays: Unsound[] = [
  ['no start', { a: task('e'), e: end() }, ['no_start']],
  ['two starts', { s: begin('e'), t: begin('e'), e: end() }, ['several_starts']],
  ['a route to nowhere', { s: begin('x') }, ['route_to_nowhere']],
  ['a step that nothing leads to', { s: begin('e'), a: task('e'), e: end() }, ['unreachable_step']],
  [
    'steps behind a step that nothing leads to',
    { s: begin('e'), a: task('b'), b: task('c'), c: task('e'), e: end() },
    ['unreachable_step'],
  ],
  [
    'a trap',
    { s: begin('a'), a: task(['b', 'e']), b: task('c'), c: task('b'), e: end() },
    ['end_unreachable'],
    's a b',
  ],
  [
    'two traps',
    { s: begin('a'), a: task(['b', 'c', 'e']), b: task('b'), c: task('c'), e: end() },
    ['end_unreachable', 'end_unreachable'],
    's a b',
  ],
  [
    'a lost route',
    { s: begin('a'), a: task('b'), b: task([]), c: task('e'), e: end() },
    ['step_without_route'],
  ],
  [
    'a lost route of a decision',
    { s: begin('d'), d: choice([['a', yes], ['a']]), a: task('e'), b: task('e'), e: end() },
    ['unreachable_step'],
  ],
  [
    'a circle that nobody leaves, and the end that nothing else leads to',
    { s: begin('a'), a: task('b'), b: task('a'), e: end() },
    ['end_unreachable'],
    's a',
  ],
  [
    'decisions in a circle',
    { s: begin('d'), d: choice([['f', yes], ['e']]), f: choice([['d', no], ['e']]), e: end() },
    ['automatic_loop'],
    's d f d',
  ],
  [
    'automatic steps in a circle',
    { s: begin('a'), a: auto(set, 'd'), d: choice([['a', yes], ['e']]), e: end() },
    ['automatic_loop'],
    's a d a',
  ],
  [
    'a task for nobody',
    { s: begin('a'), a: { ...task('e'), assign: undefined } as Step, e: end() },
    ['task_without_assignment'],
  ],
  [
    'the clock of the utility without a limit',
    { s: begin('a'), a: { ...task('e'), clock: 'utility' } as Step, e: end() },
    ['task_without_limit'],
  ],
  [
    'a circle through a wait for a date that may be past',
    {
      s: begin('w'),
      w: wait({ until: { fact: 'day', calendar: 'cn' } }, 'd'),
      d: choice([['w', yes], ['e']]),
      e: end(),
    },
    ['automatic_loop'],
    's w d w',
  ],
];

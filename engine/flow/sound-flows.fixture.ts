/** Flows that the gate lets pass. */
import { back, returning } from './blocks.fixture.ts';
import {
  choice,
  is,
  yes,
  no,
  legal,
  exempt,
  hour,
  set,
  send,
  undo,
  undoneBy,
  outcome,
  begin,
  block,
  cancel,
  type Steps,
  type More,
} from './corpus.fixture.ts';
import { end, parallel, task } from './flows.fixture.ts';
import { auto, wait } from './kinds.fixture.ts';

export const sound: [title: string, steps: Steps, more?: More][] = [
  ['a line', { s: begin('a'), a: task('e'), e: end() }],
  ['a loop that a person leaves', { s: begin('a'), a: task(['a', 'e']), e: end() }],
  ['two ends', { s: begin('a'), a: task(['e', 'f']), e: end(), f: end() }],
  [
    'a decision with a default',
    { s: begin('d'), d: choice([['e', yes], ['f']]), e: end(), f: end() },
  ],
  [
    'a decision without a default that always answers',
    {
      s: begin('d'),
      d: choice([
        ['e', yes],
        ['f', no],
      ]),
      e: end(),
      f: end(),
    },
  ],
  [
    'every option of an enum',
    {
      s: begin('d'),
      d: choice([
        ['e', is('kind', 'equal', 'red')],
        ['f', is('kind', 'in', ['green', 'blue'])],
      ]),
      e: end(),
      f: end(),
    },
  ],
  [
    'thresholds that leave no gap',
    {
      s: begin('d'),
      d: choice([
        ['e', is('size', 'lessThan', 10)],
        ['f', is('size', 'greaterThanInclusive', 10)],
      ]),
      e: end(),
      f: end(),
    },
  ],
  [
    'texts, of which nothing is proven',
    { s: begin('d'), d: choice([['e', is('word', 'contains', 'a')], ['f']]), e: end(), f: end() },
  ],
  [
    'a wait in a circle',
    { s: begin('w'), w: wait(hour, 'd'), d: choice([['w', yes], ['e']]), e: end() },
  ],
  ['an automatic step', { s: begin('a'), a: auto(set, 'e'), e: end() }],
  [
    'a circle through what a connector answers',
    { s: begin('a'), a: auto(send, 'd'), d: choice([['a', yes], ['e']]), e: end() },
  ],
  ['branches side by side', block({})],
  ['a branch left by a route outward', block({ x1: task(['xe', 'b'], 'x') })],
  ['a block left when the first branch has ended', block({}, 'first')],
  ['a block left when one of two has ended', block({}, { at_least: 1 })],
  ['a return within a branch', block({ x1: returning('xe', [back('x1')], 'x') })],
  [
    'a return out of a block',
    block({ s: begin('a'), a: task('p'), x1: returning('xe', [back('a')], 'x') }),
  ],
  ['a return into a block', block({ b: returning('e', [back('x1')]) })],
  ['a return that begins it anew', block({ b: returning('e', [back('x1', 'redo')]) })],
  [
    'a return that begins anew a block that may not have ended',
    block({ x1: task(['xe', 'b'], 'x'), b: returning('e', [back('x1', 'redo')]) }),
  ],
  [
    'nested blocks and a return into the inner one',
    block({
      y1: parallel({ u: 'u1', v: 'v1' }, 'ye', 'y'),
      u1: task('ue', 'u'),
      ue: end('u'),
      v1: task('ve', 'v'),
      ve: end('v'),
      b: returning('e', [back('v1')]),
    }),
  ],
  ['a legal step that everybody passes', { s: begin('a'), a: legal(task('e')), e: end() }],
  [
    'a legal step past which only unfinished cases go',
    {
      s: begin('a'),
      a: task(['l', 'f']),
      l: legal(task('e')),
      e: outcome('done'),
      f: outcome('dropped'),
    },
  ],
  [
    'a legal step that a regulation waives',
    {
      s: begin('d'),
      d: choice([['e', yes, exempt('l')], ['l']]),
      l: legal(task('e')),
      e: end(),
    },
  ],
  [
    'a legal step that returns before it is passed',
    { s: begin('l'), l: legal(returning('e', [back('r')])), r: task('l'), e: end() },
  ],
  ['a legal step in a block', block({ x1: legal(task('xe', 'x')) })],
  [
    'the same legal step in every branch that may be the first',
    block({ s: begin('l'), l: legal(task('p')) }, 'first'),
  ],
  [
    'work that is undone when the case is cancelled',
    { s: begin('a'), a: undoneBy(task('e'), 'undo'), undo, e: end() },
    cancel,
  ],
  [
    'one step that undoes two',
    {
      s: begin('a'),
      a: undoneBy(task('b'), 'undo'),
      b: undoneBy(task('e'), 'undo'),
      undo,
      e: end(),
    },
    cancel,
  ],
];

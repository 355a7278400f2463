/** Flows that go past what the law requires, or cannot undo what they did. */
import type { Step } from '../steps/registry.ts';
import { back, returning } from './blocks.fixture.ts';
import {
  choice,
  yes,
  legal,
  inBranch,
  exempt,
  send,
  undo,
  undoneBy,
  begin,
  block,
  cancel,
  type Unsound,
} from './corpus.fixture.ts';
import { end, parallel, task } from './flows.fixture.ts';
import { auto, said } from './kinds.fixture.ts';

export const unsoundLaw: Unsound[] = [
  [
    'a legal step that a person goes round',
    { s: begin('a'), a: task(['l', 'e']), l: legal(task('e')), e: end() },
    ['legal_bypassed'],
    's a e',
  ],
  [
    'a legal step that a decision goes round',
    { s: begin('d'), d: choice([['l', yes], ['e']]), l: legal(task('e')), e: end() },
    ['legal_bypassed'],
    's d e',
  ],
  [
    'a legal step left by a rejection to a finished end',
    {
      s: begin('l'),
      l: legal(returning('e', [{ ...back('f'), result: 'reject' }])),
      e: end(),
      f: end(),
    },
    ['legal_bypassed'],
    's l f',
  ],
  [
    'a legal step in a branch that need not end',
    block({ x1: legal(task('xe', 'x')) }, 'first'),
    ['legal_bypassed'],
    's p y1 ye b e',
  ],
  [
    'a legal step in a branch that may be left',
    block({ x1: legal(task('xe', 'x')), y1: task(['ye', 'b'], 'y') }),
    ['legal_bypassed'],
    's p y1 b e',
  ],
  [
    'a legal step waived for another one',
    {
      s: begin('d'),
      d: choice([['e', yes, exempt('m')], ['l']]),
      l: legal(task('m')),
      m: legal(task('e')),
      e: end(),
    },
    ['legal_bypassed'],
    's d e',
  ],
  [
    'a legal block that is left by a branch',
    block({ p: legal(parallel({ x: 'x1', y: 'y1' }, 'b')), x1: task(['xe', 'b'], 'x') }),
    ['legal_bypassed'],
    's p x1 b e',
  ],
  [
    'a legal automatic step that people may go past',
    { s: begin('a'), a: legal(auto(send, 'e', 'f')), e: end(), f: end() },
    ['legal_bypassed'],
    's a f',
  ],
  [
    'an exemption of a step that is not legal',
    { s: begin('d'), d: choice([['e', yes, exempt('a')], ['a']]), a: task('e'), e: end() },
    ['exempt_unfit'],
  ],
  [
    'an exemption by practice alone',
    {
      s: begin('d'),
      d: choice([
        ['e', yes, { exempt: { steps: ['l'], basis: { kind: 'typical', source: said('habit') } } }],
        ['l'],
      ]),
      l: legal(task('e')),
      e: end(),
    },
    ['exempt_without_law'],
  ],
  [
    'an exemption that a person chooses',
    {
      s: begin('a'),
      a: returning('l', [{ id: 'x', to: 'e', name: said('x'), ...exempt('l') }]),
      l: legal(task('e')),
      e: end(),
    },
    ['exempt_not_at_decision'],
  ],
  [
    'a compensation that is no step for that',
    { s: begin('a'), a: undoneBy(task('b'), 'b'), b: task('e'), e: end() },
    ['compensation_unfit'],
    undefined,
    cancel,
  ],
  [
    'a compensation that does not exist',
    { s: begin('a'), a: undoneBy(task('e'), 'none'), e: end() },
    ['unknown_reference'],
    undefined,
    cancel,
  ],
  [
    'a compensation within the flow',
    {
      s: begin('a'),
      a: undoneBy(task('undo'), 'undo'),
      undo: { ...undo, routes: [{ id: 'r', to: 'e' }] } as Step,
      e: end(),
    },
    ['compensation_in_flow'],
    undefined,
    cancel,
  ],
  [
    'a compensation in a branch',
    block({ x1: undoneBy(task('xe', 'x'), 'undo'), undo: inBranch(undo, 'x') }),
    ['compensation_unfit'],
    undefined,
    cancel,
  ],
  [
    'a compensation of a flow that is never cancelled',
    { s: begin('a'), a: undoneBy(task('e'), 'undo'), undo, e: end() },
    ['unreachable_step'],
  ],
  [
    'a compensation that undoes nothing',
    { s: begin('a'), a: task('e'), undo, e: end() },
    ['unreachable_step'],
    undefined,
    cancel,
  ],
  [
    'cancelled cases that count as completed',
    { s: begin('a'), a: task('e'), e: end() },
    ['cancel_not_unfinished'],
    undefined,
    { cancel: { outcome: 'done' } },
  ],
  [
    'cancelling by an outcome, posts and steps that are not there',
    { s: begin('a'), a: task('e'), e: end() },
    ['unknown_reference', 'unknown_reference', 'unknown_reference'],
    undefined,
    { cancel: { outcome: 'x', posts: ['y'], until: ['z'] } },
  ],
];

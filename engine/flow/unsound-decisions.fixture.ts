/** Flows whose decisions do not answer, or never answer so. */
import type { Step } from '../steps/registry.ts';
import { choice, is, yes, no, begin, type Unsound } from './corpus.fixture.ts';
import { end, task } from './flows.fixture.ts';

export const unsoundDecisions: Unsound[] = [
  [
    'a decision that leads to itself',
    { s: begin('d'), d: choice([['d', yes], ['e']]), e: end() },
    ['automatic_loop'],
    's d d',
  ],
  [
    'a route that the one before it takes',
    {
      s: begin('d'),
      d: choice([['e', is('n', 'greaterThan', 3)], ['f', is('n', 'greaterThan', 5)], ['f']]),
      e: end(),
      f: end(),
    },
    ['route_never_taken'],
    's d f',
  ],
  [
    'a condition that contradicts itself',
    {
      s: begin('d'),
      d: choice([['e', { all: [is('n', 'lessThan', 3), is('n', 'greaterThan', 4)] }], ['f']]),
      e: end(),
      f: end(),
    },
    ['route_never_taken'],
    's d e',
  ],
  [
    'whole numbers between which there is none',
    {
      s: begin('d'),
      d: choice([['e', { all: [is('n', 'greaterThan', 3), is('n', 'lessThan', 4)] }], ['f']]),
      e: end(),
      f: end(),
    },
    ['route_never_taken'],
    's d e',
  ],
  [
    'a threshold beyond the domain, and the steps behind it',
    {
      s: begin('d'),
      d: choice([['a', is('n', 'greaterThan', 10)], ['e']]),
      a: task('b'),
      b: task('e'),
      e: end(),
    },
    ['route_never_taken'],
    's d a',
  ],
  [
    'a default that no case takes, though a step depends on it',
    { s: begin('d'), d: choice([['e', yes], ['e', no], ['a']]), a: task('e'), e: end() },
    ['route_never_taken'],
    's d a',
  ],
  [
    'a decision without a default that may not answer',
    {
      s: begin('d'),
      d: choice([
        ['e', yes],
        ['f', is('n', 'greaterThan', 3)],
      ]),
      e: end(),
      f: end(),
    },
    ['decision_without_default'],
  ],
  [
    'a default that is not the last',
    { s: begin('d'), d: choice([['e'], ['f', yes]]), e: end(), f: end() },
    ['default_not_last'],
  ],
  [
    'a condition where a person chooses',
    {
      s: begin('a'),
      a: { ...task('e'), routes: [{ id: 'r', to: 'e', when: yes }] } as Step,
      e: end(),
    },
    ['condition_not_allowed'],
  ],
  [
    'ways without names',
    {
      s: begin('a'),
      a: {
        ...task('e'),
        routes: [
          { id: 'r', to: 'e' },
          { id: 't', to: 'f' },
        ],
      } as Step,
      e: end(),
      f: end(),
    },
    ['route_without_name', 'route_without_name'],
  ],
  [
    'a decision by a fact that nobody enters',
    { s: begin('d'), d: choice([['e', is('other', 'equal', 1)], ['f']]), e: end(), f: end() },
    ['fact_never_entered'],
  ],
];

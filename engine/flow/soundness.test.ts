import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Step } from '../steps/registry.ts';
import { checkProgress } from './check-progress.ts';
import { checkReturns } from './check-returns.ts';
import { checkStructure } from './check-structure.ts';
import { analyseProgress, traceTo } from './progress.ts';
import { repeat } from './kinds.fixture.ts';
import { largeFlow } from './large-flow.fixture.ts';
import { randomFlow } from './random-flows.fixture.ts';
import { checkShape } from './soundness.ts';
import { blocksEntered, routesOf } from './structure.ts';
import { follow, keyOf, walkAll, walkerOf } from './walk.fixture.ts';
import { decision, end, flowOf, parallel, start, task } from './flows.fixture.ts';

const codes = (flow: FlowDefinition) => [...new Set(checkShape(flow).map((one) => one.code))];

const valid: [string, Record<string, Step>][] = [
  ['a line', { s: start('a'), a: task('e'), e: end() }],
  ['a loop that a person leaves', { s: start('a'), a: task(['a', 'e']), e: end() }],
  ['a decision', { s: start('d'), d: decision(['a', 'e']), a: task('e'), e: end() }],
  [
    'branches side by side',
    {
      s: start('p'),
      p: parallel({ x: 'a', y: 'b' }, 'e'),
      a: task('ae', 'x'),
      ae: end('x'),
      b: task('be', 'y'),
      be: end('y'),
      e: end(),
    },
  ],
  [
    'a branch left by a route outward',
    {
      s: start('p'),
      p: parallel({ x: 'a', y: 'b' }, 'e'),
      a: task(['ae', 's2'], 'x'),
      ae: end('x'),
      b: task('be', 'y'),
      be: end('y'),
      s2: task('e'),
      e: end(),
    },
  ],
];

const invalid: [string, Record<string, Step>, string[]][] = [
  ['no start', { a: task('e'), e: end() }, ['no_start']],
  ['a route to nowhere', { s: start('x') }, ['route_to_nowhere']],
  ['a dead step', { s: start('e'), a: task('e'), e: end() }, ['unreachable_step']],
  [
    'a trap',
    { s: start('a'), a: task(['b', 'e']), b: task('c'), c: task('b'), e: end() },
    ['end_unreachable'],
  ],
  [
    'decisions in a circle',
    { s: start('d'), d: decision(['f', 'e']), f: decision(['d', 'e']), e: end() },
    ['automatic_loop'],
  ],
  [
    'work for each item of a list that may be empty, in a circle',
    { s: start('l'), l: repeat({}, 'd'), d: decision(['l', 'e']), e: end() },
    ['automatic_loop'],
  ],
  [
    'a branch that never ends',
    {
      s: start('p'),
      p: parallel({ x: 'a', y: 'b' }, 'e'),
      a: task('a', 'x'),
      b: task('be', 'y'),
      be: end('y'),
      e: end(),
    },
    ['end_unreachable'],
  ],
  [
    'a route into another branch',
    {
      s: start('p'),
      p: parallel({ x: 'a', y: 'b' }, 'e'),
      a: task(['ae', 'b'], 'x'),
      ae: end('x'),
      b: task('be', 'y'),
      be: end('y'),
      e: end(),
    },
    ['route_into_branch'],
  ],
  ['no way on', { s: start('a'), a: task([]), e: end() }, ['step_without_route']],
];

describe('soundness', () => {
  it.each(valid)('accepts %s', (_title, steps) => {
    expect(codes(flowOf(steps))).toEqual([]);
  });

  it.each(invalid)('refuses %s', (_title, steps, expected) => {
    expect(codes(flowOf(steps))).toEqual(expected);
  });

  const many = Array.from({ length: 4500 }, (_, index) => `a${index}`);
  const lineOf = (step: (to: string) => Step, last: string) =>
    many.map((id, index): [string, Step] => [id, step(many[index + 1] ?? last)]);

  it.each<[string, Record<string, Step>, string[]]>([
    ['decisions in a line', Object.fromEntries(lineOf((to) => decision([to, 'e']), 'e')), []],
    [
      'decisions in a line, written from the end',
      Object.fromEntries(lineOf((to) => decision([to, 'e']), 'e').toReversed()),
      [],
    ],
    [
      'decisions in a ring',
      Object.fromEntries(lineOf((to) => decision([to, 'e']), 'a0')),
      ['automatic_loop'],
    ],
    [
      'work in a ring that nobody leaves, said for its beginning only',
      Object.fromEntries(lineOf(task, 'a0')),
      ['end_unreachable'],
    ],
  ])('answers at once for thousands of steps: %s', (_title, steps, expected) => {
    const found = checkShape(flowOf({ s: start('a0'), ...steps, e: end() }));
    expect(found.slice(0, 100).map((one) => one.code)).toEqual(expected);
  });

  it('answers at once for many branches that may end or leave', () => {
    const branches = Array.from({ length: 20 }, (_, index) => `b${index}`);
    const inside = branches.flatMap((id): [string, Step][] => [
      [`t${id}`, task([`n${id}`, `x${id}`, 'e'], id)],
      [`n${id}`, task('e', id)],
      [`x${id}`, end(id)],
    ]);
    const starts = Object.fromEntries(branches.map((id) => [id, `t${id}`]));
    const steps = { s: start('p'), p: parallel(starts, 'e'), ...Object.fromEntries(inside) };
    expect(codes(flowOf({ ...steps, e: end() }))).toEqual([]);
  });

  it('takes work that grows with the steps of a flow, not with its states', () => {
    const sizes = [5, 10, 20].map((blocks) => {
      const flow = largeFlow(blocks);
      const tally = { spots: 0 };
      expect(checkShape(flow, tally)).toEqual([]);
      return { steps: Object.keys(flow.steps).length, legal: blocks, spots: tally.spots };
    });
    expect(sizes[1]?.steps).toBeGreaterThan(500);
    for (const { steps, legal, spots } of sizes) {
      // Once for each legal step and each block returned into, and a few times more.
      expect(spots).toBeLessThan(2 * steps * (2 * legal + 4));
    }
  });

  it('names the shortest way to a trap', () => {
    const flow = flowOf({ s: start('a'), a: task(['b', 'e']), b: task('b'), e: end() });
    const [found] = checkProgress(flow);
    expect(found?.details['steps']).toBe('s a b');
  });

  it('agrees with an exhaustive walk through the compiled machine', { timeout: 60_000 }, () => {
    let sound = 0;
    let returning = 0;
    fc.assert(
      fc.property(randomFlow, (flow) => {
        fc.pre(isWellFormed(flow));
        const progress = analyseProgress(flow);
        const walker = walkerOf(flow);
        const walked = walkAll(walker);
        expect([...progress.reached.keys()].toSorted()).toEqual([...walked.visited].toSorted());
        expect(progress.stuck.size === 0).toBe(walked.stuck.size === 0);
        for (const id of progress.stuck.keys()) {
          const states = follow(walker, traceTo(progress, id));
          expect(states.some((state) => walked.stuck.has(keyOf(state)))).toBe(true);
        }
        sound += Number(progress.stuck.size === 0);
        returning += Number(hasReturnInward(flow));
      }),
      { numRuns: 500 },
    );
    expect(sound).toBeGreaterThan(20);
    expect(returning).toBeGreaterThan(50);
  });
});

function isWellFormed(flow: FlowDefinition): boolean {
  return checkStructure(flow).length === 0 && checkReturns(flow).length === 0;
}

function hasReturnInward(flow: FlowDefinition): boolean {
  return routesOf(flow).some(({ step, route }) => blocksEntered(flow, step, route.to).length > 0);
}

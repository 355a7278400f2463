import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from '../definition/flow.ts';
import type { ControlValue } from '../case/state.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { checkStructure } from './check-structure.ts';
import { begin, compileMachine, take, type Machine } from './machine.ts';
import { analyseProgress } from './progress.ts';
import { checkProgress, checkShape } from './soundness.ts';
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
    'a branch that never ends',
    {
      s: start('p'),
      p: parallel({ x: 'a', y: 'b' }, 'e'),
      a: task('a', 'x'),
      b: task('be', 'y'),
      be: end('y'),
      e: end(),
    },
    ['unreachable_step', 'end_unreachable'],
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
  [
    'no way on',
    { s: start('a'), a: task([]), e: end() },
    ['step_without_route', 'unreachable_step', 'end_unreachable'],
  ],
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
      ['unreachable_step', ...Array.from({ length: 20 }, () => 'end_unreachable')],
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

  it('names the shortest way to a trap', () => {
    const flow = flowOf({ s: start('a'), a: task(['b', 'e']), b: task('b'), e: end() });
    const [found] = checkProgress(flow);
    expect(found?.details['steps']).toBe('s a b');
  });

  it('agrees with an exhaustive walk through the compiled machine', () => {
    let sound = 0;
    fc.assert(
      fc.property(randomFlow, (flow) => {
        fc.pre(checkStructure(flow).length === 0);
        const progress = analyseProgress(flow);
        const walked = walk(flow, compileMachine(flow));
        expect([...progress.reached.keys()].toSorted()).toEqual([...walked.visited].toSorted());
        const claims = progress.stuck.size === 0;
        expect(claims).toBe(walked.stuck.length === 0);
        sound += Number(claims);
      }),
      { numRuns: 1500 },
    );
    expect(sound).toBeGreaterThan(100);
  });
});

/** Every state of the machine by taking every route; those from which `done` cannot be reached. */
function walk(flow: FlowDefinition, machine: Machine): { visited: Set<string>; stuck: string[] } {
  const visited = new Set<string>();
  const next = new Map<string, Set<string>>();
  const ended = new Set<string>();
  const queue: ControlValue[] = [];
  const meet = (move: ReturnType<typeof begin>) => {
    for (const mark of move.marks) if (mark.type === 'enter') visited.add(mark.step);
    const key = JSON.stringify(move.value);
    if (move.ended) ended.add(key);
    if (!next.has(key)) {
      next.set(key, new Set());
      queue.push(move.value);
    }
    return key;
  };
  meet(begin(machine));
  for (let value = queue.shift(); value !== undefined; value = queue.shift()) {
    const from = JSON.stringify(value);
    if (ended.has(from)) continue;
    for (const [id, step] of Object.entries(flow.steps)) {
      if (kindOf(step).arrival === 'contain') continue;
      for (const route of step.routes) {
        const move = take(machine, value, id, route.id);
        if (move !== undefined) next.get(from)?.add(meet(move));
      }
    }
  }
  const good = new Set(ended);
  for (let grew = true; grew; ) {
    const more = [...next].filter(
      ([key, to]) => !good.has(key) && [...to].some((t) => good.has(t)),
    );
    for (const [key] of more) good.add(key);
    grew = more.length > 0;
  }
  return { visited, stuck: [...next.keys()].filter((key) => !good.has(key)) };
}

/** Flows of a main line, a block of two branches, and in one of them an inner block. */
const randomFlow = fc
  .record({
    picks: fc.array(fc.nat(1000), { minLength: 24, maxLength: 24 }),
    kinds: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 12 }),
  })
  .map(({ picks, kinds }) => {
    const lines = {
      main: ['m0', 'p', 'm1', 'e'],
      x: ['x0', 'q', 'x1', 'xe'],
      y: ['y0', 'y1', 'ye'],
      u: ['u0', 'ue'],
      v: ['v0', 'v1', 've'],
    };
    const outward = { main: [], x: ['m0', 'm1'], y: ['m1', 'e'], u: ['x1', 'm1'], v: ['x0', 'xe'] };
    let turn = 0;
    const pick = <T>(from: readonly T[]): T => from[(picks[turn++ % 24] ?? 0) % from.length] as T;
    const step = (line: keyof typeof lines, index: number): Step => {
      const branch = line === 'main' ? undefined : line;
      const inside = lines[line].filter((id) => id !== 's');
      const kind = kinds[(turn + index) % 12];
      if (kind === 0) return task([pick(inside), pick([...inside, ...outward[line]])], branch);
      if (kind === 1) return task(pick(inside), branch);
      return task([pick(inside), inside.at(-1) ?? 'e'], branch);
    };
    return flowOf({
      s: start('m0'),
      m0: step('main', 0),
      p: parallel({ x: pick(['x0', 'q']), y: 'y0' }, pick(['m1', 'e'])),
      m1: step('main', 1),
      e: end(),
      x0: step('x', 2),
      q: parallel({ u: 'u0', v: 'v0' }, pick(['x1', 'xe', 'm1']), 'x'),
      x1: step('x', 3),
      xe: end('x'),
      y0: step('y', 4),
      y1: step('y', 5),
      ye: end('y'),
      u0: step('u', 6),
      ue: end('u'),
      v0: step('v', 7),
      v1: step('v', 8),
      ve: end('v'),
    });
  });

/** Random flows: a main line, a block of two or three branches, and in one of them an inner block. */
import fc from 'fast-check';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import type { Step, StepOf } from '../steps/registry.ts';
import { end, flowOf, parallel, start, task } from './flows.fixture.ts';

const lines = {
  main: ['m0', 'p', 'm1', 'm2', 'e'],
  x: ['x0', 'q', 'x1', 'xe'],
  y: ['y0', 'y1', 'ye'],
  z: ['z0', 'ze'],
  u: ['u0', 'ue'],
  v: ['v0', 'v1', 've'],
};

type Line = keyof typeof lines;

/** Steps of enclosing lines to which a branch is left. */
const outward: Record<Line, readonly string[]> = {
  main: [],
  x: ['m0', 'm1'],
  y: ['m1', 'e'],
  z: ['m2'],
  u: ['x1', 'm1'],
  v: ['x0', 'xe'],
};

/** Steps inside blocks to which a step after them returns. */
const inward: Partial<Record<string, readonly string[]>> = {
  m1: ['x0', 'x1', 'y1', 'u0', 'v1', 'q'],
  m2: ['y0', 'x1', 'v0', 'p'],
  x1: ['u0', 'v1', 'q'],
};

/** A source of choices that goes round. */
function chooser(picks: readonly number[]) {
  let turn = 0;
  return <T>(from: readonly T[]): T => from[(picks[turn++ % picks.length] ?? 0) % from.length] as T;
}

const row = fc.array(fc.nat(10_000), { minLength: 97, maxLength: 97 });

/** Most are unsound. */
export const randomFlow: fc.Arbitrary<FlowDefinition> = row.map((picks) =>
  flowFrom(chooser(picks), 5),
);

/** Every step leads onward, among others: most are sound. */
export const calmFlow: fc.Arbitrary<FlowDefinition> = row.map((picks) =>
  flowFrom(chooser(picks), 2),
);

/** `manners`: how many of the ways in which a step may lead on are used. */
function flowFrom(pick: ReturnType<typeof chooser>, manners: number): FlowDefinition {
  const step = (line: Line, id: string): Step => {
    const branch = line === 'main' ? undefined : line;
    const inside = lines[line];
    const onward = inside[inside.indexOf(id) + 1] ?? id;
    const ways: (() => string[])[] = [
      () => [onward],
      () => [onward, pick([...inside, ...outward[line]])],
      () => [pick(inside), pick([...inside, ...outward[line]])],
      () => [pick(inside)],
      () => [inside.at(-1) as string, pick(inside)],
    ];
    const targets = pick(ways.slice(0, manners))();
    const made = task(targets, branch) as StepOf<'task'>;
    return { ...made, routes: [...made.routes, ...returnsFrom(id, pick)] };
  };
  const join = () => pick<StepOf<'parallel'>['join']>(['all', 'all', 'first', { at_least: 2 }]);
  const outer = parallel({ x: pick(['x0', 'q']), y: 'y0', z: 'z0' }, pick(['m1', 'm1', 'm2', 'e']));
  const inner = parallel({ u: 'u0', v: pick(['v0', 'v1']) }, pick(['x1', 'x1', 'xe', 'm1']), 'x');
  return flowOf({
    s: start(pick(['m0', 'm0', 'p'])),
    m0: step('main', 'm0'),
    p: { ...outer, join: join() } as Step,
    m1: step('main', 'm1'),
    m2: step('main', 'm2'),
    e: end(),
    x0: step('x', 'x0'),
    q: { ...inner, join: join() } as Step,
    x1: step('x', 'x1'),
    xe: end('x'),
    y0: step('y', 'y0'),
    y1: step('y', 'y1'),
    ye: end('y'),
    z0: step('z', 'z0'),
    ze: end('z'),
    u0: step('u', 'u0'),
    ue: end('u'),
    v0: step('v', 'v0'),
    v1: step('v', 'v1'),
    ve: end('v'),
  });
}

function returnsFrom(id: string, pick: ReturnType<typeof chooser>): Route[] {
  const targets = inward[id];
  if (targets === undefined || pick([true, false])) return [];
  const to = pick(targets);
  const route = { id: 'back', to, name: { zh: 'back', en: 'back' }, result: 'return' } as const;
  return pick([true, false]) ? [route] : [{ ...route, redo: true }];
}

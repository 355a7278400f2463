/** Flows with blocks for tests of returns, joins and cancelling, and work done in them by one person. */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import type { Step, StepOf } from '../steps/registry.ts';
import { end, flowOf, parallel, start, task } from './flows.fixture.ts';
import type { Walk } from './kinds.fixture.ts';

const said = (text: string) => ({ zh: text, en: text });

/** A return, or one that begins the other branches anew. */
export function back(to: string, redo?: 'redo'): Route {
  const route = { id: `back_${to}`, to, name: said('back'), result: 'return' } as const;
  return redo === undefined ? route : { ...route, redo: true };
}

/** A task with returns besides its ways on. */
export function returning(to: string | string[], returns: Route[], branch?: string): Step {
  const made = task(to, branch) as StepOf<'task'>;
  return { ...made, routes: [...made.routes, ...returns] };
}

export function joined(block: Step, join: StepOf<'parallel'>['join']): Step {
  return { ...(block as StepOf<'parallel'>), join };
}

/**
 * `a -> p{ x: x1 -> x2, y: y1 -> q{ u: u1, v: v1 } -> y2, z: z1 } -> b -> e`, with returns out of the
 * branches and from `b` and `y2` into them.
 */
export function nested(join: StepOf<'parallel'>['join'] = 'all'): FlowDefinition {
  return flowOf({
    s: start('a'),
    a: task('p'),
    p: joined(parallel({ x: 'x1', y: 'y1', z: 'z1' }, 'b'), join),
    x1: returning('x2', [back('a')], 'x'),
    x2: returning('xe', [back('x1'), back('a')], 'x'),
    xe: end('x'),
    y1: task('q', 'y'),
    q: parallel({ u: 'u1', v: 'v1' }, 'y2', 'y'),
    u1: returning('ue', [back('y1'), back('a')], 'u'),
    ue: end('u'),
    v1: task('ve', 'v'),
    ve: end('v'),
    y2: returning('ye', [back('u1'), back('v1', 'redo')], 'y'),
    ye: end('y'),
    z1: task('ze', 'z'),
    ze: end('z'),
    b: returning(
      'e',
      [back('a'), back('x2'), back('x2', 'redo'), back('v1'), back('v1', 'redo')].map(
        (route, index) => ({ ...route, id: `${route.id}_${index}` }),
      ),
    ),
    e: end(),
  });
}

/** Claims and completes the open task of a step, by its first route unless another is named. */
export function finish(walk: Walk, step: string, route?: string): Walk {
  const visit = walk.state.visits.find((one) => one.step === step && one.status === 'open');
  if (visit === undefined) throw new Error(`nothing open at ${step}`);
  const { seq } = visit;
  const first = walk.flow.flow.steps[step]?.routes[0]?.id;
  walk.do({ type: 'claim', actor: 'li', seq });
  const way = route ?? first;
  const done = { type: 'complete', actor: 'li', seq, data: {}, comment: 'why' } as const;
  return walk.do(way === undefined ? done : { ...done, route: way });
}

export function finishAll(walk: Walk, ...steps: string[]): Walk {
  for (const step of steps) finish(walk, step);
  return walk;
}

/**
 * The gate's promise. A flow that it lets pass never gets a case stuck, whatever people do; one that was
 * made unsound is refused with a trace that leads the compiled machine to where it goes wrong.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Problem } from '../problem.ts';
import type { Step, StepOf } from '../steps/registry.ts';
import { picker, walkByChance, wrongIn } from './chance-walk.fixture.ts';
import { compileFlow } from './compile.ts';
import { decision, task } from './flows.fixture.ts';
import { calmFlow } from './random-flows.fixture.ts';
import { checkShape } from './soundness.ts';
import { routesOf } from './structure.ts';
import { follow, keyOf, walkAll, walkerOf, type Walker } from './walk.fixture.ts';

/** Alone these take seconds; a machine with much else to do is given time. */
const PATIENCE = 60_000;

const numbers = fc.array(fc.nat(10_000), { minLength: 61, maxLength: 61 });
const isPassed = (flow: FlowDefinition) => checkShape(flow).length === 0;

/** The same flow, of which cases may be cancelled; some work is undone, a decision is asked first. */
function cancellable(flow: FlowDefinition): FlowDefinition {
  const { m0, m1, x0, e } = flow.steps as Record<string, StepOf<'task'>>;
  const undo: Step = { ...(task([]) as StepOf<'task'>), compensates: true };
  return {
    ...flow,
    outcomes: [{ id: 'dropped', name: { zh: 'd', en: 'd' }, unfinished: true }],
    cancel: { outcome: 'dropped' },
    steps: {
      ...flow.steps,
      m0: { ...m0, compensation: 'undo1' } as Step,
      x0: { ...x0, compensation: 'undo2' } as Step,
      m1: {
        ...m1,
        routes: [...(m1?.routes ?? []), { id: 'ask', to: 'ask', name: flow.name }],
      } as Step,
      ask: decision(['m2', 'e']),
      undo1: undo,
      undo2: undo,
      e: e as Step,
    },
  };
}

it('a case of a flow that passes never gets stuck, and nothing of it is lost or doubled', {
  timeout: PATIENCE,
}, () => {
  let walks = 0;
  let ended = 0;
  fc.assert(
    fc.property(calmFlow, numbers, (drawn, row) => {
      const flow = cancellable(drawn);
      fc.pre(isPassed(flow));
      const pick = picker(row);
      const compiled = compileFlow(flow, { definitions: [] });
      for (let run = 0; run < 100; run++) {
        const walk = walkByChance(compiled, pick, 10 + pick(30));
        expect(walk.refused).toEqual([]);
        expect(wrongIn(walk)).toEqual([]);
        walks += 1;
        ended += Number(walk.state.status === 'ended');
      }
    }),
    { numRuns: 100 },
  );
  expect(walks).toBe(10_000);
  expect(ended).toBeGreaterThan(500);
});

/** A route is taken away, or leads elsewhere in its line; a block needs other branches. */
function mutated(flow: FlowDefinition, pick: (below: number) => number): FlowDefinition {
  const copy = structuredClone(flow);
  const routes = routesOf(copy);
  const { step, index, route } = routes[pick(routes.length)] as (typeof routes)[number];
  const line = copy.steps[step]?.branch;
  const beside = Object.keys(copy.steps).filter(
    (id) => copy.steps[id]?.branch === line && id !== 's',
  );
  const block = copy.steps['p'] as StepOf<'parallel'>;
  const changes: (() => void)[] = [
    () => void copy.steps[step]?.routes.splice(index, 1),
    () => void Object.assign(route, { to: beside[pick(beside.length)] }),
    () =>
      void Object.assign(block, { join: (['all', 'first', { at_least: 2 }] as const)[pick(3)] }),
  ];
  changes[pick(changes.length)]?.();
  return copy;
}

/** Does what is said of a flow show when the machine is led along the trace? */
const reproduces: Record<string, (found: Problem, walker: Walker, walked: Walked) => boolean> = {
  end_unreachable: leadsToStuck,
  step_without_route: ({ details }, { flow }) =>
    flow.steps[details['step'] as string]?.routes.length === 0,
  unreachable_step: ({ details }, _walker, { visited }) => !visited.has(details['step'] as string),
  branch_unfinished: (found, walker) => follow(walker, traceOf(found)).length > 0,
  return_before_block: (found, walker) => follow(walker, traceOf(found)).length > 0,
};

type Walked = ReturnType<typeof walkAll>;
const traceOf = ({ details }: Problem) => (details['steps'] as string).split(' ');

function leadsToStuck(found: Problem, walker: Walker, { stuck }: Walked): boolean {
  return follow(walker, traceOf(found)).some((state) => stuck.has(keyOf(state)));
}

it('a flow made unsound is refused with a trace that reproduces, a lost route as one problem', {
  timeout: PATIENCE,
}, () => {
  const seen = new Set<string>();
  const problemsOfLost: number[] = [];
  fc.assert(
    fc.property(calmFlow, numbers, (flow, row) => {
      fc.pre(isPassed(flow));
      const pick = picker(row);
      for (let turn = 0; turn < 8; turn++) {
        const changed = mutated(flow, pick);
        const found = checkShape(changed);
        const walker = walkerOf(changed);
        const walked = walkAll(walker);
        expect([isSound(changed, walked), found]).not.toEqual([false, []]);
        const told = found.filter((one) => !reproduces[one.code]?.(one, walker, walked));
        expect(told).toEqual([]);
        for (const { code } of found) seen.add(code);
        const lost = routesOf(flow).length - routesOf(changed).length;
        problemsOfLost.push(...Array.from({ length: lost }, () => found.length));
      }
    }),
    { numRuns: 30 },
  );
  const usual = ['branch_unfinished', 'end_unreachable', 'step_without_route', 'unreachable_step'];
  expect([...seen]).toEqual(expect.arrayContaining(usual));
  const several = problemsOfLost.filter((count) => count > 1).length;
  expect(several).toBeLessThan(problemsOfLost.length / 20);
});

function isSound({ steps }: FlowDefinition, { visited, stuck }: Walked): boolean {
  return stuck.size === 0 && Object.keys(steps).every((id) => visited.has(id));
}

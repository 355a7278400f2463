import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactValues } from '../definition/facts.ts';
import { checkFlow } from '../flow/soundness.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { taskOf } from '../flow/structure.ts';
import { kindOf } from '../steps/registry.ts';
import { wordsOf, type Problem } from '../problem.ts';
import type { CaseState, ControlValue } from '../case/state.ts';
import {
  ask,
  branchesOnlyIn,
  compiled,
  did,
  LATER,
  migrateBy,
  move,
  openTasks,
  pack,
  planned,
  problemsOf,
  refolded,
  tried,
  type Run,
} from './moves.fixture.ts';
import { diceOf, drawn, edited, numbers, randomLine, type Dice } from './random-flows.fixture.ts';
import type { MigrationPlan } from './plan.ts';

/** Two versions of a flow, and a case of the first somewhere on its way. */
const given = fc.record({
  thrown: numbers,
  edits: fc.integer({ min: 0, max: 3 }),
  acts: fc.nat(8),
});

const sound = (flow: CompiledFlow) =>
  checkFlow(flow.flow, pack).every(({ code }) => !faults.has(code));

const faults = new Set([
  'unreachable_step',
  'end_unreachable',
  'fact_never_entered',
  'fact_maybe_missing',
  'automatic_loop',
  'duplicate_id',
]);

/** Cases that a law is tried on, besides those that it does not speak about. */
const RUNS = 120;

describe('whatever the versions and the plan', () => {
  it('a case that a dry run passes is moved, loses no work and comes to its end', async () => {
    await overCases(RUNS, async ({ old, next, before }, random) => {
      const plan = randomPlan(old, next, random);
      const verdict = await tried(old, next, plan, before);
      fc.pre(verdict.can);
      const after = await move(old, next, plan, before);
      expectKept(before, after, plan);
      expect(restsOf(next, after.state.value).toSorted()).toEqual(
        openRests(next, after).toSorted(),
      );
      const ended = await ending(next, after, random);
      expect(refolded(ended)).toEqual(ended.state);
      expect(ended.state.status).toBe('ended');
    });
  });

  it('a dry run says why, and the decider refuses the same', async () => {
    await overCases(RUNS, async ({ old, next, before }, random) => {
      const plan = randomPlan(old, next, random);
      const problems = problemsOf(await tried(old, next, plan, before));
      fc.pre(problems.length > 0);
      expect(await ask(next, before, migrateBy(plan, old), LATER)).toEqual(problems);
      expect(problems.map((found) => wordsOf(found).zh).join(' ')).not.toMatch(/\{\w+\}/);
    });
  });

  it('nothing is suggested that a case does not survive', async () => {
    await overCases(RUNS, async ({ old, next, before }) => {
      const plan = planned(old, next);
      const mapped = openRests(old, before).every((id) => plan.steps[id] !== undefined);
      fc.pre(mapped);
      expect(problemsOf(await tried(old, next, plan, before))).toEqual([]);
    });
  });

  it('there and back is where it was', async () => {
    await overCases(RUNS, async ({ old, next, before }) => {
      const verdict = await tried(old, next, planned(old, next), before);
      fc.pre(verdict.can);
      const there = await move(old, next, planned(old, next), before);
      const plan = { ...planned(next, old), withdraw: branchesOnlyIn(next, old) };
      // Where the way back asks for other branches, or for facts, it may be refused: with a reason.
      const back = await ask(old, there, migrateBy(plan, next), LATER);
      const state = caseOf(back);
      fc.pre(state !== undefined);
      expect(likeness(state, before)).toEqual(before.state);
    });
  });
});

function caseOf(done: Run | Problem[]): CaseState | undefined {
  return Array.isArray(done) ? undefined : done.state;
}

/** A state without what being moved twice adds to it. */
function likeness(state: CaseState | undefined, { state: { visits, version } }: Run) {
  const { moves: _moves, ...same } = state ?? { visits: [] };
  return { ...same, visits: same.visits.slice(0, visits.length), version };
}

interface Given {
  old: CompiledFlow;
  next: CompiledFlow;
  before: Run;
}

async function overCases(
  numRuns: number,
  law: (given: Given, random: Dice) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(given, async ({ thrown, edits, acts }) => {
    const random = diceOf(thrown);
    const line = randomLine(random);
    const old = compiled(drawn(line, 'one'));
    const next = compiled(drawn(edited(line, random, edits), 'two'));
    fc.pre(sound(old) && sound(next));
    const before = await walked(old, random, acts);
    fc.pre(before.state.status === 'open');
    await law({ old, next, before }, random);
  });
  await fc.assert(property, { numRuns, maxSkipsPerRun: 1000 });
}

/** Every open visit is there as it was, under the step that the plan says. */
function expectKept(before: Run, after: Run, plan: MigrationPlan): void {
  for (const was of before.state.visits.filter(({ status }) => status === 'open')) {
    const { step, post: _p, limits: _l, ...now } = after.state.visits[was.seq - 1] ?? was;
    const { step: at, post: _q, limits: _m, ...kept } = was;
    expect(now).toEqual(kept);
    expect(step).toBe(plan.steps[at]);
  }
  expect(after.state.data).toEqual(before.state.data);
}

/** As suggested; or steps without a target go anywhere: much of it makes no sense, which is the point. */
function randomPlan(old: CompiledFlow, next: CompiledFlow, random: Dice): MigrationPlan {
  const suggested = planned(old, next);
  if (random.pick(2) === 0) return suggested;
  const targets = Object.keys(next.flow.steps);
  const more = Object.keys(old.flow.steps)
    .filter((id) => suggested.steps[id] === undefined && random.pick(3) > 0)
    .map((id) => [id, targets[random.pick(targets.length)] ?? 'e'] as const);
  return { ...suggested, steps: { ...Object.fromEntries(more), ...suggested.steps } };
}

async function walked(flow: CompiledFlow, random: Dice, acts: number): Promise<Run> {
  let run = await did(flow, null, { type: 'open', caseId: 'c', unit: 'top', data: {} });
  for (let act = 0; act < acts && run.state.status === 'open'; act++) {
    run = await acted(flow, run, random);
  }
  return run;
}

/** At random for a while, then straight on. */
async function ending(flow: CompiledFlow, from: Run, random: Dice): Promise<Run> {
  let run = from;
  for (let act = 0; act < 200 && run.state.status === 'open'; act++) {
    run = await acted(flow, run, act < 30 ? random : { pick: () => 0 });
  }
  return run;
}

/** Somebody claims, gives back or completes one of the open tasks. */
async function acted(flow: CompiledFlow, run: Run, random: Dice): Promise<Run> {
  const tasks = openTasks(run.state);
  const visit = tasks[random.pick(tasks.length)];
  const task = taskOf(flow.flow.steps[visit?.step ?? '']);
  if (visit === undefined || task === undefined) throw new Error('nothing to do');
  const { seq } = visit;
  if (visit.holder === undefined) return did(flow, run, { type: 'claim', seq });
  if (random.pick(6) === 5) return did(flow, run, { type: 'release', seq });
  const route = task.routes[random.pick(task.routes.length)]?.id ?? '';
  const data: FactValues = task.form.length > 0 ? { n: random.pick(3) } : {};
  return did(flow, run, { type: 'complete', seq, route, data });
}

/** Where the machine stands: blocks, and steps that are no ends. */
function restsOf(flow: CompiledFlow, value: ControlValue): string[] {
  if (typeof value === 'string') return isEnd(flow, value) ? [] : [value];
  return Object.entries(value).flatMap(([block, inside]) => [
    block,
    ...Object.values(inside as Record<string, ControlValue>).flatMap((at) => restsOf(flow, at)),
  ]);
}

function openRests(flow: CompiledFlow, { state }: Run): string[] {
  const open = state.visits.filter(({ status }) => status === 'open').map(({ step }) => step);
  return open.filter((id) => !isEnd(flow, id));
}

function isEnd({ flow }: CompiledFlow, id: string): boolean {
  const step = flow.steps[id];
  return step !== undefined && kindOf(step).arrival === 'end';
}

import { describe, expect, it } from 'vitest';
import type { Command } from '../case/commands.ts';
import { fold } from '../case/fold.ts';
import type { CaseState } from '../case/state.ts';
import type { CalendarDefinition } from '../definition/calendar.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Limit } from '../definition/limit.ts';
import { compileFlow } from './compile.ts';
import { end, flowOf, start, task, weekdays } from './flows.fixture.ts';
import type { Outcome } from './outcome.ts';
import { transition } from './transition.ts';

const said = (text: string) => ({ zh: text, en: text });

function limitOf(id: string, value: number): Limit {
  const basis = { kind: 'typical' as const, source: said('T') };
  return { id, layer: 'internal', value, unit: 'wd', calendar: 'cn', basis };
}

const atTask: FlowDefinition = {
  ...flowOf({
    s: start('a'),
    a: {
      ...task('e'),
      clock: 'utility',
      limits: [limitOf('short', 2), limitOf('long', 5)],
    } as never,
    e: end(),
  }),
  limits: [limitOf('whole', 10)],
};

const atWait = flowOf({
  s: start('w'),
  w: {
    kind: 'wait',
    name: said('w'),
    for: { value: 5, unit: 'wd', calendar: 'cn' },
    routes: [{ id: 'r', to: 'a' }],
  },
  a: task('e'),
  e: end(),
});

/** Monday 28 December 2026: the fourth working day after it is the last that the calendar knows. */
const opening = '2026-12-28T02:00:00.000Z';

function run(flow: FlowDefinition, by: CalendarDefinition, command: object, state?: CaseState) {
  const compiled = compileFlow(flow, { definitions: [by] });
  return transition(compiled, state ?? null, { actor: 'system', ...command } as Command);
}

function opened(flow: FlowDefinition) {
  const command = { type: 'open', caseId: 'c', unit: 'u', data: {}, at: opening };
  return done(run(flow, weekdays('2026-12-31'), command));
}

function done(outcome: Outcome): Extract<Outcome, { kind: 'done' }> {
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome;
}

const recompute = { type: 'recompute', at: '2026-12-30T02:00:00.000Z' };

function dueTimes({ limits, visits }: CaseState): Record<string, string | null> {
  const all = [...limits, ...visits.flatMap((visit) => visit.limits)];
  return Object.fromEntries(all.map((one) => [one.id, one.dueAt]));
}

describe('a calendar that is published further', () => {
  it('gives due times to limits that had none, and moves no other', () => {
    const before = opened(atTask);
    expect(dueTimes(before.state)).toEqual({
      whole: null,
      long: null,
      short: '2026-12-30T16:00:00.000Z',
    });
    // The new edition also takes 30 December off; what is known stays as it was promised.
    const longer = weekdays('2027-12-31', ['2026-12-30', '2027-01-01']);
    const outcome = done(run(atTask, longer, recompute, before.state));
    expect(dueTimes(outcome.state)).toEqual({
      whole: '2027-01-13T16:00:00.000Z',
      long: '2027-01-06T16:00:00.000Z',
      short: '2026-12-30T16:00:00.000Z',
    });
    expect(fold([before.entry, outcome.entry])).toEqual(outcome.state);
  });

  it('tells a wait how long it lasts, from when it began', () => {
    const before = opened(atWait);
    expect(before.state.visits.at(-1)?.until).toBeNull();
    const outcome = done(run(atWait, weekdays('2027-12-31'), recompute, before.state));
    expect(outcome.state.visits.at(-1)?.until).toBe('2027-01-04T16:00:00.000Z');
    expect(fold([before.entry, outcome.entry])).toEqual(outcome.state);
  });

  it('but not far enough, changes nothing and is no entry', () => {
    for (const flow of [atTask, atWait]) {
      const outcome = run(flow, weekdays('2026-12-31'), recompute, opened(flow).state);
      expect(outcome).toMatchObject({ kind: 'refused', problems: [{ code: 'nothing_uncovered' }] });
    }
  });
});

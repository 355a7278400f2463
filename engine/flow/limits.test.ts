import { describe, expect, it } from 'vitest';
import { caseSource } from '../case/records.ts';
import type { CaseState, Pause, Visit } from '../case/state.ts';
import type { Limit } from '../definition/limit.ts';
import { compileFlow } from './compile.ts';
import { end, flowOf, start, task, weekdays } from './flows.fixture.ts';
import { caseLimits, visitLimits } from './limits.ts';

const said = (text: string) => ({ zh: text, en: text });

const calendar = weekdays();

const flow = compileFlow(flowOf({ s: start('a'), a: task('e'), e: end() }), {
  definitions: [calendar],
});

function limitOf(value: number, unit: Limit['unit']): Limit {
  const basis = { kind: 'typical' as const, source: said('T') };
  return { id: 'one', layer: 'internal', value, unit, calendar: 'cn', basis };
}

/** A visit from Monday 2 March 2026, 09:00 in Shanghai. */
function visitWith(pauses: [from: string, to?: string][], more: Partial<Visit> = {}): Visit {
  return {
    seq: 1,
    step: 'a',
    status: 'open',
    arrivedAt: '2026-03-02T01:00:00.000Z',
    clock: 'utility',
    limits: [],
    pauses: pauses.map(
      ([from, to]): Pause => ({
        from,
        by: 'li',
        reason: 'r',
        evidence: 'e',
        ...(to === undefined ? {} : { to }),
      }),
    ),
    ...more,
  };
}

/** When the limit of a visit is due, as it stands at `at`. */
function dueIn(visit: Visit, value: number, unit: Limit['unit'], at: string) {
  return visitLimits(flow, [limitOf(value, unit)], visit, at)[0]?.dueAt;
}

/** Ran out at the end of Thursday 5 March, three working days after Monday. */
const ranOut = '2026-03-05T16:00:00.000Z';

describe('a limit that ran out', () => {
  const friday = '2026-03-06T02:00:00.000Z';
  const monday = '2026-03-09T02:00:00.000Z';

  it('before a pause is due when it ran out, in the pause and after it', () => {
    expect(dueIn(visitWith([[friday]]), 3, 'wd', friday)).toBe(ranOut);
    expect(dueIn(visitWith([[friday, monday]]), 3, 'wd', monday)).toBe(ranOut);
  });

  it('of hours as well', () => {
    const paused = visitWith([['2026-03-02T06:00:00.000Z', monday]]);
    expect(dueIn(paused, 4, 'h', monday)).toBe('2026-03-02T05:00:00.000Z');
    expect(dueIn(paused, 6, 'h', monday)).toBe('2026-03-09T03:00:00.000Z');
  });

  it('stays overdue however soon after the pause the work is done', () => {
    const limits = visitLimits(flow, [limitOf(3, 'wd')], visitWith([[friday, monday]]), monday);
    const visit = visitWith([[friday, monday]], { limits });
    const state = { ...caseOf([visit]), data: {} };
    const source = caseSource(state, { at: monday, seq: 1, calendars: flow.calendars });
    expect(source.read('overdue')).toBe(true);
  });

  it('of a case stays so when the customer had it in between', () => {
    const first = visitWith([], { status: 'done', submittedAt: friday });
    const last = visitWith([], { seq: 2, arrivedAt: monday });
    const whole = caseLimits(flow, [limitOf(3, 'wd')], caseOf([first, last]), monday);
    expect(whole[0]?.dueAt).toBe(ranOut);
  });
});

describe('a limit with something left', () => {
  it('has no due time in a pause, and goes on after it', () => {
    const tuesday = '2026-03-03T02:00:00.000Z';
    expect(dueIn(visitWith([[tuesday]]), 3, 'wd', tuesday)).toBeNull();
    const resumed = visitWith([[tuesday, '2026-03-05T02:00:00.000Z']]);
    expect(dueIn(resumed, 3, 'wd', '2026-03-05T02:00:00.000Z')).toBe('2026-03-06T16:00:00.000Z');
  });

  it('that is used up to the last day is due at the end of the day of resumption', () => {
    const thursday = '2026-03-05T09:00:00.000Z';
    const resumed = visitWith([[thursday, '2026-03-09T02:00:00.000Z']]);
    expect(dueIn(resumed, 3, 'wd', '2026-03-09T02:00:00.000Z')).toBe('2026-03-09T16:00:00.000Z');
  });

  it('is not uncovered in a pause because an end that will not come was not covered', () => {
    const tuesday = '2026-03-03T02:00:00.000Z';
    const [due] = visitLimits(flow, [limitOf(400, 'wd')], visitWith([[tuesday]]), tuesday);
    expect(due).toMatchObject({ dueAt: null });
    expect(due).not.toHaveProperty('uncovered');
  });
});

function caseOf(visits: Visit[]): CaseState {
  return {
    id: 'c1',
    flow: { id: 'toy', hash: '' },
    unit: 'top',
    openedBy: 'li',
    openedAt: '2026-03-02T01:00:00.000Z',
    status: 'open',
    version: 1,
    value: 'a',
    data: {},
    visits,
    limits: [],
  };
}

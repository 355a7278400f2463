import { describe, expect, test } from 'vitest';
import type { FlowDefinition } from '../definition/flow.ts';
import { readingName } from '../rules/source.ts';
import { at, calendars, done, ended, limit, read, state, visit } from './records.fixture.ts';
import { caseSource } from './records.ts';
import type { CaseState, Visit } from './state.ts';

describe('a case', () => {
  const returned = done(1, 'survey', at('02-11'), at('02-12'), { result: 'return' });

  test.each<[string, CaseState, unknown]>([
    ['accepted_at', state([]), at('02-11')],
    ['finished_at', state([]), null],
    ['finished_at', ended([]), at('02-25')],
    ['outcome', state([]), null],
    ['outcome', ended([]), 'completed'],
    ['case_status', ended([]), 'ended'],
    ['opened_by', state([]), 'wang'],
    ['today', state([]), '2026-02-26'],
    ['elapsed_h', state([]), 15 * 24],
    ['elapsed_h', ended([]), 14 * 24],
    ['elapsed_s', ended([]), 14 * 86_400],
    ['elapsed_wd', ended([]), 7],
    ['return_count', state([returned, visit({ seq: 2, step: 'survey' })]), 1],
    ['step_count', state([returned, visit({ seq: 2, step: 'survey' })]), 2],
    ['utility_overdue', state([], { limits: [limit()] }), false],
    ['utility_overdue', state([], { limits: [limit({ dueAt: at('02-25') })] }), true],
  ])('%s %#', (fact, of, value) => {
    expect(read(of, fact)).toEqual(value);
  });

  test('time held by the utility counts parallel work once and leaves out the customer', () => {
    const visits = [
      done(1, 'accept', at('02-11'), at('02-12')),
      done(2, 'grid', at('02-12'), at('02-16')),
      done(3, 'paper', at('02-12'), at('02-13')),
      done(4, 'works', at('02-16'), at('02-23'), { clock: 'customer' }),
      done(5, 'connect', at('02-23'), at('02-25')),
    ];
    expect(read(ended(visits), 'utility_wd')).toBe(1 + 3 + 2);
  });

  test('entered data goes before kept data, built-in facts before both', () => {
    const of = state([], { data: { kva: 630, case_id: 'forged' } });
    expect(read(of, 'kva')).toBe(630);
    expect(read(of, 'kva', { data: { kva: 800 } })).toBe(800);
    expect(read(of, 'case_id', { data: { case_id: 'forged' } })).toBe('C-1');
    expect(read(of, 'load')).toBeUndefined();
    expect(read(of, 'toString')).toBeUndefined();
  });
});

describe('a visit', () => {
  const paused = {
    pauses: [
      {
        from: at('02-12', '12:00'),
        to: at('02-12', '13:00'),
        by: 'li',
        reason: 'r',
        evidence: 'e',
      },
      { from: at('02-24'), by: 'li', reason: 'r', evidence: ' ' },
    ],
  };

  test.each<[string, Partial<Visit>, unknown]>([
    ['step_id', {}, 'survey'],
    ['step_post', {}, null],
    ['step_post', { post: 'surveyor' }, 'surveyor'],
    ['handler_id', {}, null],
    ['handler_id', { holder: 'li' }, 'li'],
    ['handler_id', { status: 'done', handler: 'zhao' }, 'zhao'],
    ['handler_id', { status: 'done' }, undefined],
    ['handler_id', { status: 'withdrawn', holder: 'li' }, null],
    ['claimed_at', {}, null],
    ['submitted_at', {}, null],
    ['clock_owner', {}, 'utility'],
    ['used_wd', {}, 7],
    ['used_wd', { submittedAt: at('02-13') }, 1],
    ['used_wd', { submittedAt: '2027-01-04T01:00:00.000Z' }, undefined],
    ['used_min', { submittedAt: at('02-12', '09:30') }, 30],
    ['used_wd', paused, 5],
    ['paused_min', paused, 60 + 2 * 24 * 60],
    ['pause_evidence', paused, 1],
    ['due_at', {}, null],
    ['due_at', { limits: [limit(), limit({ dueAt: at('02-20') })] }, at('02-20')],
    ['due_at', { limits: [limit({ dueAt: null, uncovered: true })] }, undefined],
    ['limit_promise', { limits: [limit()] }, 5],
    ['limit_statutory', { limits: [limit()] }, null],
    ['overdue', {}, false],
    ['overdue', { limits: [limit()] }, false],
    ['overdue', { limits: [limit({ dueAt: at('02-24') })] }, true],
    ['overdue', { limits: [limit({ dueAt: at('02-24') })], submittedAt: at('02-24') }, false],
    ['overdue', { limits: [limit({ dueAt: null, uncovered: true })] }, undefined],
    ['overdue_promise', { limits: [limit({ dueAt: at('02-24') })] }, true],
    ['overdue_statutory', { limits: [limit({ dueAt: at('02-24') })] }, false],
    ['overdue', { ...paused, limits: [limit({ dueAt: null })] }, false],
    ['overdue', { ...paused, limits: [limit({ dueAt: null, value: 3 })] }, true],
    ['result', {}, null],
  ])('%s %#', (fact, fields, value) => {
    const of = state([visit({ seq: 1, step: 'survey', ...fields })]);
    expect(read(of, fact, { seq: 1 })).toEqual(value);
  });

  test('facts of a visit are not known without one', () => {
    expect(read(state([]), 'used_wd')).toBeUndefined();
    expect(read(state([]), 'handler_id', { seq: 7 })).toBeUndefined();
  });

  describe('the work before it', () => {
    const flow = {
      steps: { a: {}, b1: { branch: 'b' }, b2: { branch: 'b' }, c1: { branch: 'c' }, d: {} },
      limits: [],
    } as unknown as FlowDefinition;
    const of = state([
      done(1, 'a', at('02-11'), at('02-12')),
      done(2, 'b1', at('02-12'), at('02-13')),
      done(3, 'c1', at('02-12'), at('02-16')),
      visit({ seq: 4, step: 'b2', arrivedAt: at('02-13') }),
      visit({ seq: 5, step: 'd', arrivedAt: at('02-16') }),
    ]);

    test.each([
      [1, null, false],
      [2, at('02-12'), true],
      [3, at('02-12'), true],
      [4, at('02-13'), true],
      [5, at('02-16'), false],
    ])('visit %s', (seq, before, parallel) => {
      expect(read(of, 'prev_submitted_at', { seq, flow })).toBe(before);
      expect(read(of, 'in_parallel', { seq, flow })).toBe(parallel);
    });

    test('in a log, work that lies across it in time is parallel', () => {
      expect(read(of, 'in_parallel', { seq: 3 })).toBe(true);
      expect(read(of, 'in_parallel', { seq: 1 })).toBe(false);
    });
  });
});

describe('a finding', () => {
  const finding = {
    id: 'F-1',
    rule: 'A13',
    stage: 'during',
    severity: 'R2',
    status: 'open',
    foundAt: at('02-24'),
  } as const;

  test('has its own facts, and those of the visit and the case', () => {
    const of = state([done(1, 'survey', at('02-11'), at('02-12'))]);
    const source = caseSource(of, { at: at('02-26'), calendars, finding, seq: 1 });
    const facts = ['finding_rule', 'finding_severity', 'verified_at', 'step_id', 'case_id'];
    expect(facts.map((fact) => source.read(fact))).toEqual(['A13', 'R2', null, 'survey', 'C-1']);
    const days = source.read('working_days', { from: 'found_at', to: 'now' });
    expect(days).toBe(2);
  });
});

describe('the name of a reading', () => {
  test.each([
    ['now', {}, 'now'],
    ['step_result', { step: 'survey' }, 'step_result(step=survey)'],
    ['days', { to: 'now', from: 'accepted_at' }, 'days(from=accepted_at,to=now)'],
    ['same_handler', { steps: ['a b', 'c'] }, 'same_handler(steps=a b+c)'],
    ['step_result', { step: 'a,b=(c)' }, 'step_result(step="a,b=(c)")'],
  ])('%s %j', (fact, params, name) => {
    expect(readingName(fact, params)).toBe(name);
  });
});

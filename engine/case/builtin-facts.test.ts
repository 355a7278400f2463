import { describe, expect, test } from 'vitest';
import { readFact } from '../rules/operands.ts';
import { builtinFacts, computedFacts, declarationOf, recordOf } from './builtin-facts.ts';
import { at, calendars, done, ended, limit, org, read, state, visit } from './records.fixture.ts';
import { caseSource } from './records.ts';

describe('computed facts', () => {
  const of = state([
    done(1, 'survey', at('02-11'), at('02-12'), { result: 'return', post: 'writer' }),
    done(2, 'survey', at('02-12'), at('02-13'), { handler: 'zhao', post: 'writer' }),
    visit({ seq: 3, step: 'review', post: 'reviewer', holder: 'li' }),
    visit({ seq: 4, step: 'review', post: 'reviewer' }),
    visit({ seq: 5, step: 'review', post: 'fitter', holder: 'li' }),
  ]);

  test.each<[string, Record<string, string | string[]>, unknown]>([
    ['step_result', { step: 'survey' }, 'pass'],
    ['step_result', { step: 'review' }, null],
    ['step_submitted_at', { step: 'survey' }, at('02-13')],
    ['step_handler', { step: 'survey' }, 'zhao'],
    ['step_visits', { step: 'survey' }, 2],
    ['step_visits', { step: 'gone' }, 0],
    ['same_handler', { steps: ['survey', 'review'] }, true],
    ['same_handler', { steps: ['survey', 'gone'] }, false],
    ['days', { from: 'accepted_at', to: 'now' }, 15],
    ['hours', { from: 'now', to: 'accepted_at' }, -360],
    ['minutes', { from: 'accepted_at', to: 'accepted_at' }, 0],
    ['working_days', { from: 'accepted_at', to: 'now' }, 8],
    ['working_days', { from: 'accepted_at', to: 'now', calendar: 'gone' }, undefined],
    ['working_days', { from: 'accepted_at', to: 'finished_at' }, null],
    ['working_days', { from: 'kva', to: 'now' }, undefined],
    ['working_days', { from: 'gone', to: 'finished_at' }, undefined],
  ])('%s %j', (fact, params, value) => {
    expect(read(of, fact, {}, params)).toBe(value);
  });

  test.each([
    [3, true],
    [4, null],
    [5, false],
    [1, false],
  ])('incompatible duties at visit %s', (seq, value) => {
    expect(read(of, 'duty_conflict', { seq })).toBe(value);
  });

  test('who did it is not known when a log does not say', () => {
    const unnamed = done(1, 'survey', at('02-11'), at('02-12'));
    delete unnamed.handler;
    const log = state([unnamed, done(2, 'review', at('02-12'), at('02-13'))]);
    expect(read(log, 'same_handler', {}, { steps: ['survey', 'review'] })).toBeUndefined();
    expect(read(log, 'step_handler', {}, { step: 'survey' })).toBeUndefined();
  });

  test.each([
    ['2026-01-31', '2026-02-28', 1],
    ['2026-01-31', '2026-02-27', 0],
    ['2026-01-15', '2027-01-14', 11],
    ['2026-01-15', '2027-01-15', 12],
    ['2026-03-15', '2026-01-15', -2],
    ['2026-02-11T16:00:00Z', '2026-03-11T16:00:00Z', 1],
    ['2026-02-30', '2026-03-11', undefined],
  ])('full months from %s to %s: %s', (from, to, months) => {
    const data = { from, to };
    expect(read(state([]), 'months', { data }, { from: 'from', to: 'to' })).toBe(months);
  });
});

describe('the tables of built-in facts', () => {
  const of = ended([done(1, 'survey', at('02-11'), at('02-12'), { limits: [limit()] })]);
  const finding = {
    id: 'F',
    rule: 'R',
    stage: 'after',
    severity: 'R1',
    status: 'closed',
    foundAt: at('02-24'),
  } as const;
  const source = caseSource(of, { at: at('02-26'), calendars, org, finding, seq: 1 });

  test.each(Object.keys(builtinFacts))('%s is of the type it declares', (id) => {
    const value = readFact(id, undefined, { source, facts: {} });
    expect(value).toBeDefined();
    expect(value).toBe(source.read(id));
  });

  test('no id is used twice', () => {
    const both = Object.keys(builtinFacts).filter((id) => Object.hasOwn(computedFacts, id));
    expect(both).toEqual([]);
  });

  test('a dictionary does not hide them, and names of Object are not facts', () => {
    const facts = { now: { name: { zh: '别的', en: 'Other' }, type: 'text' as const } };
    expect(declarationOf('now', facts)?.type).toBe('datetime');
    expect(declarationOf('constructor', facts)).toBeUndefined();
    expect([recordOf('now'), recordOf('used_wd'), recordOf('kva')]).toEqual([
      'case',
      'step',
      undefined,
    ]);
  });
});

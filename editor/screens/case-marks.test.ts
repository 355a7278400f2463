import { describe, expect, test } from 'vitest';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Visit } from '../api/cases.ts';
import { marksOf } from './case-marks.ts';

const name = (text: string) => ({ zh: text, en: text });
const now = Date.parse('2026-11-23T04:00:00Z');

const flow = {
  steps: {
    check: {
      kind: 'task',
      routes: [
        { id: 'pass', to: 'fork', name: name('Pass') },
        { id: 'back', to: 'mend', name: name('Back') },
      ],
    },
    mend: { kind: 'task', routes: [{ id: 'again', to: 'check' }] },
    sort: {
      kind: 'decision',
      routes: [
        { id: 'large', to: 'check' },
        { id: 'small', to: 'mend' },
      ],
    },
    fork: { kind: 'parallel', branches: [{ id: 'left', start: 'a' }], routes: [] },
    a: { kind: 'task', routes: [] },
  },
} as unknown as FlowDefinition;

function visit(seq: number, step: string, more: Partial<Visit> = {}): Visit {
  return {
    seq,
    step: { id: step, name: name(step) },
    kind: 'task',
    status: 'done',
    post: null,
    holder: null,
    handler: null,
    arrived_at: '2026-11-20T00:00:00Z',
    submitted_at: null,
    route: null,
    result: 'pass',
    clock: 'utility',
    used: null,
    used_unit: null,
    overdue: false,
    limits: [],
    until: null,
    comment: null,
    on_behalf_of: null,
    signs: [],
    can: [],
    ...more,
  };
}

describe('where a case went', () => {
  test('a step that was returned to is counted, and shows how it stands now', () => {
    const marks = marksOf(
      flow,
      [
        visit(1, 'check', { route: name('Back') }),
        visit(2, 'mend'),
        visit(3, 'check', { status: 'open', holder: { id: 'wu', name: name('Wu') } }),
      ],
      now,
    );
    expect(marks.steps).toMatchObject({
      check: { kind: 'current', count: 2, note: name('Wu') },
      mend: { kind: 'visited', count: 1 },
    });
    expect(Object.keys(marks.routes)).toEqual(['check/back', 'mend/again']);
  });

  test('a decision is left by the route to the step that came next', () => {
    const marks = marksOf(flow, [visit(1, 'sort'), visit(2, 'mend', { status: 'open' })], now);
    expect(Object.keys(marks.routes)).toEqual(['sort/small']);
  });

  test('the way into a branch is taken when its first step was reached', () => {
    const marks = marksOf(flow, [visit(1, 'fork'), visit(2, 'a', { status: 'withdrawn' })], now);
    expect(marks.routes).toEqual({ '>left': { kind: 'visited' } });
    expect(marks.steps['a']?.kind).toBe('withdrawn');
  });

  test.each([
    ['past its due time', '2026-11-23T03:00:00Z', 'overdue'],
    ['past its warning', '2026-11-23T09:00:00Z', 'due'],
  ])('an open step %s says so', (_title, due_at, kind) => {
    const limit = { due_at, warn_at: '2026-11-23T01:00:00Z' } as Visit['limits'][number];
    const open = visit(1, 'check', { status: 'open', limits: [limit] });
    expect(marksOf(flow, [open], now).steps['check']?.kind).toBe(kind);
  });

  test('a case that has not moved has no marks', () => {
    expect(marksOf(flow, [], now)).toEqual({ steps: {}, routes: {} });
  });
});

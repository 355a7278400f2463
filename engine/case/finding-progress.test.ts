import { describe, expect, it } from 'vitest';
import type { FactValues } from '../definition/facts.ts';
import { findingStatus } from './finding-progress.ts';
import type { CaseState, Visit } from './state.ts';

function handling(data: FactValues, outcome?: string, results: Visit['result'][] = []): CaseState {
  const base = {
    id: 'c1',
    flow: { id: 'rectification', hash: 'h' },
    unit: 'east',
    openedBy: 'system',
    openedAt: '2026-03-02T00:00:00.000Z',
    version: 1,
    value: '',
    data,
    limits: [],
    visits: results.map((result, index) => visit(index + 1, result)),
  };
  if (outcome === undefined) return { ...base, status: 'open' };
  return { ...base, status: 'ended', outcome, endedAt: '2026-03-09T00:00:00.000Z' };
}

function visit(seq: number, result: Visit['result']): Visit {
  return {
    seq,
    step: `s${seq}`,
    status: 'done',
    arrivedAt: `2026-03-02T0${seq}:00:00.000Z`,
    submittedAt: `2026-03-02T0${seq}:30:00.000Z`,
    handler: 'ann',
    limits: [],
    pauses: [],
    ...(result === undefined ? {} : { result }),
  };
}

describe('findingStatus', () => {
  it.each([
    ['nothing established', handling({}), 'open'],
    ['confirmed', handling({ verdict: 'confirmed' }), 'confirmed'],
    [
      'rectified',
      handling({ verdict: 'confirmed', rectify_action: 'told them' }, undefined, ['pass']),
      'rectified',
    ],
    [
      'rectified at',
      handling({ verdict: 'confirmed', rectified_at: '2026-03-03T00:00:00.000Z' }),
      'rectified',
    ],
    [
      'returned by the recheck',
      handling({ verdict: 'confirmed', rectify_action: 'x' }, undefined, ['pass', 'return']),
      'confirmed',
    ],
    [
      'rectified again',
      handling({ verdict: 'confirmed', rectify_action: 'x' }, undefined, ['return', 'pass']),
      'rectified',
    ],
    ['filed', handling({ verdict: 'confirmed', rectify_action: 'x' }, 'closed'), 'closed'],
    ['a false positive by verdict', handling({ verdict: 'false_positive' }), 'false_positive'],
    ['a false positive by outcome', handling({}, 'false_positive'), 'false_positive'],
    ['ended otherwise', handling({}, 'repaired'), 'closed'],
  ])('%s', (_, state, status) => expect(findingStatus(state)).toBe(status));
});

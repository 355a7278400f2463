import { describe, expect, it } from 'vitest';
import { lastPeriods, parsePeriod, periodOf, previousPeriod } from './period.ts';

describe('periods', () => {
  it.each([
    ['2026-11', 'month', '2026-11-01', '2026-11-30'],
    ['2024-02', 'month', '2024-02-01', '2024-02-29'],
    ['2026-12', 'month', '2026-12-01', '2026-12-31'],
    ['2026-Q4', 'quarter', '2026-10-01', '2026-12-31'],
    ['2026', 'year', '2026-01-01', '2026-12-31'],
  ])('%s is a %s from %s to %s', (id, kind, from, to) => {
    expect(parsePeriod(id)).toEqual({ ok: true, value: { id, kind, from, to } });
  });

  it.each(['2026-13', '2026-00', '2026-Q5', '26-11', '2026-11-01', '', 'now'])(
    '%s is none',
    (text) => {
      expect(parsePeriod(text)).toMatchObject({ ok: false, problems: [{ code: 'bad_date' }] });
    },
  );

  it.each([
    ['month', '2026-01-31', '2026-01', '2025-12'],
    ['quarter', '2026-03-31', '2026-Q1', '2025-Q4'],
    ['quarter', '2026-11-01', '2026-Q4', '2026-Q3'],
    ['year', '2026-11-01', '2026', '2025'],
  ] as const)('the %s of %s is %s, after %s', (kind, day, id, before) => {
    const period = periodOf(kind, day);
    expect(period.id).toBe(id);
    expect(previousPeriod(period).id).toBe(before);
  });

  it.each([
    ['month', 3, ['2025-12', '2026-01', '2026-02']],
    ['quarter', 2, ['2025-Q4', '2026-Q1']],
    ['year', 1, ['2026']],
  ] as const)('the last of a %s, %i of them, end with that of the day', (kind, count, ids) => {
    expect(lastPeriods(kind, '2026-02-11', count).map(({ id }) => id)).toEqual(ids);
  });
});

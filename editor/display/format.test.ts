import { describe, expect, test } from 'vitest';
import { clockParts, dueParts } from './format.ts';

describe('instants in a zone', () => {
  test.each([
    ['2026-11-23T04:50:12.000Z', 'Asia/Shanghai', '2026-11-23', '12:50'],
    ['2026-11-23T16:00:00.000Z', 'Asia/Shanghai', '2026-11-24', '00:00'],
    ['2026-11-23T16:00:00.000Z', 'America/Los_Angeles', '2026-11-23', '08:00'],
  ])('%s in %s', (at, zone, day, time) => {
    expect(clockParts(at, zone)).toEqual({ day, time });
  });
});

describe('due times', () => {
  test('midnight belongs to the day that it ends', () => {
    expect(dueParts('2026-11-24T16:00:00.000Z', 'Asia/Shanghai')).toEqual({
      day: '2026-11-24',
      time: '24:00',
    });
  });

  test('any other time is itself', () => {
    expect(dueParts('2026-11-24T10:30:00.000Z', 'Asia/Shanghai')).toEqual({
      day: '2026-11-24',
      time: '18:30',
    });
  });
});

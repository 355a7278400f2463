import { describe, expect, it } from 'vitest';
import { office } from '../flow/people.fixture.ts';
import { isAbsent, onDuty, standsInFor } from './availability.ts';

describe('an absence', () => {
  it.each([
    ['2026-03-08T15:59:59.999Z', []],
    ['2026-03-08T16:00:00.000Z', ['bob']],
    ['2026-03-13T15:59:59.999Z', ['bob']],
    ['2026-03-13T16:00:00.000Z', []],
  ])('lasts whole days of the organisation’s zone: %s %j', (at, absent) => {
    expect(isAbsent(office, 'bob', at)).toBe(absent.length > 0);
    expect(standsInFor(office, 'lee', at)).toEqual(absent);
  });

  it('of one person leaves the others as they are', () => {
    expect(isAbsent(office, 'lee', '2026-03-10T00:00:00.000Z')).toBe(false);
    expect(standsInFor(office, 'ann', '2026-03-10T00:00:00.000Z')).toEqual([]);
  });
});

describe('a duty roster', () => {
  it.each([
    ['2026-03-01T23:59:00.000Z', []],
    ['2026-03-02T00:00:00.000Z', ['sid', 'ben']],
    ['2026-03-02T11:59:59.999Z', ['sid', 'ben']],
    ['2026-03-02T12:00:00.000Z', ['bob']],
    ['2026-03-02T20:00:00.000Z', ['bob']],
    ['2026-03-03T00:00:00.000Z', []],
  ])('says who is there at %s: %j', (at, people) => {
    expect(onDuty(office, 'watch', at)).toEqual(people);
  });

  it.each([
    ['of another name', 'none', '2026-03-02T02:00:00.000Z'],
    ['at no time', 'watch', 'soon'],
  ])('%s says nothing', (_title, roster, at) => {
    expect(onDuty(office, roster, at)).toEqual([]);
  });

  it('keeps to the clock on the day it is put forward', () => {
    const berlin = {
      ...office,
      zone: 'Europe/Berlin',
      rosters: [
        {
          id: 'night',
          name: office.name,
          shifts: [{ id: 'n', name: office.name, from: '22:00', to: '06:00' }],
          duties: [{ day: '2026-03-28', shift: 'n', person: 'ann' }],
        },
      ],
    };
    expect(onDuty(berlin, 'night', '2026-03-29T03:59:00.000Z')).toEqual(['ann']);
    expect(onDuty(berlin, 'night', '2026-03-29T04:00:00.000Z')).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarWith } from '../calendar/calendars.fixture.ts';
import { compileCalendar } from '../calendar/working-time.ts';
import { instantMs, instantText } from '../calendar/zone.ts';
import type { FactValue } from '../definition/facts.ts';
import type { Plain } from '../rules/operators.ts';
import { apply, type FunctionRow, type Given, type Setting } from './function-row.ts';
import { functionOf, functions } from './functions.ts';

/** The Spring Festival of 2026: off from 15 to 23 February, made up for on the 14th and the 28th. */
const festival = Array.from({ length: 9 }, (_, at) => ({
  date: `2026-02-${15 + at}`,
  off: true,
  name: '春节',
}));
const madeUp = ['2026-02-14', '2026-02-28'].map((date) => ({ date, off: false, name: '补班' }));
const on = compileCalendar(calendarWith({ id: 'cn', days: [...festival, ...madeUp] }));
const setting: Setting = { zone: 'Asia/Shanghai', calendar: () => on };

/** Date-times of examples are written as text. */
function plainly(value: FactValue): Plain {
  return typeof value === 'string' ? (instantMs(value) ?? value) : (value as Plain);
}

function shown(row: FunctionRow, answer: Plain | undefined): Plain | undefined {
  const isInstant = row.gives === 'datetime' || row.gives === 'first';
  return isInstant && typeof answer === 'number' && answer > 1e11 ? instantText(answer) : answer;
}

const rows = Object.entries(functions);

test.each(
  rows.flatMap(([id, row]) => row.examples.map(([of, gives]) => [id, of, gives, row] as const)),
)('%s %j is %j', (_, of, gives, row) => {
  expect(shown(row, apply(row, of.map(plainly), setting))).toEqual(gives);
});

test.each(rows)('%s has words, examples and parameters of different names', (_, row) => {
  expect(row.examples.length).toBeGreaterThan(0);
  expect(new Set(row.params.map(({ id }) => id)).size).toBe(row.params.length);
  expect([row.name.zh, row.name.en].every((words) => words !== '')).toBe(true);
});

test('names of Object are no functions', () => {
  expect(functionOf('constructor')).toBeUndefined();
  expect(functionOf('add')).toBe(functions.add);
});

const days = fc
  .date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString());
const numbers = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ noNaN: true }));
const anyOf: Record<string, fc.Arbitrary<Given>> = {
  number: numbers.filter(Number.isFinite),
  text: fc.oneof(fc.string(), fc.constantFrom('202602', '11010519491231002X', '')),
  boolean: fc.boolean(),
  date: days.map((text) => text.slice(0, 10)),
  datetime: days.map((text) => Date.parse(text)),
  calendar: fc.constantFrom('cn', 'no such'),
};
const shapes = {
  text: 'string',
  date: 'string',
  datetime: 'number',
  number: 'number',
  boolean: 'boolean',
} as const;
const asKinds: Record<string, readonly string[]> = {
  moment: ['date', 'datetime'],
  ordered: ['number', 'date', 'datetime'],
  any: ['number', 'text', 'boolean', 'date', 'datetime'],
};

function argumentsOf(row: FunctionRow): fc.Arbitrary<Given[]> {
  const each = row.params.map(({ takes, repeats }) => {
    const one = fc.oneof(...(asKinds[takes] ?? [takes]).map((kind) => anyOf[kind]!));
    return repeats === true
      ? fc.oneof(
          ...(asKinds[takes] ?? [takes]).map((kind) => fc.array(anyOf[kind]!, { minLength: 1 })),
        )
      : one.map((value) => [value]);
  });
  return fc.tuple(...each).map((found) => found.flat());
}

describe('whatever the arguments are', () => {
  test.each(rows)('%s answers, twice the same, of its kind', (_, row) => {
    fc.assert(
      fc.property(argumentsOf(row), (args) => {
        const answer = apply(row, args, setting);
        expect(apply(row, args, setting)).toEqual(answer);
        const wanted = { ...shapes, first: typeof args[0] }[row.gives];
        expect(['undefined', wanted]).toContain(typeof answer);
        expect(answer).not.toBeNaN();
      }),
    );
  });

  test.each(rows.filter(([, row]) => row.passesNull !== true))(
    '%s is unknown with something missing, null with something null',
    (_, row) => {
      fc.assert(
        fc.property(argumentsOf(row), fc.nat(), (args, at) => {
          const place = at % args.length;
          expect(apply(row, args.with(place, undefined as never), setting)).toBeUndefined();
          expect(apply(row, args.with(place, null as never), setting)).toBeNull();
        }),
      );
    },
  );
});

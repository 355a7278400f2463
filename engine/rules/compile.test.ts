import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRules, run, type Asked } from './compile.ts';
import { asked, dictionary, hostileFacts, recordOf } from './conditions.fixture.ts';
import { interpret } from './interpret.ts';
import { MOST_TERMS } from './terms.ts';

const ruleSets = fc
  .array(asked, { minLength: 1, maxLength: 12 })
  .map((all) =>
    all.map(({ condition, params }, index): Asked => ({ id: `r${index}`, condition, params })),
  );

function interpreted(rules: readonly Asked[], record: Record<string, unknown>) {
  const source = recordOf(record);
  const truths = rules.map(({ condition, params }) =>
    interpret(condition, { source, facts: dictionary, params }),
  );
  const places = truths.map((_truth, rule) => rule);
  return {
    hits: places.filter((rule) => truths[rule] === true),
    unknown: places.filter((rule) => truths[rule] === 'unknown'),
  };
}

const atLeast = (value: number) => ({ any: [kva('equal', value), kva('greaterThan', value)] });
const kva = (operator: string, value: number) => ({ fact: 'kva', operator, value });

test.each([
  ['neighbours among doubles', [1, 1 + Number.EPSILON]],
  ['the largest and the smallest', [-Number.MAX_VALUE, Number.MAX_VALUE]],
  ['next to nought', [-Number.MIN_VALUE, 0, Number.MIN_VALUE]],
  ['where a step of one is lost', [-1e300, 1e300, 2 ** 53, 2 ** 53 + 2]],
])('cuts numbers: %s', (_name, cuts) => {
  const operators = ['lessThan', 'lessThanInclusive', 'equal', 'greaterThan', 'notEqual'];
  const rules = cuts.flatMap((cut) =>
    operators.map((one) => ({ id: `${one} ${cut}`, condition: kva(one, cut) })),
  );
  const program = compileRules(rules, dictionary);
  const tried = [...cuts, 0, -0, 1, -1, 3e200, -3e200, Number.MAX_VALUE, -Number.MAX_VALUE];
  for (const value of [...tried, Number.NaN, Infinity, '1', null, undefined]) {
    const { hits, unknown } = run(program, recordOf({ kva: value }));
    expect({ hits, unknown }).toEqual(interpreted(rules, { kva: value }));
  }
});

test('a condition with too many terms is answered by its tree', () => {
  const condition = { all: [1, 2, 3, 4, 5, 6, 7].map(atLeast) };
  const program = compileRules([{ id: 'wide', condition }], dictionary);
  expect(program.trees).toHaveLength(1);
  expect(2 ** 7).toBeGreaterThan(MOST_TERMS);
  expect(run(program, recordOf({ kva: 7 })).hits).toEqual([0]);
  expect(run(program, recordOf({ kva: 6 })).hits).toEqual([]);
  expect(run(program, recordOf({})).unknown).toEqual([0]);
});

const sorted = (places: readonly number[]) => places.toSorted((a, b) => a - b);

test('answers as the interpreter does, for records that hold anything', () => {
  fc.assert(
    fc.property(
      ruleSets,
      fc.array(hostileFacts, { minLength: 1, maxLength: 8 }),
      (rules, records) => {
        const program = compileRules(rules, dictionary);
        for (const record of records) {
          const { hits, unknown } = run(program, recordOf(record));
          expect({ hits: sorted(hits), unknown: sorted(unknown) }).toEqual(
            interpreted(rules, record),
          );
        }
      },
    ),
    { numRuns: 3000 },
  );
});

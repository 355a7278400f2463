import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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

const sorted = (places: number[]) => places.toSorted((a, b) => a - b);

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

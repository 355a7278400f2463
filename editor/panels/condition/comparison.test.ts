import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declarationOf } from '@flowmeter/engine/case/builtin-facts.ts';
import { Comparison } from '@flowmeter/engine/definition/condition.ts';
import { checkCondition } from '@flowmeter/engine/rules/check.ts';
import {
  checkTermsOf,
  factChoices,
  newComparison,
  operatorChoices,
  sourceChoices,
  type Source,
  withArgument,
  withFact,
  withOperator,
  withSource,
} from './comparison.ts';
import { terms } from './condition.fixture.ts';

const factIds = factChoices(terms).map(({ id }) => id);
const isError = ({ level }: { level: string }) => level === 'error';
const errorsOf = (one: Comparison) => checkCondition(one, checkTermsOf(terms)).filter(isError);

describe('what can be chosen', () => {
  it('is what the record has', () => {
    const ofCase = factChoices({ ...terms, record: 'case' }).map(({ id }) => id);
    expect(factIds).toEqual(
      expect.arrayContaining(['capacity', 'case_status', 'used_wd', 'months']),
    );
    expect(ofCase).not.toContain('used_wd');
    expect(factIds.filter((id) => factIds.indexOf(id) !== factIds.lastIndexOf(id))).toEqual([]);
  });

  it.each([
    ['boolean', ['equal', 'notEqual', 'isNull', 'notNull']],
    ['enum', ['equal', 'notEqual', 'in', 'notIn', 'isNull', 'notNull']],
  ] as const)('operators of %s', (type, ids) => {
    expect(operatorChoices(type)).toEqual(ids);
  });

  it('parameters only where they fit', () => {
    expect(sourceChoices(newComparison('capacity', terms), terms)).toContain('param');
    expect(sourceChoices(newComparison('customer', terms), terms)).not.toContain('param');
    expect(sourceChoices({ fact: 'note', operator: 'isNull', value: true }, terms)).toEqual([]);
  });
});

describe('edits of a comparison', () => {
  const steps = fc.array(
    fc.oneof(
      fc.constantFrom(...factIds).map((fact) => (one: Comparison) => withFact(one, fact, terms)),
      fc.nat().map((n) => (one: Comparison) => {
        const offered = operatorChoices(declarationOf(one.fact, terms.facts)?.type);
        return withOperator(one, offered[n % offered.length]!, terms);
      }),
      fc.nat().map((n) => (one: Comparison) => {
        const offered = sourceChoices(one, terms);
        return offered.length === 0 ? one : withSource(one, offered[n % offered.length]!, terms);
      }),
    ),
    { maxLength: 12 },
  );

  it('mean something after every step that is offered', () => {
    fc.assert(
      fc.property(fc.constantFrom(...factIds), steps, (fact, all) => {
        let one = newComparison(fact, terms);
        for (const step of all) {
          one = step(one);
          expect(Comparison.safeParse(one).success).toBe(true);
          expect(errorsOf(one)).toEqual([]);
        }
      }),
    );
  });

  it.each<[string, Comparison, Source, Comparison]>([
    [
      'the value of a fact',
      { fact: 'capacity', operator: 'lessThan', value: 5 },
      'param',
      { fact: 'capacity', operator: 'lessThan', value: { param: 'most' } },
    ],
    [
      'a parameter',
      { fact: 'capacity', operator: 'lessThan', value: { param: 'most' } },
      'literal',
      { fact: 'capacity', operator: 'lessThan', value: 1 },
    ],
  ])('replace %s', (_name, before, source, after) => {
    expect(withSource(before, source, terms)).toEqual(after);
  });

  it('keep what still fits', () => {
    const before: Comparison = { fact: 'capacity', operator: 'greaterThan', value: 315 };
    expect(withFact(before, 'sources', terms)).toEqual({ ...before, fact: 'sources' });
    expect(withOperator(before, 'in', terms).value).toEqual([315]);
    expect(
      withOperator({ ...before, operator: 'in', value: [315, 630] }, 'equal', terms).value,
    ).toBe(315);
  });

  it('begin a computed fact with the arguments that it needs', () => {
    const made = newComparison('working_days', terms);
    expect(made.params).toEqual({ from: 'accepted_at', to: 'now' });
    const dated = withArgument(made, 'calendar', 'cn');
    expect(errorsOf(dated)).toEqual([]);
    expect(withArgument(dated, 'calendar', undefined)).toEqual(made);
  });
});

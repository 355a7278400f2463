/** What a rule reads of a record: the fields in which a record to try is typed. */
import { declarationOf } from '@flowmeter/engine/case/builtin-facts.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { comparisonsIn } from '@flowmeter/engine/rules/interpret.ts';
import { factsIn } from '@flowmeter/engine/rules/operands.ts';
import { readingName } from '@flowmeter/engine/rules/source.ts';
import { nameOfReading, placeholdersIn, type Wording } from '@flowmeter/engine/rules/words.ts';
import { type ConditionTerms, enteredAs } from '../condition/comparison.ts';

export type GivenValue = string | number | boolean | null;
export type Given = Readonly<Record<string, GivenValue>>;

export interface ReadingField {
  /** As examples give it: `used_wd`, `step_result(step=survey)`. */
  name: string;
  label: Localized;
  /** Undefined for what is given but not declared. */
  fact: Fact | undefined;
}

/** What the condition compares, each once, then what its words show, then whatever else is given. */
export function readingsOf(
  rule: Pick<Rule, 'conditions' | 'message' | 'params'>,
  given: Given,
  terms: ConditionTerms,
  wording: Wording,
): ReadingField[] {
  const { facts } = terms;
  const read = comparisonsIn(rule.conditions)
    .flatMap((one) => factsIn(one, rule))
    .map(
      (reading): ReadingField => ({
        name: readingName(reading.fact, reading.params),
        label: nameOfReading(reading, facts, wording),
        fact: enteredAs(reading.fact, terms),
      }),
    );
  const shown = placeholdersIn(rule.message.zh + rule.message.en)
    .filter((id) => declarationOf(id, facts) !== undefined)
    .map((id) => plainField(id, facts));
  const others = Object.keys(given).map((name) => plainField(name, facts));
  const all = [...read, ...shown, ...others];
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
}

function plainField(name: string, facts: ConditionTerms['facts']): ReadingField {
  const fact = declarationOf(name.replace(/\(.*$/s, ''), facts);
  const label = fact === undefined || name.includes('(') ? { zh: name, en: name } : fact.name;
  return { name, label, fact };
}

/** The record with one value more, another, or (undefined) one less. */
export function withGiven(given: Given, name: string, value: GivenValue | undefined): Given {
  const { [name]: _, ...others } = given;
  return value === undefined ? others : { ...others, [name]: value };
}

/** What was entered on a form made from facts: its beginning, its problems, what is sent. Pure. */
import { checkInput, type FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import { wordsOf, type Localized } from '@flowmeter/engine/problem.ts';
import type { Field } from '../api/cases.ts';

export type FieldProblems = Record<string, Localized[]>;

/** The values to begin with: those that the case knows already. */
export function beginning(fields: readonly Field[]): FactValues {
  return Object.fromEntries(taking(fields).map((field) => [field.id, field.value]));
}

/** The fields that take input. */
export function taking(fields: readonly Field[]): Field[] {
  return fields.filter((field) => !field.readonly);
}

/**
 * What is sent: every value entered, and null for one that was taken away. A field that is and was
 * empty is not mentioned.
 */
export function entered(fields: readonly Field[], values: FactValues): FactValues {
  const sent: FactValues = {};
  for (const { id, value: before } of taking(fields)) {
    const value = values[id] ?? null;
    const isEmpty = value === null || value === '';
    if (!isEmpty) sent[id] = value;
    else if (before !== null && before !== '') sent[id] = null;
  }
  return sent;
}

/** Problems by field, found by the engine's own check. */
export function problemsOf(fields: readonly Field[], values: FactValues): FieldProblems {
  const form = fields.map(({ id, required, readonly }) => ({
    fact: id,
    optional: !required,
    readonly,
  }));
  const facts: FactDictionary = Object.fromEntries(fields.map((field) => [field.id, field.fact]));
  const found: FieldProblems = {};
  for (const problem of checkInput(form, facts, entered(fields, values))) {
    const fact = problem.at?.replace('/data/', '') ?? '';
    (found[fact] ??= []).push(wordsOf(problem));
  }
  return found;
}

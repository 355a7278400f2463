/** Facts that need no declaration: those of every case, visit and finding, and computed ones. */
import type { RuleRecord } from '../definition/ruleset.ts';
import { caseFacts } from './case-facts.ts';
import { computedFacts as computed } from './computed-facts.ts';
import type { BuiltinFact, ComputedFact } from './fact-rows.ts';
import { findingFacts } from './finding-facts.ts';
import type { Declared, FactDictionary } from './forms.ts';
import { stepFacts } from './step-facts.ts';

/** Every built-in fact without arguments. */
export const builtinFacts: Readonly<Record<string, BuiltinFact>> = {
  ...caseFacts,
  ...stepFacts,
  ...findingFacts,
};

/** Every fact that is worked out from arguments. */
export const computedFacts: Readonly<Record<string, ComputedFact>> = computed;

/**
 * The kinds of record whose facts a record of a kind has: a visit also has those of its case, a finding
 * also those of the visit and the case it is about.
 */
export const recordsWithin: Record<RuleRecord, readonly RuleRecord[]> = {
  case: ['case'],
  step: ['step', 'case'],
  finding: ['finding', 'step', 'case'],
};

/** The same of any kind of record; an imported one has the facts of no other. */
export function recordsOf(record: string): readonly RuleRecord[] {
  return Object.hasOwn(recordsWithin, record) ? recordsWithin[record as RuleRecord] : [];
}

export function builtinFact(id: string): BuiltinFact | undefined {
  return Object.hasOwn(builtinFacts, id) ? builtinFacts[id] : undefined;
}

export function computedFact(id: string): ComputedFact | undefined {
  return Object.hasOwn(computedFacts, id) ? computedFacts[id] : undefined;
}

/**
 * What is declared about a fact: built-in facts first, then the pack's dictionary. Imported records have
 * dictionaries of their own, whose names may be those of built-in facts.
 */
export function declarationOf(id: string, facts: FactDictionary): Declared | undefined {
  const own = Object.hasOwn(facts, id) ? facts[id] : undefined;
  return own?.of === undefined ? (builtinFact(id) ?? computedFact(id) ?? own) : own;
}

/** Entered and kept as it is: neither built in, nor worked out, nor read elsewhere. */
export function isEntered(id: string, facts: FactDictionary): boolean {
  const own = Object.hasOwn(facts, id) ? facts[id] : undefined;
  if (own?.of !== undefined) return own.found !== true;
  return builtinFact(id) === undefined && computedFact(id) === undefined && own?.found !== true;
}

/** The kind of record that a built-in or computed fact belongs to; undefined for declared facts. */
export function recordOf(id: string): RuleRecord | undefined {
  return builtinFact(id)?.record ?? computedFact(id)?.record;
}

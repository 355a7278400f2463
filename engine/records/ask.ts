/** Rules about imported records, asked of one of them: those in force on its business date. */
import type { Rule } from '../definition/ruleset.ts';
import type { ItemAnswer } from '../flow/outcome.ts';
import { changesOf, isInForce, ruleOn } from '../rules/editions.ts';
import { evaluate } from '../rules/evaluate.ts';
import { itemOf, type EvaluationItem } from '../rules/items.ts';
import type { RecordSource } from './record-source.ts';

/** Rules with their thresholds as they are on a day. */
export interface InForce {
  rules: readonly Rule[];
  items: readonly EvaluationItem[];
}

/** The answers of the rules in force about the record on which the source stands, by their ids. */
export function askRecord(
  source: RecordSource,
  rules: readonly Rule[],
): Promise<Record<string, ItemAnswer>> {
  return evaluate(inForceOn(rules, source.day()).items, source, source.kind.facts);
}

/** The same list for every day between two changes, so that what is made of it is made once. */
export function inForceOn(rules: readonly Rule[], day: string): InForce {
  const known = terms.get(rules) ?? { changes: changesOf(rules), spans: new Map() };
  terms.set(rules, known);
  // `2026-06-30+` is after that day and before the next.
  const span = known.changes.findLastIndex((change) => change <= day);
  const found = known.spans.get(span);
  if (found !== undefined) return found;
  const dated = rules.filter((rule) => isInForce(rule, day)).map((rule) => ruleOn(rule, day));
  const made = { rules: dated, items: dated.map(itemOf) };
  known.spans.set(span, made);
  return made;
}

const terms = new WeakMap<readonly Rule[], { changes: string[]; spans: Map<number, InForce> }>();

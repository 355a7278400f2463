/** What is kept of a rule's answer about a record, so that it can be judged when the record has changed. */
import { canonical, sha256Hex } from '../definition/hash.ts';
import type { FactValue } from '../definition/facts.ts';
import type { Rule } from '../definition/ruleset.ts';
import type { Localized } from '../problem.ts';
import { messageOf, type Reason } from '../rules/explain.ts';
import type { Wording } from '../rules/words.ts';
import { answerHere, explainHere } from './ask.ts';
import { joined } from './object-text.ts';
import type { RecordSource } from './record-source.ts';

/** Which record it is, whom it is about, and whose it is. */
export interface RecordPlace {
  /** The values of its key, as text. */
  key: string[];
  object: string;
  /** Empty where its kind has no periods. */
  period: string;
  unit: string | null;
  person: string | null;
  money: number | null;
  /** Of its fields: another edition has another. */
  hash: string;
}

export interface RecordHit extends RecordPlace {
  rule: string;
  operands: Record<string, FactValue>;
  message: Localized;
  reason: Reason;
}

/** The record on which the source stands. */
export function placeHere(source: RecordSource): RecordPlace {
  return { ...whereabouts(source), hash: recordHash(source) };
}

/** The same without the hash, which takes longer than the rest. */
export function whereabouts(source: RecordSource): Omit<RecordPlace, 'hash'> {
  const { definition } = source.kind;
  const { key, object = key, period, person, money } = definition;
  const amount = read(source, money);
  return {
    key: key.map((field) => textOf(source.read(field))),
    object: joined(object.map((field) => textOf(source.read(field)))),
    period: period === undefined ? '' : textOf(source.read(period)),
    unit: unitHere(source),
    person: textOf(read(source, person)) || null,
    money: typeof amount === 'number' ? amount : null,
  };
}

/** The unit that the record names. */
export function unitHere(source: RecordSource): string | null {
  return textOf(read(source, source.kind.definition.unit)) || null;
}

/** A rule (as it is in force here) that holds for the record on which the source stands. */
export function hitHere(source: RecordSource, rule: Rule, wording: Wording): RecordHit {
  const { operands = {} } = answerHere(source, rule);
  return {
    ...placeHere(source),
    rule: rule.id,
    operands,
    message: messageOf(rule, operands, source.kind.facts, { ...wording, masks: true }),
    reason: explainHere(source, rule, wording),
  };
}

function recordHash(source: RecordSource): string {
  const { fields } = source.kind.definition;
  const values = Object.keys(fields).map((id) => [id, source.read(id)] as const);
  const there = Object.fromEntries(values.filter(([, value]) => value !== undefined));
  return sha256Hex(PREFIX + canonical(there));
}

function read(source: RecordSource, fact: string | undefined): FactValue | undefined {
  return fact === undefined ? undefined : source.read(fact);
}

function textOf(value: FactValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? canonical(value) : String(value);
}

/** Keeps a record's hash apart from any other. */
const PREFIX = 'flowmeter/record/v1\0';

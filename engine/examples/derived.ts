/** Examples of derived facts: a small data set, the record that is asked, and what comes of it. */
import type { DerivedExample } from '../definition/examples.ts';
import type { DerivedDefinition } from '../definition/derived.ts';
import type { Pack } from '../definition/pack.ts';
import { wordsOf } from '../problem.ts';
import type { RecordSource } from '../records/record-source.ts';
import { readFact } from '../rules/operands.ts';
import { sourceAmong } from './given-records.ts';
import { parsedReading } from './reading.ts';

/** What differs from `then`, in words; empty when the example holds. */
export function checkDerivedExample(
  { record }: DerivedDefinition,
  { given, then }: DerivedExample,
  pack: Pack,
): string[] {
  if (given.ask.record !== record) return [`the facts are about ${record}`];
  const source = sourceAmong(given, pack);
  if (!source.ok) return source.problems.map((one) => `${one.at ?? ''}: ${wordsOf(one).en}`);
  const { values = {}, unknown = [] } = then;
  return [
    ...Object.entries(values).flatMap(([name, value]) => differing(source.value, name, value)),
    ...unknown.flatMap((name) => differing(source.value, name, undefined)),
  ];
}

function differing(source: RecordSource, name: string, expected: unknown): string[] {
  const { fact, params } = parsedReading(name);
  if (!Object.hasOwn(source.kind.facts, fact)) return [`there is no fact ${fact}`];
  const value = readFact(fact, params, { source, facts: source.kind.facts });
  if (value === expected) return [];
  return [`${name} is ${shown(value)}, expected ${shown(expected)}`];
}

function shown(value: unknown): string {
  return value === undefined ? 'unknown' : JSON.stringify(value);
}

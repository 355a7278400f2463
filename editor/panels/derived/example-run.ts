/** Examples of derived facts, asked as the facts are edited. */
import { DerivedExample, type ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { sourceAmong } from '@flowmeter/engine/examples/given-records.ts';
import { parsedReading } from '@flowmeter/engine/examples/reading.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { RecordSource } from '@flowmeter/engine/records/record-source.ts';
import { readFact } from '@flowmeter/engine/rules/operands.ts';

/** What an example says of one reading, and what comes of it. */
export interface Claim {
  reading: string;
  /** Undefined: it cannot be known. */
  expected: FactValue | undefined;
  actual: FactValue | undefined;
}

export interface Outcome {
  index: number;
  row: DerivedExample;
  /** What it says of the fact, with whichever arguments. */
  claims: readonly Claim[];
  /** The record that is asked; undefined where the given records do not fit. */
  source: RecordSource | undefined;
  problems: readonly Problem[];
}

/** The examples that speak of a fact; rows of another form are left out. */
export function outcomesOf(
  fact: string,
  examples: ExamplesDefinition | null,
  pack: Pack,
): Outcome[] {
  return (examples?.rows ?? []).flatMap((raw, index) => {
    const parsed = DerivedExample.safeParse(raw);
    if (!parsed.success || !speaksOf(parsed.data, fact)) return [];
    return [outcomeOf(index, parsed.data, fact, pack)];
  });
}

/** Every reading of a fact that a row says something of. */
function readingsIn({ then }: DerivedExample, fact: string): string[] {
  const named = [...Object.keys(then.values ?? {}), ...(then.unknown ?? [])];
  return named.filter((reading) => parsedReading(reading).fact === fact);
}

function speaksOf(row: DerivedExample, fact: string): boolean {
  return readingsIn(row, fact).length > 0;
}

function outcomeOf(index: number, row: DerivedExample, fact: string, pack: Pack): Outcome {
  const found = sourceAmong(row.given, pack);
  const source = found.ok ? found.value : undefined;
  const { values = {} } = row.then;
  const claims = readingsIn(row, fact).map((reading) => ({
    reading,
    expected: Object.hasOwn(values, reading) ? values[reading] : undefined,
    actual: source && valueOf(reading, source),
  }));
  return { index, row, claims, source, problems: found.ok ? [] : found.problems };
}

function valueOf(reading: string, source: RecordSource): FactValue | undefined {
  const { fact, params } = parsedReading(reading);
  const { facts } = source.kind;
  return fact in facts ? readFact(fact, params, { source, facts }) : undefined;
}

export function holds({ claims }: Outcome): boolean {
  return claims.every(({ expected, actual }) => expected === actual);
}

/** The row with something else said of a reading; undefined: that it cannot be known. */
export function withClaim(
  row: DerivedExample,
  reading: string,
  expected: string | number | boolean | null | undefined,
): DerivedExample {
  const { [reading]: _, ...values } = row.then.values ?? {};
  const unknown = (row.then.unknown ?? []).filter((one) => one !== reading);
  const said = expected === undefined ? values : { ...values, [reading]: expected };
  const open = expected === undefined ? [...unknown, reading] : unknown;
  return {
    ...row,
    then: {
      ...(Object.keys(said).length > 0 && { values: said }),
      ...(open.length > 0 && { unknown: open }),
    },
  };
}

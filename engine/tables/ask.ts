/** Asking tables on a record's behalf: the fact `<table>.<output>`. */
import type { FactDictionary } from '../case/forms.ts';
import type { FactValue } from '../definition/facts.ts';
import { hashOf } from '../definition/hash.ts';
import type { TableDefinition } from '../definition/table.ts';
import type { Reason } from '../rules/explain.ts';
import type { FactSource } from '../rules/source.ts';
import type { Wording } from '../rules/words.ts';
import { compileTable, type CompiledTable } from './compile.ts';
import { decide, decideRecord, givenBy } from './decide.ts';
import { explainDecision } from './explain.ts';

/** The tables that a record may ask, each in the version that counts for it. */
export interface Tables {
  get(id: string): CompiledTable | undefined;
  hashOf(id: string): string | undefined;
  /** What their inputs name. */
  facts: FactDictionary;
}

/** Each is compiled when it is first asked. */
export function tablesOf(definitions: readonly TableDefinition[], facts: FactDictionary): Tables {
  const byId = new Map(definitions.map((one) => [one.id, one]));
  const compiled = new Map<string, CompiledTable>();
  return {
    facts,
    get: (id) => {
      const table = byId.get(id);
      const known = compiled.get(id);
      if (known !== undefined || table === undefined) return known;
      const made = compileTable(table, facts);
      compiled.set(id, made);
      return made;
    },
    hashOf: (id) => {
      const table = byId.get(id);
      return table && hashOnce(table);
    },
  };
}

/** The tables with these versions in place of those of the same id. */
export function withVersions(tables: Tables, versions: readonly TableDefinition[]): Tables {
  if (versions.length === 0) return tables;
  const kept = tablesOf(versions, tables.facts);
  return {
    facts: tables.facts,
    get: (id) => kept.get(id) ?? tables.get(id),
    hashOf: (id) => kept.hashOf(id) ?? tables.hashOf(id),
  };
}

/**
 * What the table says of the record; undefined where it is not known: inputs are missing, no row matches
 * though there is always to be one, or rows match together that must not.
 */
export function readOutput(
  tables: Tables,
  fact: string,
  source: FactSource,
  day: string | undefined,
): FactValue | undefined {
  const asked = tableNamed(tables, fact);
  if (asked === undefined) return undefined;
  const decision = decideRecord(asked.compiled, source, tables.facts, day);
  return 'values' in decision ? decision.values[asked.output] : undefined;
}

/** The facts for want of which a table says nothing; undefined where that is not the cause. */
export function missingFor(
  tables: Tables,
  fact: string,
  source: FactSource,
  day: string | undefined,
): string[] | undefined {
  const asked = tableNamed(tables, fact);
  if (asked === undefined) return undefined;
  const decision = decideRecord(asked.compiled, source, tables.facts, day);
  if (decision.kind !== 'unknown') return undefined;
  const lacking = asked.compiled.columns.filter(({ column }) =>
    decision.missing.includes(column.id),
  );
  return lacking.flatMap(({ column }) => {
    const input = column.fact ?? column.id;
    return missingFor(tables, input, source, day) ?? [input];
  });
}

/** Which rows of the table matched, or why none did. */
export function reasonFor(
  tables: Tables,
  fact: string,
  source: FactSource,
  { day, wording }: { day: string | undefined; wording: Wording },
): Reason | undefined {
  const asked = tableNamed(tables, fact);
  if (asked === undefined) return undefined;
  const given = givenBy(asked.compiled, source, tables.facts, day);
  return explainDecision(asked.compiled, given, decide(asked.compiled, given), wording);
}

function tableNamed(tables: Tables, fact: string) {
  const dot = fact.indexOf('.');
  const compiled = dot < 0 ? undefined : tables.get(fact.slice(0, dot));
  const output = compiled?.table.outputs.findIndex(({ id }) => id === fact.slice(dot + 1)) ?? -1;
  return compiled === undefined || output < 0 ? undefined : { compiled, output };
}

const hashes = new WeakMap<TableDefinition, string>();

function hashOnce(table: TableDefinition): string {
  const known = hashes.get(table) ?? hashOf(table);
  hashes.set(table, known);
  return known;
}

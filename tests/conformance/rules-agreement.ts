/**
 * One meaning, however a rule is asked: the reference interpreter, json-rules-engine (where all facts are
 * there; elsewhere it has no answer that is ours), one record at a time, batches of objects, columns. Rule
 * sets and records are made from a seed; records hold anything that JSON, a bad import or a bug could leave
 * in them.
 */
import { evaluateRecords } from '@flowmeter/engine/columns/batch.ts';
import { hasRow } from '@flowmeter/engine/columns/bitmap.ts';
import type { ColumnTable } from '@flowmeter/engine/columns/column.ts';
import { evaluateColumns } from '@flowmeter/engine/columns/evaluate.ts';
import type { RuleRows } from '@flowmeter/engine/columns/stretches.ts';
import { columnOf } from '@flowmeter/engine/columns/write.ts';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { Truth } from '@flowmeter/engine/flow/outcome.ts';
import { compileRules, run, type Answered, type Asked } from '@flowmeter/engine/rules/compile.ts';
import { askLibrary } from '@flowmeter/engine/rules/evaluate.ts';
import { interpret } from '@flowmeter/engine/rules/interpret.ts';
import { valuesSource } from '@flowmeter/engine/rules/source.ts';
import { chance } from '../support/chance.ts';
import { hostileFacts, hostileRecord, hostileRules } from './hostile-rules.ts';

export interface Extent {
  seed: number;
  sets: number;
  /** For each set. */
  records: number;
}

export interface Agreement {
  /** Pairs of a rule set and a record. */
  pairs: number;
  /** Answers of a rule about a record, as many in each way. */
  answers: number;
  /** Those that the library gives too. */
  confirmed: number;
}

/** Throws where two ways disagree, with the seed of the set. */
export async function compareWays({ seed, sets, records }: Extent): Promise<Agreement> {
  const total: Agreement = { pairs: 0, answers: 0, confirmed: 0 };
  for (let set = 0; set < sets; set++) {
    const next = chance(seed + set);
    const rules = hostileRules(next);
    const asked = Array.from({ length: records }, () => hostileRecord(next));
    const truths = compareOurs(rules, asked, `seed ${seed + set}`);
    total.confirmed += await compareLibrary(rules, asked, truths);
    total.pairs += asked.length;
    total.answers += rules.length * asked.length;
  }
  return total;
}

/** The interpreter's answers, record by record, rule by rule. */
function compareOurs(rules: readonly Asked[], records: readonly FactValues[], of: string) {
  const program = compileRules(rules, hostileFacts);
  const batch = evaluateRecords(program, records);
  const columns = evaluateColumns(program, tableOf(records));
  return records.map((record, row) => {
    const source = valuesSource(record);
    const online = run(program, source);
    return rules.map(({ condition, params }, rule) => {
      const truth = interpret(condition, { source, facts: hostileFacts, params });
      const said = [answered(online, rule), truthAt(batch, rule, row), truthAt(columns, rule, row)];
      if (said.some((one) => one !== truth)) {
        const what = JSON.stringify({ condition, params, record });
        throw new Error(
          `${of}: ${truth}, but one by one, batch, columns say ${said.join()}: ${what}`,
        );
      }
      return truth;
    });
  });
}

async function compareLibrary(
  rules: readonly Asked[],
  records: readonly FactValues[],
  truths: readonly Truth[][],
): Promise<number> {
  let confirmed = 0;
  for (const [row, record] of records.entries()) {
    const said = await askLibrary(rules, valuesSource(record), hostileFacts);
    for (const [rule, { id, condition, params }] of rules.entries()) {
      if (said[id] === undefined) continue;
      confirmed++;
      if (said[id] === truths[row]?.[rule]) continue;
      const what = JSON.stringify({ condition, params, record });
      throw new Error(`json-rules-engine says ${said[id]}, we ${truths[row]?.[rule]}: ${what}`);
    }
  }
  return confirmed;
}

function answered({ hits, unknown }: Answered, rule: number): Truth {
  if (hits.includes(rule)) return true;
  return unknown.includes(rule) ? 'unknown' : false;
}

function truthAt(rows: readonly RuleRows[], rule: number, row: number): Truth {
  const { hits, unknown } = rows[rule] as RuleRows;
  if (hasRow(hits, row)) return true;
  return hasRow(unknown, row) ? 'unknown' : false;
}

function tableOf(records: readonly FactValues[]): ColumnTable {
  const columns = Object.entries(hostileFacts).map(([id, { type }]) => {
    const values = records.map((record) => valuesSource(record).read(id));
    return [id, columnOf(type, values)] as const;
  });
  return { rows: records.length, columns: new Map(columns) };
}

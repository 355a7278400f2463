/**
 * Fifty rules with about 240 conditions over 29 facts, asked in every way we have and beside the peers, in
 * one run: contenders take turns, a ratio is the median of the rounds' ratios. All answers are compared
 * with the reference interpreter's before anything is timed. Everything runs on one core.
 */
import { countRows, hasRow } from '@flowmeter/engine/columns/bitmap.ts';
import { evaluateRecords } from '@flowmeter/engine/columns/batch.ts';
import { sliceTable } from '@flowmeter/engine/columns/column.ts';
import { evaluateColumns } from '@flowmeter/engine/columns/evaluate.ts';
import type { RuleRows } from '@flowmeter/engine/columns/stretches.ts';
import { whatIf } from '@flowmeter/engine/columns/what-if.ts';
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import { compileRules, run } from '@flowmeter/engine/rules/compile.ts';
import { interpret } from '@flowmeter/engine/rules/interpret.ts';
import { valuesSource } from '@flowmeter/engine/rules/source.ts';
import { median, rounded, type Figure } from './figures.ts';
import { auditByHand, type HandRecord } from './rules-by-hand.ts';
import {
  askJsonLogic,
  askJsonRulesEngine,
  askZen,
  withDayNumbers,
  type Ask,
} from './rules-peers.ts';
import { dictionary, recordColumns, recordObjects } from './rules-records.ts';
import { conditionCount, rules } from './rules-set.ts';

const SEED = 20_261_123;
const RECORDS = 20_000;
const ROWS = 1_000_000;
const MANY_ROWS = 10_000_000;
const ROUNDS = 9;

/** How many records a contender takes in a round, and how it asks them. */
interface Contender {
  records: number;
  ask: () => unknown;
}

export async function measureRules(): Promise<Figure[]> {
  const table = recordColumns(ROWS, SEED);
  const records = recordObjects(sliceTable(table, [0, RECORDS]));
  const program = compileRules(rules, dictionary);
  const sources = records.map(valuesSource);
  const hits = new Int32Array(2);
  const peers = peersFor(records);
  await compareAnswers(records, peers);
  const contenders: Record<string, Contender> = {
    online: { records: RECORDS, ask: () => sources.forEach((one) => run(program, one)) },
    batch: { records: RECORDS, ask: () => evaluateRecords(program, records) },
    columns: { records: ROWS, ask: () => evaluateColumns(program, table) },
    hand: {
      records: RECORDS,
      ask: () => records.forEach((one) => auditByHand(one as unknown as HandRecord, hits)),
    },
    ...Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, contenderOf(peer)])),
  };
  const rates = await takeTurns(contenders);
  const zen = 'zen' in peers ? [ratio('rules_online_vs_zen', rates, 'online', 'zen')] : [];
  return [
    ratio('rules_online_vs_json_rules_engine', rates, 'online', 'json_rules_engine'),
    ...zen,
    ratio('rules_online_vs_json_logic', rates, 'online', 'json_logic'),
    ratio('rules_batch_vs_json_rules_engine', rates, 'batch', 'json_rules_engine'),
    ratio('rules_columns_vs_json_rules_engine', rates, 'columns', 'json_rules_engine'),
    ratio('rules_columns_vs_handwritten', rates, 'columns', 'hand'),
    measureWhatIf(),
  ];
}

const names: Readonly<Record<string, string>> = {
  json_rules_engine: 'json-rules-engine 7: one engine, a run a record',
  zen: 'zen-engine 2: one decision with an expression a rule',
  json_logic: 'json-logic-engine 5, compiled',
  hand: 'a function written by hand, over objects',
};

interface Peer {
  ask: Ask;
  /** Records as that peer takes them; no more than it can do in a round. */
  records: readonly FactValues[];
}

function peersFor(records: readonly FactValues[]): Record<string, Peer> {
  const withDays = records.map(withDayNumbers);
  const zen = askZen(rules);
  return {
    json_rules_engine: { ask: askJsonRulesEngine(rules), records: records.slice(0, 200) },
    json_logic: { ask: askJsonLogic(rules), records: withDays },
    ...(zen && { zen: { ask: zen, records: withDays.slice(0, 2000) } }),
  };
}

function contenderOf({ ask, records }: Peer): Contender {
  const askAll = async () => {
    for (const one of records) await ask(one);
  };
  return { records: records.length, ask: askAll };
}

/** Records a second, round by round. */
async function takeTurns(
  contenders: Record<string, Contender>,
): Promise<Record<string, readonly number[]>> {
  const rates = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let round = -1; round < ROUNDS; round++) {
    for (const [name, { records, ask }] of Object.entries(contenders)) {
      const begin = performance.now();
      await ask();
      const rate = (records * 1000) / (performance.now() - begin);
      if (round >= 0) rates[name]?.push(rate);
    }
  }
  return rates;
}

function ratio(
  name: string,
  rates: Readonly<Record<string, readonly number[]>>,
  ours: string,
  peer: string,
): Figure {
  const [one = [], other = []] = [rates[ours], rates[peer]];
  const ratios = one.map((rate, round) => rate / (other[round] ?? Number.NaN));
  return {
    name,
    value: rounded(median(ratios)),
    unit: 'x',
    peer: names[peer] ?? peer,
    detail: `${middle(one)} records/s beside ${middle(other)}; ${rules.length} rules, ${conditionCount} conditions`,
  };
}

function middle(rates: readonly number[]): string {
  return rounded(median(rates)).toLocaleString('en');
}

/** A rule that has another threshold besides, over ten million rows: what is gained and lost. */
function measureWhatIf(): Figure {
  const table = recordColumns(MANY_ROWS, SEED);
  const without = process.memoryUsage().rss;
  const before = evaluateColumns(compileRules(rules, dictionary), table);
  const used = process.memoryUsage().rss - without;
  const seconds = rules.slice(0, ROUNDS).map(({ id, condition }, place) => {
    const more: Condition = { fact: 'kwh', operator: 'lessThan', value: 9000 };
    const changed = { id, condition: { all: [condition, more] } };
    const begin = performance.now();
    const kept = before[place] as RuleRows;
    const { now, lost } = whatIf(kept, changed, { facts: dictionary, table });
    const isRight = countRows(now.hits) + countRows(lost) === countRows(kept.hits);
    if (!isRight) throw new Error(`${id}: rows are neither kept nor lost`);
    return (performance.now() - begin) / 1000;
  });
  return {
    name: 'whatif_10m_seconds',
    value: rounded(median(seconds)),
    unit: 's',
    peer: 'one second, in which somebody who tries a threshold is answered',
    detail: `all ${rules.length} rules took ${Math.round(used / 2 ** 20)} MB beside the data`,
  };
}

/** Every contender has the answers of the reference interpreter, record by record, rule by rule. */
async function compareAnswers(
  records: readonly FactValues[],
  peers: Record<string, Peer>,
): Promise<void> {
  const program = compileRules(rules, dictionary);
  const sources = records.map(valuesSource);
  const wanted = sources.map((source) =>
    placesWhere((place) => {
      const condition = rules[place]?.condition;
      return (
        condition !== undefined && interpret(condition, { source, facts: dictionary }) === true
      );
    }),
  );
  const batch = evaluateRecords(program, records);
  const columns = evaluateColumns(program, recordColumns(records.length, SEED));
  const hits = new Int32Array(2);
  for (const [row, record] of records.entries()) {
    auditByHand(record as unknown as HandRecord, hits);
    const isHit = (rows: readonly RuleRows[]) => (place: number) =>
      hasRow((rows[place] as RuleRows).hits, row);
    const found = {
      online: run(program, sources[row] as (typeof sources)[number]).hits,
      batch: placesWhere(isHit(batch)),
      columns: placesWhere(isHit(columns)),
      hand: placesWhere((place) => (((hits[place >> 5] ?? 0) >>> (place & 31)) & 1) === 1),
    };
    for (const [name, places] of Object.entries(found)) expectSame(name, row, places, wanted[row]);
  }
  for (const [name, { ask, records: asked }] of Object.entries(peers)) {
    for (const [row, record] of asked.entries()) {
      expectSame(name, row, await ask(record), wanted[row]);
    }
  }
}

function placesWhere(holds: (place: number) => boolean): number[] {
  return [...rules.keys()].filter(holds);
}

function expectSame(
  name: string,
  row: number,
  found: readonly number[],
  wanted: readonly number[] = [],
): void {
  const said = found.toSorted((a, b) => a - b).join(' ');
  const meant = wanted.toSorted((a, b) => a - b).join(' ');
  if (said !== meant) throw new Error(`${name} answers record ${row} with ${said}, not ${meant}`);
}

/** Figures worked out again from what was read of the records behind them. */
import type { LineOf } from '@flowmeter/engine/audit-log/bundle.ts';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { measure, type IndicatorRecord } from '@flowmeter/engine/indicators/measure.ts';
import { scoreIndicator } from '@flowmeter/engine/indicators/score.ts';
import { factsAbout } from '@flowmeter/engine/records/facts-about.ts';
import { valuesSource } from '@flowmeter/engine/rules/source.ts';
import { finding, type Finding } from './findings.ts';

export interface ResultCheck {
  judge(result: LineOf<'result'>, records: readonly LineOf<'record'>[]): Finding[];
}

/** `definitions`: all in the bundle by hash; `inForce`: hashes of those in force when it was made. */
export function checkResults(
  definitions: ReadonlyMap<string, Definition>,
  inForce: ReadonlySet<string>,
  zone: string,
): ResultCheck {
  let made: Pack | undefined;
  const pack = () => {
    return {
      definitions: [...definitions].flatMap(([hash, one]) => (inForce.has(hash) ? [one] : [])),
    };
  };
  return {
    judge: (result, records) => {
      const { hash, period } = result;
      const place = { zh: `指标 ${result.indicator}`, en: `indicator ${result.indicator}` };
      const read = IndicatorDefinition.safeParse(definitions.get(hash));
      if (!read.success) return [finding('definition_missing', place, { hash })];
      if (!inForce.has(hash)) return [finding('result_unapproved', place, { hash })];
      if (records.length !== result.records) {
        return [finding('records_missing', place, { found: records.length, said: result.records })];
      }
      made ??= pack();
      const facts = factsAbout(read.data.over.record, made);
      const context = { facts, zone, ...(period === null ? {} : { period }) };
      const found = measure(read.data, records.map(recordOf), context);
      const { score } = scoreIndicator(read.data, found.value, found.n);
      const again = figure({ ...found, score });
      const said = figure(result);
      return again === said ? [] : [finding('result_differs', place, { found: again, said })];
    },
  };
}

function recordOf({ values }: LineOf<'record'>): IndicatorRecord {
  return { ref: { caseId: '' }, source: valuesSource(values as FactValues) };
}

function figure({
  value,
  n,
  unknown,
  score,
}: Pick<LineOf<'result'>, 'value' | 'n' | 'unknown' | 'score'>): string {
  return `${value} (n=${n}, ?=${unknown}, ${score})`;
}

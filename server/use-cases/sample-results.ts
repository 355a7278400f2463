/**
 * Figures for a bundle, each with the records that it is made of and what was read of them, so that it
 * can be worked out again elsewhere. Which ones is said by the log itself: nobody picks them.
 */
import type { LineOf } from '@flowmeter/engine/audit-log/bundle.ts';
import { localDay } from '@flowmeter/engine/calendar/working-time.ts';
import { sha256Hex } from '@flowmeter/engine/definition/hash.ts';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { createTally, type IndicatorRecord } from '@flowmeter/engine/indicators/measure.ts';
import { periodOf, previousPeriod, type Period } from '@flowmeter/engine/indicators/period.ts';
import { scoreIndicator } from '@flowmeter/engine/indicators/score.ts';
import { isErased } from '@flowmeter/engine/privacy/erased.ts';
import { readingName } from '@flowmeter/engine/rules/source.ts';
import type { Deps } from '../deps.ts';
import { contextsOf, scopeOf } from './figures.ts';
import { recordsIn } from './indicator-records.ts';

/** How many figures at most, … */
const FIGURES = 12;
/** … and of how many records. Over all time, else of the last month; what has more even then is left out. */
const MOST_RECORDS = 2000;

/** A value of no type: not known, here as there. */
const GONE = { erased: true };

type ResultLine = LineOf<'result'> | LineOf<'record'>;

export async function* resultLines(
  deps: Deps,
  { log, size, at, zone }: LineOf<'bundle'>,
): AsyncGenerator<ResultLine> {
  const chosen = all(deps.inForce.pack(), 'indicator')
    .map((indicator) => ({ indicator, place: sha256Hex(`${log} ${size} ${indicator.id}`) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, FIGURES);
  const month = previousPeriod(periodOf('month', localDay({ zone }, at)));
  for (const { indicator } of chosen) {
    const lines =
      (await figureLines(deps, indicator, undefined)) ??
      (await figureLines(deps, indicator, month));
    yield* lines ?? [];
  }
}

/** Undefined where it is made of too many records. */
async function figureLines(
  deps: Deps,
  indicator: IndicatorDefinition,
  period: Period | undefined,
): Promise<ResultLine[] | undefined> {
  const active = deps.inForce.active('indicator', indicator.id);
  const periods = period === undefined ? [] : [period];
  const [context] = contextsOf(deps, indicator, periods);
  if (active === undefined || context === undefined) return undefined;
  const tally = createTally(indicator, context);
  const records: LineOf<'record'>[] = [];
  const scope = scopeOf(deps, [indicator], {}, periods);
  for await (const { record } of recordsIn(deps, indicator, scope)) {
    const { heard, values } = listenTo(record);
    if (tally.add(heard) === undefined) continue;
    if (records.length === MOST_RECORDS) return undefined;
    records.push({ type: 'record', ref: { ...record.ref }, values });
  }
  const measured = tally.result();
  const result: LineOf<'result'> = {
    type: 'result',
    indicator: indicator.id,
    hash: active.hash,
    units: null,
    period: period === undefined ? null : { from: period.from, to: period.to },
    ...measured,
    score: scoreIndicator(indicator, measured.value, measured.n).score,
    records: records.length,
  };
  return [result, ...records];
}

/** The record, and what has been read of it. */
function listenTo(record: IndicatorRecord) {
  const values: Record<string, unknown> = {};
  const heard: IndicatorRecord = {
    ref: record.ref,
    source: {
      read: (fact, params) => {
        const value = record.source.read(fact, params);
        if (value !== undefined) values[readingName(fact, params)] = isErased(value) ? GONE : value;
        return value;
      },
    },
  };
  return { heard, values };
}

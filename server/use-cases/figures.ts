/** Figures of several indicators from one pass over the records they are about. */
import { dayNumber, dayStartMs, instantText } from '@flowmeter/engine/calendar/zone.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { factsAbout } from '@flowmeter/engine/records/facts-about.ts';
import {
  createTally,
  type Measured,
  type MeasureContext,
  type Tally,
} from '@flowmeter/engine/indicators/measure.ts';
import type { Period } from '@flowmeter/engine/indicators/period.ts';
import type { Deps } from '../deps.ts';
import { zoneOf } from '../names.ts';
import { measuredImported } from './measured-imports.ts';
import {
  flowsOf,
  isOfCases,
  measuredCases,
  measuredFindings,
  type RecordScope,
} from './measured-records.ts';

export interface FigureScope {
  units?: readonly string[] | undefined;
  log?: string | undefined;
  /** The definitions that say what facts are; those in force when absent. */
  pack?: Pack | undefined;
}

/** The figures of each indicator, in the order of `periods`; no periods: over all time, once. */
export async function figuresOf(
  deps: Deps,
  indicators: readonly IndicatorDefinition[],
  scope: FigureScope,
  periods: readonly Period[] = [],
): Promise<Map<string, Measured[]>> {
  const tallies = indicators.map((indicator) => ({
    indicator,
    tallies: contextsOf(deps, indicator, periods, scope.pack).map((context) =>
      createTally(indicator, context),
    ),
  }));
  const over = Map.groupBy(tallies, ({ indicator }) => passOf(indicator));
  for (const [pass, some] of over) {
    if (pass === 'case') await tallyCases(deps, some, scope, periods);
    else if (pass === 'finding') await tallyFindings(deps, some, scope);
    else await tallyImported(deps, pass, some, scope);
  }
  return new Map(
    tallies.map(({ indicator, tallies: each }) => [indicator.id, each.map((one) => one.result())]),
  );
}

/** Cases and their visits are passed over together, findings by themselves, so is each imported kind. */
function passOf({ over: { record } }: IndicatorDefinition): string {
  return record === 'step' ? 'case' : record;
}

/** What an indicator's records are judged by: once for each period, or once over all time. */
export function contextsOf(
  { inForce }: Deps,
  { over: { record } }: IndicatorDefinition,
  periods: readonly Period[],
  pack: Pack = inForce.pack(),
): MeasureContext[] {
  const context = { facts: factsAbout(record, pack), zone: zoneOf(inForce) };
  return periods.length === 0 ? [context] : periods.map((period) => ({ ...context, period }));
}

/** Is the indicator about cases of this flow or imported log? */
export function isAbout({ over }: IndicatorDefinition, flow: string): boolean {
  return over.flows === undefined || over.flows.includes(flow);
}

/** The first instants of a period and of what follows it. */
export function boundsOf(zone: string, { from, to }: Period): { from: Instant; until: Instant } {
  const start = (day: number) => instantText(dayStartMs(zone, day));
  return { from: start(dayNumber(from) ?? 0), until: start((dayNumber(to) ?? 0) + 1) };
}

/** Which cases need to be looked at for these indicators and periods. */
export function scopeOf(
  deps: Deps,
  indicators: readonly IndicatorDefinition[],
  { units, log, pack }: FigureScope,
  periods: readonly Period[],
): RecordScope {
  const flows = log === undefined ? flowsOf(indicators) : [log];
  const scope: RecordScope = { units, log, pack, flows };
  const bounded = indicators.every(({ over }) => WITHIN_CASE.has(over.period_by));
  if (periods.length === 0 || !bounded) return scope;
  const bounds = periods.map((period) => boundsOf(zoneOf(deps.inForce), period));
  return {
    ...scope,
    endedFrom: bounds.map(({ from }) => from).toSorted()[0],
    openedBefore: bounds
      .map(({ until }) => until)
      .toSorted()
      .at(-1),
  };
}

/** Moments that lie between a case's beginning and its end. */
const WITHIN_CASE: ReadonlySet<string> = new Set([
  'accepted_at',
  'finished_at',
  'arrived_at',
  'claimed_at',
  'submitted_at',
]);

interface Tallied {
  indicator: IndicatorDefinition;
  tallies: Tally[];
}

async function tallyCases(
  deps: Deps,
  tallied: readonly Tallied[],
  scope: FigureScope,
  periods: readonly Period[],
): Promise<void> {
  const indicators = tallied.map(({ indicator }) => indicator);
  for await (const { state, records } of measuredCases(
    deps,
    scopeOf(deps, indicators, scope, periods),
  )) {
    for (const { indicator, tallies } of tallied) {
      const { record } = indicator.over;
      if (!isOfCases(record) || !isAbout(indicator, state.flow.id)) continue;
      for (const one of records[record]()) for (const tally of tallies) tally.add(one);
    }
  }
}

async function tallyFindings(
  deps: Deps,
  tallied: readonly Tallied[],
  scope: FigureScope,
): Promise<void> {
  const flows = flowsOf(tallied.map(({ indicator }) => indicator));
  for await (const { row, record } of measuredFindings(deps, { ...scope, flows })) {
    for (const { indicator, tallies } of tallied) {
      if (!isAbout(indicator, row.flow_id)) continue;
      for (const tally of tallies) tally.add(record);
    }
  }
}

async function tallyImported(
  deps: Deps,
  kind: string,
  tallied: readonly Tallied[],
  scope: FigureScope,
): Promise<void> {
  for await (const { record } of measuredImported(deps, kind, scope)) {
    for (const { tallies } of tallied) for (const tally of tallies) tally.add(record);
  }
}

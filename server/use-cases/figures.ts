/** Figures of several indicators from one pass over the records they are about. */
import { dayNumber, dayStartMs, instantText } from '@flowmeter/engine/calendar/zone.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { askableFacts } from '@flowmeter/engine/tables/facts.ts';
import {
  createTally,
  type Measured,
  type MeasureContext,
  type Tally,
} from '@flowmeter/engine/indicators/measure.ts';
import type { Period } from '@flowmeter/engine/indicators/period.ts';
import type { Deps } from '../deps.ts';
import { zoneOf } from '../names.ts';
import { flowsOf, measuredCases, measuredFindings, type RecordScope } from './measured-records.ts';

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
  const contexts = contextsOf(deps, periods, scope.pack);
  const tallies = indicators.map((indicator) => ({
    indicator,
    tallies: contexts.map((context) => createTally(indicator, context)),
  }));
  const overFindings = tallies.filter(({ indicator }) => indicator.over.record === 'finding');
  const overCases = tallies.filter(({ indicator }) => indicator.over.record !== 'finding');
  if (overCases.length > 0) await tallyCases(deps, overCases, scope, periods);
  if (overFindings.length > 0) await tallyFindings(deps, overFindings, scope);
  return new Map(
    tallies.map(({ indicator, tallies: each }) => [indicator.id, each.map((one) => one.result())]),
  );
}

/** What records are judged by: once for each period, or once over all time. */
export function contextsOf(
  { inForce }: Deps,
  periods: readonly Period[],
  pack: Pack = inForce.pack(),
): MeasureContext[] {
  const context = { facts: askableFacts(pack), zone: zoneOf(inForce) };
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
  { units, log }: FigureScope,
  periods: readonly Period[],
): RecordScope {
  const scope: RecordScope = { units, log, flows: log === undefined ? flowsOf(indicators) : [log] };
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
      if (record === 'finding' || !isAbout(indicator, state.flow.id)) continue;
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

/** Scorecards of a period, and the indicators over one log or flow. */
import { localDay } from '@flowmeter/engine/calendar/working-time.ts';
import { instantText } from '@flowmeter/engine/calendar/zone.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type {
  IndicatorDefinition,
  ScorecardDefinition,
} from '@flowmeter/engine/definition/indicator.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { isBuiltinRecord } from '@flowmeter/engine/definition/ruleset.ts';
import type { Measured } from '@flowmeter/engine/indicators/measure.ts';
import {
  parsePeriod,
  periodOf,
  previousPeriod,
  type Period,
} from '@flowmeter/engine/indicators/period.ts';
import {
  scoreCard,
  scoreIndicator,
  type ScorecardScore,
} from '@flowmeter/engine/indicators/score.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { definitionsAt, type DefinitionsThen } from '../definitions-then.ts';
import { zoneOf } from '../names.ts';
import { boundsOf, figuresOf } from './figures.ts';

export interface ScoredIndicator {
  indicator: IndicatorDefinition;
  hash: string;
  now: Measured;
  before: Measured;
  score: number | null;
}

export interface Scored {
  scorecard: ScorecardDefinition;
  hash: string;
  period: Period;
  indicators: Map<string, ScoredIndicator>;
  result: ScorecardScore;
}

/** Everybody sees the scorecards of their unit and below; those of everything, who sees everything. */
export function scorecardsFor(deps: Deps, actor: Actor): ScorecardDefinition[] {
  return all(deps.inForce.pack(), 'scorecard').filter((one) => maySee(deps, actor, one.unit));
}

/**
 * The scorecard of a period (`2026-11`), of the current one when it is not given, by the definitions that
 * counted at its end.
 */
export async function scorePeriod(
  deps: Deps,
  actor: Actor,
  id: string,
  asked: string | undefined,
): Promise<Result<Scored>> {
  const now = deps.inForce.active('scorecard', id)?.definition;
  if (now?.kind !== 'scorecard' || !maySee(deps, actor, now.unit))
    return failed(problem('definition_not_found'));
  const period = periodAsked(deps, now, asked);
  if (!period.ok) return period;
  const then = await definitionsAt(deps, lastInstantOf(deps, period.value));
  if (!then.ok) return then;
  const counting = then.value.active('scorecard', id);
  if (counting?.definition.kind !== 'scorecard') return failed(problem('definition_not_found'));
  const scorecard = counting.definition;
  if (!maySee(deps, actor, scorecard.unit)) return failed(problem('definition_not_found'));
  const indicators = await scoreIndicators(deps, scorecard, period.value, then.value);
  const scores = Object.fromEntries([...indicators].map(([key, { score }]) => [key, score]));
  const result = scoreCard(scorecard, scores);
  return ok({ scorecard, hash: counting.hash, period: period.value, indicators, result });
}

/** The last moment of a period: what counts then counts for all of it. */
export function lastInstantOf({ inForce }: Deps, period: Period): Instant {
  const { until } = boundsOf(zoneOf(inForce), period);
  return instantText(Date.parse(until) - 1);
}

export interface LogFigure {
  indicator: IndicatorDefinition;
  measured: Measured;
}

/**
 * Figures over an imported log, or over the cases of a flow, in all time: of the indicators that name
 * it, and of those that are about everything and find something in it.
 */
export async function figuresAbout(deps: Deps, actor: Actor, about: string): Promise<LogFigure[]> {
  const log = await deps.store.history.log(about);
  const indicators = all(deps.inForce.pack(), 'indicator')
    .filter(({ over }) => isBuiltinRecord(over.record) && (over.flows?.includes(about) ?? true))
    .map((one) => ({ ...one, over: { ...one.over, flows: [about] } }));
  const scope = { units: [...actor.sees], log: log?.id };
  const figures = await figuresOf(deps, indicators, scope);
  return indicators
    .map((indicator) => ({ indicator, measured: figures.get(indicator.id)?.[0] ?? NOTHING }))
    .filter(({ indicator, measured }) => measured.n > 0 || names(deps, indicator, about));
}

const NOTHING: Measured = { value: null, n: 0, unknown: 0 };

/** Does the indicator in force name this flow or log? */
function names(deps: Deps, { id }: IndicatorDefinition, about: string): boolean {
  const definition = deps.inForce.active('indicator', id)?.definition;
  return definition?.kind === 'indicator' && definition.over.flows?.includes(about) === true;
}

/** Figures of a unit, or (undefined) of everything: only for those who see all of it. */
export function maySee({ inForce }: Deps, actor: Actor, unit: string | undefined): boolean {
  if (unit !== undefined) return actor.sees.has(unit);
  return inForce.organisation()?.units.every(({ id }) => actor.sees.has(id)) ?? false;
}

function periodAsked(
  deps: Deps,
  { period: kind }: ScorecardDefinition,
  asked: string | undefined,
): Result<Period> {
  if (asked === undefined) {
    const today = localDay({ zone: zoneOf(deps.inForce) }, instantOf(deps.clock));
    return ok(periodOf(kind, today));
  }
  const period = parsePeriod(asked);
  if (!period.ok || period.value.kind === kind) return period;
  return failed(problem('bad_date', { value: asked }));
}

async function scoreIndicators(
  deps: Deps,
  { items, unit }: ScorecardDefinition,
  period: Period,
  { active: counting, pack, unitsBelow }: DefinitionsThen,
): Promise<Map<string, ScoredIndicator>> {
  const indicators = items.flatMap(({ indicator: id }) => {
    const active = counting('indicator', id);
    return active?.definition.kind === 'indicator'
      ? [{ indicator: active.definition, hash: active.hash }]
      : [];
  });
  const units = unit === undefined ? undefined : [...unitsBelow(unit)];
  const figures = await figuresOf(
    deps,
    indicators.map(({ indicator }) => indicator),
    { units, pack },
    [period, previousPeriod(period)],
  );
  return new Map(
    indicators.map(({ indicator, hash }) => {
      const [now = NOTHING, before = NOTHING] = figures.get(indicator.id) ?? [];
      const { score } = scoreIndicator(indicator, now.value, now.n);
      return [indicator.id, { indicator, hash, now, before, score }];
    }),
  );
}

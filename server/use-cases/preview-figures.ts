/**
 * Figures of an indicator or scorecard as it is being written, over past periods: each by what counted at
 * its end, with the draft in place of its own version, beside that version. Nothing is stored, and only
 * records that the person may see are counted.
 */
import { localDay } from '@flowmeter/engine/calendar/working-time.ts';
import type {
  IndicatorDefinition,
  ScorecardDefinition,
} from '@flowmeter/engine/definition/indicator.ts';
import { withDefinition } from '@flowmeter/engine/definition/pack.ts';
import { parseDefinition } from '@flowmeter/engine/definition/parse.ts';
import { checkIndicator } from '@flowmeter/engine/indicators/check.ts';
import type { Measured } from '@flowmeter/engine/indicators/measure.ts';
import { lastPeriods, type Period, type PeriodKind } from '@flowmeter/engine/indicators/period.ts';
import { readsOf } from '@flowmeter/engine/indicators/reads.ts';
import {
  type IndicatorScore,
  scoreCard,
  type ScorecardScore,
  scoreIndicator,
} from '@flowmeter/engine/indicators/score.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import { factsAbout } from '@flowmeter/engine/records/facts-about.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { definitionsAt, type DefinitionsThen } from '../definitions-then.ts';
import { zoneOf } from '../names.ts';
import { seesPersonal } from '../show/record.ts';
import { figuresOf } from './figures.ts';
import { lastInstantOf, maySee } from './score.ts';

export interface PreviewAsked {
  /** The definition as it is being written. */
  content: Record<string, unknown>;
  /** Of which kind, and how many, ending with the current one. */
  kind: PeriodKind;
  count: number;
  /** A unit with those below it; what the person sees when absent. For indicators. */
  unit?: string | undefined;
}

/** What an indicator comes to in a period. */
export interface FigureOf {
  measured: Measured;
  score: IndicatorScore;
}

export interface IndicatorPeriod {
  period: Period;
  is: FigureOf;
  /** Null where no version is in force. */
  was: FigureOf | null;
}

export interface CardOf extends ScorecardScore {
  figures: ReadonlyMap<string, FigureOf>;
}

export interface CardPeriod {
  period: Period;
  is: CardOf;
  /** Null where no version is in force, or one that the person may not see the figures of. */
  was: CardOf | null;
}

export type Preview =
  | { of: 'indicator'; definition: IndicatorDefinition; periods: IndicatorPeriod[] }
  | { of: 'scorecard'; definition: ScorecardDefinition; periods: CardPeriod[] }
  /** Whoever writes it may not see how those fare whom it scores. */
  | { of: 'hidden' };

export async function previewFigures(
  deps: Deps,
  actor: Actor,
  asked: PreviewAsked,
): Promise<Result<Preview>> {
  const parsed = parseDefinition(asked.content);
  if (!parsed.ok) return parsed;
  const { value: definition } = parsed;
  const day = localDay({ zone: zoneOf(deps.inForce) }, instantOf(deps.clock));
  const periods = lastPeriods(asked.kind, day, asked.count);
  if (definition.kind === 'indicator') {
    const draft = drafted(deps, actor, definition);
    if (!draft.ok) return draft;
    const found = await inTurn(deps, periods, ({ then, some }) =>
      indicatorPeriods(deps, { draft: definition, then }, unitsSeen(then, actor, asked), some),
    );
    return found.ok ? ok({ of: 'indicator', definition, periods: found.value }) : found;
  }
  if (definition.kind !== 'scorecard') return failed(problem('preview_of_kind'));
  if (!maySee(deps, actor, definition.unit)) return ok({ of: 'hidden' });
  const found = await inTurn(deps, periods, ({ then, some }) =>
    cardPeriods(deps, actor, { draft: definition, then }, some),
  );
  return found.ok ? ok({ of: 'scorecard', definition, periods: found.value }) : found;
}

/** Periods that follow one another and by whose end the same versions counted. */
interface Stretch {
  then: DefinitionsThen;
  some: Period[];
}

/** Each period by the definitions that counted at its end; those with the same ones at once. */
async function inTurn<P>(
  deps: Deps,
  periods: readonly Period[],
  preview: (stretch: Stretch) => Promise<P[]>,
): Promise<Result<P[]>> {
  const stretches: Stretch[] = [];
  for (const period of periods) {
    const then = await definitionsAt(deps, lastInstantOf(deps, period));
    if (!then.ok) return then;
    const last = stretches.at(-1);
    if (last?.then.key === then.value.key) last.some.push(period);
    else stretches.push({ then: then.value, some: [period] });
  }
  const found: P[] = [];
  for (const stretch of stretches) found.push(...(await preview(stretch)));
  return ok(found);
}

/**
 * An indicator that can be measured, by somebody who may: what asks for personal facts would tell them, a
 * question at a time, to people who are shown them in part only.
 */
export function drafted(
  { inForce }: Deps,
  { roles }: Actor,
  indicator: IndicatorDefinition,
): Result<IndicatorDefinition> {
  const pack = withDefinition(inForce.pack(), indicator);
  const errors = checkIndicator(indicator, pack).filter(isError);
  if (errors.length > 0) return { ok: false, problems: errors };
  const reads = readsOf([indicator], pack).asked.map(({ record, fact }) => {
    return factsAbout(record, pack)[fact];
  });
  const personal = reads.find((fact) => fact?.personal === true);
  if (personal === undefined || seesPersonal(roles)) return ok(indicator);
  return failed(problem('preview_reads_personal', { fact: personal.name }));
}

/** Units whose records are counted: never more than the person sees. */
export function unitsSeen(
  { unitsBelow }: DefinitionsThen,
  { sees }: Actor,
  { unit }: Pick<PreviewAsked, 'unit'>,
): string[] {
  const below = unit === undefined ? sees : unitsBelow(unit);
  return [...below].filter((one) => sees.has(one));
}

/** The version that counted then. */
export function indicatorThen(then: DefinitionsThen, id: string): IndicatorDefinition | undefined {
  const active = then.active('indicator', id)?.definition;
  return active?.kind === 'indicator' ? active : undefined;
}

/** No id of a definition is written so: the draft is measured beside the version in force. */
const DRAFT = '~draft';

interface Drafted<D> {
  draft: D;
  then: DefinitionsThen;
}

async function indicatorPeriods(
  deps: Deps,
  { draft, then }: Drafted<IndicatorDefinition>,
  units: readonly string[],
  periods: readonly Period[],
): Promise<IndicatorPeriod[]> {
  const base = indicatorThen(then, draft.id);
  const both = [{ ...draft, id: DRAFT }, ...(base === undefined ? [] : [base])];
  const pack = withDefinition(then.pack, draft);
  const figures = await figuresOf(deps, both, { units, pack }, periods);
  return periods.map((period, index) => ({
    period,
    is: figureOf(draft, figures.get(DRAFT)?.[index]),
    was: base === undefined ? null : figureOf(base, figures.get(base.id)?.[index]),
  }));
}

async function cardPeriods(
  deps: Deps,
  actor: Actor,
  { draft, then }: Drafted<ScorecardDefinition>,
  periods: readonly Period[],
): Promise<CardPeriod[]> {
  const active = then.active('scorecard', draft.id)?.definition;
  const base =
    active?.kind === 'scorecard' && maySee(deps, actor, active.unit) ? active : undefined;
  const is = await cardsOf(deps, { draft, then }, periods);
  const was = base && (await cardsOf(deps, { draft: base, then }, periods));
  return periods.flatMap((period, index) => {
    const one = is[index];
    return one === undefined ? [] : [{ period, is: one, was: was?.[index] ?? null }];
  });
}

/** By the indicators that counted: those that are not there score nothing. */
async function cardsOf(
  deps: Deps,
  { draft: card, then }: Drafted<ScorecardDefinition>,
  periods: readonly Period[],
): Promise<CardOf[]> {
  const { pack, unitsBelow } = then;
  const indicators = card.items.flatMap(({ indicator }) => indicatorThen(then, indicator) ?? []);
  const units = card.unit === undefined ? undefined : [...unitsBelow(card.unit)];
  const measured = await figuresOf(deps, indicators, { units, pack }, periods);
  return periods.map((_, index) => {
    const figures = new Map(
      indicators.map((one) => [one.id, figureOf(one, measured.get(one.id)?.[index])]),
    );
    const scores = [...figures].map(([id, { score }]) => [id, score.score] as const);
    return { ...scoreCard(card, Object.fromEntries(scores)), figures };
  });
}

const NOTHING: Measured = { value: null, n: 0, unknown: 0 };

function figureOf(indicator: IndicatorDefinition, measured: Measured = NOTHING): FigureOf {
  return { measured, score: scoreIndicator(indicator, measured.value, measured.n) };
}

function isError({ level }: Problem): boolean {
  return level === 'error';
}

/** Scorecards and the records behind figures as the API says them. */
import type { z } from 'zod';
import type { ScorecardDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import type { Closing } from '@flowmeter/engine/indicators/closing.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { InForce } from '../in-force.ts';
import type { ClosingRow } from '../store/closing-schema.ts';
import { named, namesOf, zoneOf } from '../names.ts';
import { boundsOf } from '../use-cases/figures.ts';
import type { ImportedPlace } from '../use-cases/measured-imports.ts';
import type { RecordRow } from '../use-cases/indicator-records.ts';
import type { Shown } from '../use-cases/closings.ts';
import type { LogFigure, Scored } from '../use-cases/score.ts';
import type {
  ClosingView,
  CountedRecordView,
  FigureView,
  ScorecardRowView,
  ScorecardView,
  ScoreItemView,
} from '../views/results.ts';
import { tellingFor } from './record-telling.ts';

export function scorecardRowView(
  inForce: InForce,
  { id, name, level, unit, period }: ScorecardDefinition,
): z.infer<typeof ScorecardRowView> {
  return { id, name, level, unit: unitView(inForce, unit), period };
}

export function scorecardView(
  { inForce, clock }: Pick<Deps, 'inForce' | 'clock'>,
  { scored, closed, waiting, otherwise }: Shown,
): z.infer<typeof ScorecardView> {
  const { scorecard, hash, period, result } = scored;
  const { from, until } = boundsOf(zoneOf(inForce), period);
  return {
    id: scorecard.id,
    name: scorecard.name,
    hash,
    level: scorecard.level,
    unit: unitView(inForce, scorecard.unit),
    period: period.id,
    from,
    to: until,
    items: result.items.flatMap((item) => itemView(scored, item)),
    ...outcomeOf(result),
    pay_basis: scorecard.pay.basis.kind,
    closed: closed === undefined ? null : closingView(inForce, closed),
    waiting: waiting === undefined ? null : closingView(inForce, waiting),
    otherwise: otherwise === undefined ? null : outcomeOf(otherwise.result),
    is_over: until <= instantOf(clock),
  };
}

export function closingView(inForce: InForce, row: ClosingRow): z.infer<typeof ClosingView> {
  const { id, period, hash, state, reason, by, at, decided_by, decided_at, comment } = row;
  const closing = JSON.parse(row.content) as Closing;
  const names = namesOf(inForce);
  return {
    id,
    period,
    hash,
    state,
    ...outcomeOf(closing),
    corrects: closing.corrects,
    reason,
    by: names.person(by),
    at,
    decided_by: decided_by === null ? null : names.person(decided_by),
    decided_at,
    comment,
  };
}

function outcomeOf({
  score,
  coefficient,
  grade,
}: Pick<Closing, 'score' | 'coefficient' | 'grade'>) {
  return { score, coefficient, grade };
}

export function figureView({ indicator, measured }: LogFigure): z.infer<typeof FigureView> {
  return {
    indicator: named(indicator.id, indicator.name),
    unit: indicator.unit,
    ...measured,
    min_n: indicator.min_n,
  };
}

export function countedRecordView(
  inForce: InForce,
  row: RecordRow,
  roles: readonly Role[],
): z.infer<typeof CountedRecordView> {
  const { value, counted, unknown } = row;
  return { ...recordPlaceView(inForce, row, roles), value, counted, unknown };
}

/** Which record it is, without what it adds. */
export function recordPlaceView(
  inForce: InForce,
  row: Omit<RecordRow, 'value' | 'counted' | 'unknown'>,
  roles: readonly Role[],
) {
  const names = namesOf(inForce);
  return {
    case_id: row.ref.caseId,
    case_title: row.title,
    seq: row.ref.seq ?? null,
    step: row.step === null ? null : names.step(row.flow, row.step),
    handler: row.handler === null ? null : names.person(row.handler),
    record: row.imported === undefined ? null : importedView(inForce, row.imported, roles),
    at: row.at ?? '',
  };
}

function importedView(
  inForce: InForce,
  { kind, key, object, synthetic }: ImportedPlace,
  roles: readonly Role[],
) {
  const telling = tellingFor(inForce, kind, roles);
  const told = telling.key(key);
  return {
    kind: named(kind, inForce.active('record', kind)?.definition.name),
    key: told,
    object: telling.object(object),
    whole: told.every((value, at) => value === key[at]),
    synthetic,
  };
}

function itemView(
  { indicators }: Scored,
  { indicator: id, weight, effectiveWeight, score }: Scored['result']['items'][number],
): z.infer<typeof ScoreItemView>[] {
  const scored = indicators.get(id);
  if (scored === undefined) return [];
  const { indicator, hash, now, before } = scored;
  return [
    {
      indicator: named(id, indicator.name),
      unit: indicator.unit,
      direction: indicator.direction,
      weight,
      effective_weight: effectiveWeight,
      value: now.value,
      n: now.n,
      unknown: now.unknown,
      min_n: indicator.min_n,
      target: indicator.target?.value ?? null,
      target_basis: indicator.target?.basis.kind ?? null,
      score,
      definition_hash: hash,
      previous: before.value,
    },
  ];
}

function unitView(inForce: InForce, unit: string | undefined) {
  return unit === undefined ? null : namesOf(inForce).unit(unit);
}

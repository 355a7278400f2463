/** Scorecards and the records behind figures as the API says them. */
import type { z } from 'zod';
import type { ScorecardDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf, zoneOf } from '../names.ts';
import { boundsOf } from '../use-cases/figures.ts';
import type { RecordRow } from '../use-cases/indicator-records.ts';
import type { LogFigure, Scored } from '../use-cases/score.ts';
import type {
  CountedRecordView,
  FigureView,
  ScorecardRowView,
  ScorecardView,
  ScoreItemView,
} from '../views/results.ts';

export function scorecardRowView(
  inForce: InForce,
  { id, name, level, unit, period }: ScorecardDefinition,
): z.infer<typeof ScorecardRowView> {
  return { id, name, level, unit: unitView(inForce, unit), period };
}

export function scorecardView(inForce: InForce, scored: Scored): z.infer<typeof ScorecardView> {
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
    score: result.score,
    coefficient: result.coefficient,
    grade: result.grade,
    pay_basis: scorecard.pay.basis.kind,
  };
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
): z.infer<typeof CountedRecordView> {
  const { value, counted, unknown } = row;
  return { ...recordPlaceView(inForce, row), value, counted, unknown };
}

/** Which record it is, without what it adds. */
export function recordPlaceView(
  inForce: InForce,
  row: Omit<RecordRow, 'value' | 'counted' | 'unknown'>,
) {
  const names = namesOf(inForce);
  return {
    case_id: row.ref.caseId,
    case_title: row.title,
    seq: row.ref.seq ?? null,
    step: row.step === null ? null : names.step(row.flow, row.step),
    handler: row.handler === null ? null : names.person(row.handler),
    at: row.at ?? '',
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

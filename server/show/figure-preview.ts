/** Figures of definitions that are being written, as the API says them. */
import type { z } from 'zod';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import type { Period } from '@flowmeter/engine/indicators/period.ts';
import type { InForce } from '../in-force.ts';
import { named, zoneOf } from '../names.ts';
import { boundsOf } from '../use-cases/figures.ts';
import type { CardOf, FigureOf, Preview } from '../use-cases/preview-figures.ts';
import type { PreviewRecords } from '../use-cases/preview-records.ts';
import type { FigurePreviewView, PreviewRecordsView } from '../views/figure-previews.ts';
import { recordPlaceView } from './score.ts';

export function figurePreviewView(
  inForce: InForce,
  preview: Preview,
): z.infer<typeof FigurePreviewView> {
  if (preview.of === 'hidden') return preview;
  if (preview.of === 'indicator') {
    const periods = preview.periods.map(({ period, is, was }) => ({
      ...periodView(inForce, period),
      is: figureView(is),
      was: was === null ? null : figureView(was),
    }));
    return { of: 'indicator', periods };
  }
  const periods = preview.periods.map(({ period, is, was }) => ({
    ...periodView(inForce, period),
    is: cardView(inForce, is),
    was: was === null ? null : cardView(inForce, was),
  }));
  return { of: 'scorecard', periods };
}

export function previewRecordsView(
  inForce: InForce,
  { rows, ...page }: PreviewRecords,
  roles: readonly Role[],
): z.infer<typeof PreviewRecordsView> {
  return {
    ...page,
    rows: rows.map((row) => ({
      ...recordPlaceView(inForce, row, roles),
      is: row.is,
      was: row.was,
    })),
  };
}

function periodView(inForce: InForce, period: Period) {
  const { from, until } = boundsOf(zoneOf(inForce), period);
  return { period: period.id, from, to: until };
}

function figureView({ measured, score }: FigureOf) {
  return { ...measured, score: score.score, why: score.score === null ? score.why : null };
}

function cardView(inForce: InForce, { figures, items, score, coefficient, grade }: CardOf) {
  return {
    score,
    coefficient,
    grade,
    items: items.flatMap(({ indicator: id, weight, effectiveWeight }) => {
      const figure = figures.get(id);
      if (figure === undefined) return [];
      const name = inForce.active('indicator', id)?.definition.name;
      const weights = { weight, effective_weight: effectiveWeight };
      return [{ indicator: named(id, name), ...weights, ...figureView(figure) }];
    }),
  };
}

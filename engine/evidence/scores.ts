/** Scorecards before and after a change, over a period that has ended. */
import { hashOf } from '../definition/hash.ts';
import type { IndicatorDefinition, ScorecardDefinition } from '../definition/indicator.ts';
import type { Definition } from '../definition/kinds.ts';
import { all, find, type Pack } from '../definition/pack.ts';
import type { Measured } from '../indicators/measure.ts';
import { scoreCard, scoreIndicator } from '../indicators/score.ts';
import type { Localized } from '../problem.ts';
import type { Changed } from './items.ts';

/** A scorecard by the definitions in force and by those of the change. */
export interface CardBeside {
  id: string;
  name: Localized;
  level: ScorecardDefinition['level'];
  /** Null: everything. */
  unit: string | null;
  period: string;
  /** Null where there is no such scorecard. */
  was: CardScore | null;
  is: CardScore | null;
  items: { id: string; name: Localized; was: ItemScore | null; is: ItemScore | null }[];
}

export interface CardScore {
  score: number | null;
  coefficient: number | null;
  grade: string | null;
}

export interface ItemScore {
  value: number | null;
  n: number;
  score: number | null;
  weight: number;
}

/** What figures are measured by, besides their own definition. */
const MEASURED_BY: ReadonlySet<Definition['kind']> = new Set([
  'facts',
  'calendar',
  'table',
  'organisation',
]);

/** Scorecards that may come out otherwise, by id: as they are, and as they would be. */
export function cardsAffected(
  changed: Changed,
): { id: string; was: ScorecardDefinition | undefined; is: ScorecardDefinition | undefined }[] {
  const { items, before, after } = changed;
  const ids = new Set(
    [before, after].flatMap((pack) => all(pack, 'scorecard').map(({ id }) => id)),
  );
  const reads = items.some(({ content }) => MEASURED_BY.has(content.kind));
  return [...ids]
    .map((id) => ({ id, was: find(before, 'scorecard', id), is: find(after, 'scorecard', id) }))
    .filter(({ was, is }) => reads || meaningOf(was, before) !== meaningOf(is, after));
}

/** A card with its indicators, as one text. */
function meaningOf(card: ScorecardDefinition | undefined, pack: Pack): string {
  if (card === undefined) return '';
  return [card, ...indicatorsOf(card, pack)].map(hashOf).join(' ');
}

export function indicatorsOf(card: ScorecardDefinition, pack: Pack): IndicatorDefinition[] {
  return card.items.flatMap(({ indicator }) => find(pack, 'indicator', indicator) ?? []);
}

/** A card with the figures of its indicators. */
export interface MeasuredCard {
  card: ScorecardDefinition;
  indicators: readonly IndicatorDefinition[];
  figures: ReadonlyMap<string, Measured>;
}

export function scoreBeside(
  period: string,
  was: MeasuredCard | undefined,
  is: MeasuredCard | undefined,
): CardBeside | undefined {
  const card = is?.card ?? was?.card;
  if (card === undefined) return undefined;
  const [before, after] = [scored(was), scored(is)];
  const ids = [...new Set([...(before?.items.keys() ?? []), ...(after?.items.keys() ?? [])])];
  return {
    id: card.id,
    name: card.name,
    level: card.level,
    unit: card.unit ?? null,
    period,
    was: before?.card ?? null,
    is: after?.card ?? null,
    items: ids.map((id) => ({
      id,
      name: nameIn(is, id) ?? nameIn(was, id) ?? { zh: id, en: id },
      was: before?.items.get(id) ?? null,
      is: after?.items.get(id) ?? null,
    })),
  };
}

function nameIn(card: MeasuredCard | undefined, id: string): Localized | undefined {
  return card?.indicators.find((one) => one.id === id)?.name;
}

function scored(measured: MeasuredCard | undefined) {
  if (measured === undefined) return undefined;
  const { card, indicators, figures } = measured;
  const rows = indicators.map((indicator) => {
    const figure = figures.get(indicator.id) ?? { value: null, n: 0, unknown: 0 };
    const { score } = scoreIndicator(indicator, figure.value, figure.n);
    return { id: indicator.id, value: figure.value, n: figure.n, score };
  });
  const marks = Object.fromEntries(rows.map(({ id, score }) => [id, score]));
  const { score, coefficient, grade, items } = scoreCard(card, marks);
  const weights = new Map(items.map(({ indicator, weight }) => [indicator, weight]));
  return {
    card: { score, coefficient, grade },
    items: new Map(
      rows.map(({ id, ...row }): [string, ItemScore] => [
        id,
        { ...row, weight: weights.get(id) ?? 0 },
      ]),
    ),
  };
}

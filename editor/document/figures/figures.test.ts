import { describe, expect, it } from 'vitest';
import { type HistoryOf, historyOf, undo } from '../undoing.ts';
import { type CardEdit, performOnCard } from './card-commands.ts';
import { goalTree, openAtFirst, rowsOf } from './card-tree.ts';
import type { CardDocument, IndicatorDocument } from './document.ts';
import { indicator, office, scorecard } from './figures.fixture.ts';
import { type IndicatorEdit, performOnIndicator } from './indicator-commands.ts';

const atCard = (): HistoryOf<CardDocument> =>
  historyOf({ card: scorecard('team', 'team'), examples: null });
const atIndicator = (): HistoryOf<IndicatorDocument> =>
  historyOf({ indicator: indicator(), examples: null });

function card(edit: CardEdit) {
  const answer = performOnCard(atCard(), edit);
  expect(answer).toMatchObject({ ok: true });
  return (answer as Extract<typeof answer, { ok: true }>).value.history;
}

function figure(edit: IndicatorEdit) {
  const answer = performOnIndicator(atIndicator(), edit);
  expect(answer).toMatchObject({ ok: true });
  return (answer as Extract<typeof answer, { ok: true }>).value.history;
}

describe('edits of a scorecard', () => {
  it.each<[CardEdit, [string, number][]]>([
    [
      { do: 'addItem', args: { indicator: 'K3' } },
      [
        ['K1', 60],
        ['K2', 35],
        ['K3', 5],
      ],
    ],
    [{ do: 'removeItem', args: { indicator: 'K1' } }, [['K2', 35]]],
    [
      { do: 'moveItem', args: { indicator: 'K1', by: 1 } },
      [
        ['K2', 35],
        ['K1', 60],
      ],
    ],
    [
      { do: 'changeWeight', args: { indicator: 'K2', weight: 40 } },
      [
        ['K1', 60],
        ['K2', 40],
      ],
    ],
    [
      { do: 'shareOut', args: { kept: ['K1'] } },
      [
        ['K1', 60],
        ['K2', 40],
      ],
    ],
  ])('%j', (edit, items) => {
    const history = card(edit);
    const after = history.document.card.items.map(({ indicator: id, weight }) => [id, weight]);
    expect(after).toEqual(items);
    expect(undo(history).document).toEqual(atCard().document);
  });

  it.each<CardEdit>([
    { do: 'changeWeight', args: { indicator: 'K9', weight: 1 } },
    { do: 'removeItem', args: { indicator: 'K9' } },
    { do: 'moveItem', args: { indicator: 'K2', by: 1 } },
    { do: 'shareOut', args: { kept: ['K1', 'K2'] } },
  ])('%j is refused', (edit) => {
    expect(performOnCard(atCard(), edit)).toMatchObject({ ok: false });
  });

  it('begin a band half-way to the next, under a grade of its own', () => {
    const bands = [
      { from: 90, coefficient: 1.2, grade: 'A' },
      { from: 0, coefficient: 1, grade: 'B' },
    ];
    const first = card({ do: 'change', args: { path: ['pay', 'bands'], value: bands } });
    const answer = performOnCard(first, { do: 'addBand', args: { after: 0 } });
    expect(answer).toMatchObject({
      value: {
        history: { document: { card: { pay: { bands: [{}, { from: 45, grade: 'C' }, {}] } } } },
      },
    });
  });
});

describe('edits of an indicator', () => {
  it('keep of a measure what the next one takes', () => {
    const { document } = figure({ do: 'changeMeasure', args: { measure: 'count' } });
    expect(document.indicator.measure).toMatchObject({ measure: 'count', of: { value: 'done' } });
    const other = figure({ do: 'changeMeasure', args: { measure: 'percentile' } });
    expect(other.document.indicator.measure).toEqual({ measure: 'percentile', p: 50 });
  });

  it('count imported records, of no flow, by their own date, and keep what was asked', () => {
    const before = figure({ do: 'change', args: { path: ['over', 'flows'], value: ['hv'] } });
    const args = { record: 'visit', date: 'taken_at' };
    const answer = performOnIndicator(before, { do: 'changeRecord', args });
    expect(answer).toMatchObject({ ok: true });
    const { history } = (answer as Extract<typeof answer, { ok: true }>).value;
    expect(history.document.indicator).toMatchObject({
      over: { record: 'visit', period_by: 'taken_at' },
      measure: indicator().measure,
    });
    expect(history.document.indicator.over).not.toHaveProperty('flows');
    expect(undo(history).document).toEqual(before.document);
  });

  it('leave a figure for information without a score', () => {
    const { document } = figure({ do: 'changeDirection', args: { direction: 'info' } });
    expect(document.indicator.ladder).toEqual({ form: 'none' });
  });

  it('keep the lowest and highest marks of another way of scoring', () => {
    const { document } = figure({ do: 'changeForm', args: { form: 'linear' } });
    expect(document.indicator.ladder).toEqual({ form: 'linear', floor: 0, cap: 100 });
  });

  it('take a target away', () => {
    const { document } = figure({ do: 'changeTarget', args: { value: undefined } });
    expect(document.indicator).not.toHaveProperty('target');
  });
});

describe('the goal tree', () => {
  it('has cards of larger units above those of the units in them, and indicators under each', () => {
    const own = scorecard('team', 'team');
    const roots = goalTree(own, office());
    const open = openAtFirst(roots);
    const rows = rowsOf(roots, open).map(({ node, level, place, among }) => [
      node.id,
      level,
      place,
      among,
    ]);
    expect(rows).toEqual([
      ['all', 1, 1, 1],
      ['head', 2, 1, 3],
      ['team', 3, 1, 3],
      ['team/K1', 4, 1, 2],
      ['team/K2', 4, 2, 2],
      ['head/K1', 3, 2, 3],
      ['head/K2', 3, 3, 3],
      ['all/K1', 2, 2, 3],
      ['all/K2', 2, 3, 3],
    ]);
  });

  it('says which indicators are not there', () => {
    const [all] = goalTree(scorecard('all'), office());
    expect(all?.children).toMatchObject([
      { kind: 'card' },
      { indicator: 'K1', definition: { id: 'K1' } },
      { indicator: 'K2', definition: undefined },
    ]);
  });
});

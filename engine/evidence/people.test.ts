import { describe, expect, test } from 'vitest';
import { pack, put } from '../definition/diff.fixture.ts';
import type { IndicatorDefinition, ScorecardDefinition } from '../definition/indicator.ts';
import { find, withDefinition, type Pack } from '../definition/pack.ts';
import { differencesOf } from './differences.ts';
import { changedIn } from './items.ts';
import { countTried } from './migration.ts';
import { payBeside } from './pay.ts';
import { postsAffected, stepsAffected } from './people.ts';
import { cardsAffected, scoreBeside, type MeasuredCard } from './scores.ts';

const words = { zh: '指标', en: 'Figure' };
const basis = { kind: 'typical' as const, source: words };
const card = find(pack, 'scorecard', 'team')!;
const flow = find(pack, 'flow', 'supply')!;

function indicator(id: string, target: number): IndicatorDefinition {
  return {
    kind: 'indicator',
    id,
    key: id.toLowerCase(),
    name: words,
    unit: '%',
    direction: 'higher',
    over: { record: 'case', period_by: 'finished_at' },
    measure: { measure: 'count' },
    decimals: 0,
    min_n: 1,
    target: { value: target, basis },
    ladder: { form: 'linear', floor: 0, cap: 100 },
  };
}

const before: Pack = [indicator('K1', 100), indicator('K2', 100)].reduce(withDefinition, pack);

function measured(one: ScorecardDefinition, target: number): MeasuredCard {
  const figure = { value: 80, n: 5, unknown: 0 };
  return {
    card: one,
    indicators: [indicator('K1', target), indicator('K2', 100)],
    figures: new Map([
      ['K1', figure],
      ['K2', figure],
    ]),
  };
}

describe('whose work', () => {
  const longer = put(flow, 'steps/inspect/limits/0/value', 3);
  const changed = changedIn(pack, [{ base: flow, content: longer }]);

  test('the steps that differ, and who does them', () => {
    const steps = stepsAffected(changed, differencesOf(changed));
    expect(steps).toMatchObject([
      { flow: { id: 'supply' }, step: 'inspect', kind: 'changed', posts: ['clerk'] },
    ]);
    expect(postsAffected(steps, changed)).toMatchObject([
      { id: 'clerk', people: [{ id: 'li', unit: 'hq' }] },
    ]);
  });

  test('of a new flow, every step', () => {
    const added = changedIn(pack, [{ base: null, content: { ...flow, id: 'other' } }]);
    const steps = stepsAffected(added, differencesOf(added));
    expect(steps.map(({ kind }) => kind)).toEqual(Object.keys(flow.steps).map(() => 'added'));
  });
});

describe('whose score', () => {
  const lower = indicator('K1', 80);
  const changed = changedIn(before, [{ base: indicator('K1', 100), content: lower }]);

  test('cards with an indicator that differs', () => {
    expect(cardsAffected(changed).map(({ id }) => id)).toEqual(['team']);
    const flowOnly = changedIn(before, [{ base: flow, content: { ...flow, name: words } }]);
    expect(cardsAffected(flowOnly)).toEqual([]);
  });

  test('by both definitions, over the same period', () => {
    expect(scoreBeside('2026-02', measured(card, 100), measured(card, 80))).toMatchObject({
      id: 'team',
      unit: 'hq',
      was: { score: 80, coefficient: null },
      is: { score: 92, coefficient: 1.2, grade: 'A' },
      items: [
        { id: 'K1', was: { value: 80, score: 80, weight: 60 }, is: { value: 80, score: 100 } },
        { id: 'K2', was: { score: 80 }, is: { score: 80 } },
      ],
    });
    expect(scoreBeside('2026-02', undefined, measured(card, 80))).toMatchObject({ was: null });
    expect(scoreBeside('2026-02', undefined, undefined)).toBeUndefined();
  });

  test('and whose pay: those whose nearest card it is', () => {
    const beside = scoreBeside('2026-02', measured(card, 100), measured(card, 80))!;
    expect(payBeside(changed.before, changed.after, [beside])).toEqual([
      {
        person: 'li',
        unit: 'hq',
        was: { scorecard: 'team', coefficient: null },
        is: { scorecard: 'team', coefficient: 1.2 },
        gains: true,
      },
    ]);
  });

  test('who would have had less does not gain, and is told all the same', () => {
    const beside = scoreBeside('2026-02', measured(card, 80), measured(card, 100))!;
    expect(payBeside(changed.before, changed.after, [beside])).toMatchObject([
      { person: 'li', gains: false },
    ]);
  });

  test('bands that give more for some score are a gain, whatever was scored', () => {
    const more = put(card, 'pay/bands/0/coefficient', 1.5);
    const richer = changedIn(before, [{ base: card, content: more }]);
    expect(payBeside(richer.before, richer.after, [])).toMatchObject([
      { person: 'li', gains: true },
    ]);
    expect(payBeside(before, before, [])).toEqual([]);
  });
});

test('cases that were tried are counted by unit and by what stands in the way', () => {
  const problems = [
    { code: 'migration_step_gone' as const, details: { step: 'a' }, level: 'error' as const },
  ];
  expect(
    countTried([
      { id: '1', title: 'A', unit: 'east', problems: [] },
      { id: '2', title: 'B', unit: 'east', problems },
      { id: '3', title: 'C', unit: 'west', problems },
    ]),
  ).toMatchObject({
    tried: 3,
    could: 1,
    units: [
      { unit: 'east', tried: 2, could: 1 },
      { unit: 'west', tried: 1, could: 0 },
    ],
    obstacles: [
      {
        count: 2,
        units: [
          { unit: 'east', count: 1 },
          { unit: 'west', count: 1 },
        ],
        cases: [{ id: '2' }, { id: '3' }],
      },
    ],
  });
});

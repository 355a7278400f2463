import type {
  IndicatorDefinition,
  ScorecardDefinition,
} from '@flowmeter/engine/definition/indicator.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { blankCard, blankIndicator, typicalBasis } from './document.ts';

const said = (words: string) => ({ zh: words, en: words });

/** The share of cases that ended well, scored. */
export function indicator(id = 'K1'): IndicatorDefinition {
  return {
    ...blankIndicator,
    id,
    key: id,
    name: said(id),
    unit: '%',
    direction: 'higher',
    measure: { measure: 'share', of: { fact: 'outcome', operator: 'equal', value: 'done' } },
    target: { value: 95, basis: typicalBasis },
    ladder: { form: 'deduct', per: 1, points: 2, floor: 0, cap: 100 },
  };
}

export function scorecard(id: string, unit?: string): ScorecardDefinition {
  const items = [
    { indicator: 'K1', weight: 60 },
    { indicator: 'K2', weight: 35 },
  ];
  return { ...blankCard, id, name: said(id), items, ...(unit === undefined ? {} : { unit }) };
}

/** A head office, a department in it, a team in that; cards of all but the department. */
export function office(): Pack {
  const units = [
    { id: 'head', name: said('Head') },
    { id: 'north', name: said('North'), parent: 'head' },
    { id: 'team', name: said('Team'), parent: 'north' },
  ];
  const org = { kind: 'organisation' as const, id: 'org', name: said('Org'), units };
  return {
    definitions: [
      { ...org, posts: [], people: [], conflicts: [] },
      indicator('K1'),
      scorecard('all'),
      scorecard('head', 'head'),
      scorecard('team', 'team'),
    ],
  };
}

import { describe, expect, test } from 'vitest';
import { pack as base } from '../definition/diff.fixture.ts';
import type { Definition, DefinitionKind } from '../definition/kinds.ts';
import type { OrganisationDefinition, Person } from '../definition/organisation.ts';
import { find, withDefinition, type Pack } from '../definition/pack.ts';
import { beneficiariesOf } from './independence.ts';
import { touchesPay } from './pay.ts';

const words = { zh: '词', en: 'Words' };
const renamed = { zh: '新', en: 'New' };

const dictionary: Definition = {
  kind: 'facts',
  id: 'scored',
  name: words,
  facts: {
    area: { name: words, type: 'string' },
    asked_on: { name: words, type: 'date' },
    colour: { name: words, type: 'string' },
  },
};

const table = (id: string, fact: string): Definition => ({
  kind: 'table',
  id,
  name: words,
  hit: 'U',
  inputs: [{ id: fact, name: words, type: 'string' }],
  outputs: [{ id: 'days', name: words, type: 'number' }],
  rows: [{ when: [[]], then: [1] }],
});

/** Reads `limit.days`, and `asked_on` through a duration. */
const indicator: Definition = {
  kind: 'indicator',
  id: 'K1',
  key: 'k1',
  name: words,
  unit: '%',
  direction: 'info',
  over: { record: 'case', period_by: 'finished_at' },
  measure: {
    measure: 'share',
    of: {
      fact: 'days',
      params: { from: 'asked_on', to: 'finished_at' },
      operator: 'lessThan',
      value: { fact: 'limit.days' },
    },
  },
  decimals: 0,
  min_n: 1,
  ladder: { form: 'none' },
};

const pack: Pack = [
  dictionary,
  table('limit', 'zone.days'),
  table('zone', 'area'),
  table('apart', 'colour'),
  indicator,
].reduce(withDefinition, base);
const noCards: Pack = { definitions: pack.definitions.filter(({ kind }) => kind !== 'scorecard') };

function replaced(kind: DefinitionKind, id: string) {
  const was = find(pack, kind, id)!;
  return [{ base: was, content: { ...was, name: renamed } }];
}

function withFact(id: string) {
  const content = structuredClone(dictionary) as Extract<Definition, { kind: 'facts' }>;
  content.facts[id] = { name: renamed, type: 'string', nullable: true };
  return [{ base: dictionary, content }];
}

describe('what people are paid by is touched', () => {
  test.each([
    ['a scorecard', replaced('scorecard', 'team')],
    ['an indicator', replaced('indicator', 'K1')],
    ['a calendar', replaced('calendar', 'cn')],
    ['a table that an indicator reads', replaced('table', 'limit')],
    ['a table that such a table reads', replaced('table', 'zone')],
    ['a fact that such a table asks', withFact('area')],
    ['a fact that a duration counts from', withFact('asked_on')],
  ])('by %s', (_, items) => {
    expect(touchesPay(items, pack)).toBe(true);
    expect([...beneficiariesOf(items, pack)]).toEqual(['li']);
  });

  test.each([
    ['a flow', replaced('flow', 'supply')],
    ['a table that none reads', replaced('table', 'apart')],
    ['a fact that none reads', withFact('colour')],
    ['a new fact', withFact('shape')],
    ['the organisation as such', replaced('organisation', 'org')],
  ])('not by %s', (_, items) => {
    expect(touchesPay(items, pack)).toBe(false);
    expect([...beneficiariesOf(items, pack)]).toEqual([]);
  });

  test('by what indicators are measured by, only while a scorecard has them', () => {
    expect(touchesPay(replaced('calendar', 'cn'), noCards)).toBe(false);
    expect(touchesPay(replaced('table', 'limit'), noCards)).toBe(false);
    expect(touchesPay(replaced('indicator', 'K1'), noCards)).toBe(true);
  });
});

describe('who gains is who is scored, for whatever time', () => {
  const days = { from: '2027-01-01', to: '2027-12-31' };

  test.each<[what: string, over: Partial<Person>, gains: boolean]>([
    ['a clerk of the unit', {}, true],
    ['nobody who only audits', { roles: ['auditor'] }, false],
    ['who is a clerk later', { roles: ['auditor'], terms: [{ role: 'clerk', ...days }] }, true],
    ['nobody of another unit', { unit: 'far' }, false],
    ['who comes into the unit later', { unit: 'far', terms: [{ unit: 'hq', ...days }] }, true],
    ['who leaves it for a time', { terms: [{ unit: 'far', ...days }] }, true],
  ])('%s', (_, over, gains) => {
    const org = find(pack, 'organisation', 'org')!;
    const [li] = org.people as [Person];
    const units = [...org.units, { id: 'far', name: words }];
    const moved: OrganisationDefinition = { ...org, units, people: [{ ...li, ...over }] };
    const then = withDefinition(pack, moved);
    expect(beneficiariesOf(replaced('scorecard', 'team'), then).has('li')).toBe(gains);
  });
});

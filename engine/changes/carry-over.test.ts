import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../definition/parse.ts';
import type { OrganisationDefinition, Person } from '../definition/organisation.ts';
import { carriedOver } from './carry-over.ts';

const name = { zh: '名', en: 'name' };

function person(id: string, more: Partial<Person> = {}): Person {
  return { id, name, unit: 'north', posts: ['desk'], roles: ['clerk'], ...more };
}

const base: OrganisationDefinition = {
  kind: 'organisation',
  id: 'house',
  name,
  units: [
    { id: 'north', name },
    { id: 'south', name, parent: 'north' },
  ],
  posts: [
    { id: 'desk', name },
    { id: 'gate', name },
  ],
  conflicts: [],
  people: [person('ann'), person('bob'), person('cat')],
};

const withPerson = (id: string, more: Partial<Person>): OrganisationDefinition => ({
  ...base,
  people: base.people.map((one) => (one.id === id ? { ...one, ...more } : one)),
});

const zoned = (org: OrganisationDefinition, zone: string) => ({ ...org, zone });
const newcomer = (id: string) => ({ ...base, people: [...base.people, person(id)] });
const gone = (id: string) => ({ ...base, people: base.people.filter((one) => one.id !== id) });
const rename = { zh: '新名', en: 'new name' };
const northRenamed = {
  ...base,
  units: base.units.map((one) => (one.id === 'north' ? { ...one, name: rename } : one)),
};
const southRenamed = {
  ...base,
  units: base.units.map((one) => (one.id === 'south' ? { ...one, name: rename } : one)),
};

type Org = OrganisationDefinition;

describe('what is about other people and units is carried over', () => {
  test.each<[what: string, mine: Org, theirs: Org, people: string[]]>([
    [
      'grants to two people',
      withPerson('ann', { roles: ['owner'] }),
      withPerson('bob', { roles: ['auditor'] }),
      ['ann', 'bob', 'cat'],
    ],
    ['two newcomers', newcomer('dan'), newcomer('eve'), ['ann', 'bob', 'cat', 'eve', 'dan']],
    ['somebody goes, another comes', gone('cat'), newcomer('eve'), ['ann', 'bob', 'eve']],
    ['a unit and a person of another', southRenamed, withPerson('bob', {}), ['ann', 'bob', 'cat']],
    [
      'the zone that both need',
      zoned(withPerson('ann', { terms: [{ role: 'owner', from: '2027-01-01' }] }), 'UTC'),
      zoned(withPerson('bob', { terms: [{ role: 'owner', from: '2027-01-01' }] }), 'UTC'),
      ['ann', 'bob', 'cat'],
    ],
  ])('%s', (_, mine, theirs, people) => {
    const org = carriedOver(base, mine, theirs);
    expect(org?.people.map(({ id }) => id)).toEqual(people);
    expect(parseDefinition(org)).toMatchObject({ ok: true });
  });

  test('and nothing of either is lost', () => {
    const mine = withPerson('ann', { roles: ['owner'] });
    const theirs = withPerson('bob', { posts: ['gate'] });
    expect(carriedOver(base, mine, theirs)?.people).toEqual([
      person('ann', { roles: ['owner'] }),
      person('bob', { posts: ['gate'] }),
      person('cat'),
    ]);
  });
});

describe('what is about the same is left to people', () => {
  test.each<[what: string, mine: Org, theirs: Org]>([
    ['one person', withPerson('ann', { roles: ['owner'] }), withPerson('ann', { posts: ['gate'] })],
    [
      'one newcomer, twice',
      newcomer('dan'),
      { ...base, people: [...base.people, person('dan', { posts: ['gate'] })] },
    ],
    ['who goes', withPerson('ann', { roles: ['owner'] }), gone('ann')],
    ['the other account of somebody', withPerson('ann', { same_as: 'bob' }), gone('bob')],
    ['the unit of somebody', withPerson('ann', { roles: ['owner'] }), northRenamed],
    ['a unit, and somebody in it', northRenamed, withPerson('ann', { roles: ['owner'] })],
    ['the zone', zoned(base, 'UTC'), zoned(base, 'Asia/Shanghai')],
  ])('%s', (_, mine, theirs) => {
    expect(carriedOver(base, mine, theirs)).toBeUndefined();
  });
});

test('law: upon what did not change it is what it was, and either order comes to the same people', () => {
  const roles = fc.subarray(['owner', 'auditor', 'supervisor', 'clerk', 'admin'] as const);
  fc.assert(
    fc.property(roles, roles, (one, other) => {
      const mine = withPerson('ann', { roles: one });
      const theirs = withPerson('cat', { roles: other });
      expect(carriedOver(base, mine, base)).toEqual(mine);
      expect(carriedOver(base, mine, theirs)).toEqual(carriedOver(base, theirs, mine));
    }),
  );
});

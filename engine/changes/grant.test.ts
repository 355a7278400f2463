import { describe, expect, test } from 'vitest';
import { checkOrganisation } from '../definition/check-organisation.ts';
import type { OrganisationDefinition, Person } from '../definition/organisation.ts';
import { withGrants, type Grant } from './grant.ts';

const name = { zh: '名', en: 'name' };
const ann: Person = {
  id: 'ann',
  name,
  unit: 'top',
  posts: ['clerk'],
  roles: ['clerk'],
  terms: [{ role: 'auditor', to: '2026-12-31' }],
};
const org: OrganisationDefinition = {
  kind: 'organisation',
  id: 'org',
  name,
  zone: 'Asia/Shanghai',
  units: [
    { id: 'top', name },
    { id: 'east', name, parent: 'top' },
  ],
  posts: [
    { id: 'clerk', name },
    { id: 'head', name },
  ],
  conflicts: [],
  people: [ann],
};
const moment = { today: '2026-03-02', zone: 'Asia/Shanghai' };
const to = { person: 'ann' };

function annWith(...grants: Grant[]): Person | string[] {
  const granted = withGrants(org, grants, moment);
  if (!granted.ok) return granted.problems.map(({ code, at }) => `${at}: ${code}`);
  expect(checkOrganisation(granted.value)).toEqual([]);
  return granted.value.people[0]!;
}

describe('a grant', () => {
  test.each<[what: string, grant: Grant, person: Person]>([
    ['a role', { what: 'role', ...to, role: 'owner' }, { ...ann, roles: ['clerk', 'owner'] }],
    ['a post', { what: 'post', ...to, post: 'head' }, { ...ann, posts: ['clerk', 'head'] }],
    ['a unit', { what: 'unit', ...to, unit: 'east' }, { ...ann, unit: 'east' }],
    [
      'a post for a time',
      { what: 'post', ...to, post: 'head', from: '2026-03-02', to: '2026-03-31' },
      { ...ann, terms: [...ann.terms!, { post: 'head', from: '2026-03-02', to: '2026-03-31' }] },
    ],
    [
      'a unit until a day',
      { what: 'unit', ...to, unit: 'east', to: '2026-03-02' },
      { ...ann, terms: [...ann.terms!, { unit: 'east', to: '2026-03-02' }] },
    ],
    ['less: a post', { what: 'no_post', ...to, post: 'clerk' }, { ...ann, posts: [] }],
    [
      'less: a role that was for a time',
      { what: 'no_role', ...to, role: 'auditor' },
      { id: 'ann', name, unit: 'top', posts: ['clerk'], roles: ['clerk'] },
    ],
  ])('of %s', (_, grant, person) => {
    expect(annWith(grant)).toEqual(person);
  });

  test('brings a newcomer, with what they get, linked with their other account', () => {
    const granted = withGrants(
      org,
      [
        { what: 'person', person: 'bob', newcomer: { name, unit: 'east', same_as: 'ann' } },
        { what: 'role', person: 'bob', role: 'clerk' },
      ],
      moment,
    );
    const bob = { id: 'bob', name, unit: 'east', posts: [], roles: ['clerk'], same_as: 'ann' };
    expect(granted).toMatchObject({ ok: true, value: { people: [ann, bob] } });
  });

  test('with days needs a zone: that of the calendars, where the organisation has none', () => {
    const { zone: _, ...without } = org;
    const bare = { ...without, people: [{ ...ann, terms: [] }] };
    const dated: Grant = { what: 'post', ...to, post: 'head', from: '2026-03-05' };
    expect(withGrants(bare, [dated], moment)).toMatchObject({ value: { zone: 'Asia/Shanghai' } });
    const always: Grant = { what: 'post', ...to, post: 'head' };
    expect(withGrants(bare, [always], moment)).not.toMatchObject({ value: { zone: moment.zone } });
  });

  test.each<[what: string, grant: Grant, problem: string]>([
    ['of what they have', { what: 'role', ...to, role: 'clerk' }, 'grant_has'],
    [
      'for a time of what they have always',
      { what: 'post', ...to, post: 'clerk', to: '2026-04-01' },
      'grant_has',
    ],
    ['of the unit they are in', { what: 'unit', ...to, unit: 'top' }, 'grant_has'],
    ['that takes what they lack', { what: 'no_role', ...to, role: 'admin' }, 'grant_lacks'],
    ['to nobody', { what: 'role', person: 'gone', role: 'owner' }, 'unknown_person'],
    ['that is over', { what: 'role', ...to, role: 'owner', to: '2026-03-01' }, 'grant_over'],
    [
      'backwards',
      { what: 'role', ...to, role: 'owner', from: '2026-04-02', to: '2026-04-01' },
      'grant_backwards',
    ],
    [
      'of an account that there is',
      { what: 'person', ...to, newcomer: { name, unit: 'top' } },
      'duplicate_id',
    ],
  ])('%s is refused', (_, grant, code) => {
    expect(annWith(grant)).toEqual([`/grants/0: ${code}`]);
    expect(annWith({ what: 'post', ...to, post: 'head' }, grant)).toEqual([`/grants/1: ${code}`]);
  });
});

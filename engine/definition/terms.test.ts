import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrganisationDefinition, Person, Term } from './organisation.ts';
import { samePerson } from './same-person.ts';
import { organisationAt, postsEver } from './terms.ts';

const name = { zh: '名', en: 'name' };

function orgWith(terms: Term[], over: Partial<OrganisationDefinition> = {}) {
  const ann: Person = { id: 'ann', name, unit: 'top', posts: ['clerk'], roles: ['clerk'], terms };
  return {
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
    ...over,
  } satisfies OrganisationDefinition;
}

function annAt(org: OrganisationDefinition, at: string): Pick<Person, 'posts' | 'roles' | 'unit'> {
  const { posts, roles, unit } = organisationAt(org, Date.parse(at)).org.people[0]!;
  return { posts, roles, unit };
}

function isWithin(ms: number, from: number, until: number): boolean {
  return from <= ms && ms < until;
}

const own = { posts: ['clerk'], roles: ['clerk'], unit: 'top' };

describe('what a person has by the moment', () => {
  const march: Term = { role: 'auditor', from: '2026-03-02', to: '2026-03-03' };

  // Midnight in Shanghai is 16:00 of the day before in UTC.
  test.each<[at: string, has: object]>([
    ['2026-03-01T15:59:59.999Z', own],
    ['2026-03-01T16:00:00.000Z', { ...own, roles: ['clerk', 'auditor'] }],
    ['2026-03-03T15:59:59.999Z', { ...own, roles: ['clerk', 'auditor'] }],
    ['2026-03-03T16:00:00.000Z', own],
  ])('a role from one midnight to another, at %s', (at, has) => {
    expect(annAt(orgWith([march]), at)).toEqual(has);
  });

  test.each<[what: string, term: Term, has: object]>([
    ['a post', { post: 'head' }, { ...own, posts: ['clerk', 'head'] }],
    ['a post that they have anyway', { post: 'clerk' }, own],
    ['a unit takes the place of their own', { unit: 'east' }, { ...own, unit: 'east' }],
    ['what has ended', { post: 'head', to: '2026-03-01' }, own],
    ['what has not begun', { post: 'head', from: '2026-03-03' }, own],
    [
      'what begins today',
      { role: 'admin', from: '2026-03-02' },
      { ...own, roles: ['clerk', 'admin'] },
    ],
  ])('%s', (_, term, has) => {
    expect(annAt(orgWith([term]), '2026-03-02T04:00:00Z')).toEqual(has);
  });

  test('a day is as long as its zone says, where clocks are put forward too', () => {
    const org = orgWith([{ post: 'head', from: '2026-03-29', to: '2026-03-29' }], {
      zone: 'Europe/Berlin',
    });
    expect(annAt(org, '2026-03-28T22:59:59Z').posts).toEqual(['clerk']);
    expect(annAt(org, '2026-03-28T23:00:00Z').posts).toEqual(['clerk', 'head']);
    expect(annAt(org, '2026-03-29T21:59:59Z').posts).toEqual(['clerk', 'head']);
    expect(annAt(org, '2026-03-29T22:00:00Z').posts).toEqual(['clerk']);
  });

  test('days of no zone never come', () => {
    const { zone: _, ...org } = orgWith([march]);
    expect(annAt(org, '2026-03-02T04:00:00Z')).toEqual(own);
  });

  test('an organisation without terms is itself, for ever', () => {
    const org = orgWith([]);
    expect(organisationAt(org, 0)).toEqual({ org, from: -Infinity, until: Infinity });
    expect(organisationAt(org, 0).org).toBe(org);
  });

  test('it reads alike until it says', () => {
    const day = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2026-12-31'),
      noInvalidDate: true,
    });
    const text = day.map((one) => one.toISOString().slice(0, 10));
    const terms = fc.array(
      fc.record({ post: fc.constant('head'), from: text, to: text }, { requiredKeys: ['post'] }),
    );
    const moment = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-12-31') });
    fc.assert(
      fc.property(terms, moment, moment, (held, at, other) => {
        const org = orgWith(held);
        const { from, until, org: then } = organisationAt(org, at);
        expect(from).toBeLessThanOrEqual(at);
        expect(until).toBeGreaterThan(at);
        fc.pre(isWithin(other, from, until));
        expect(organisationAt(org, other).org).toEqual(then);
      }),
    );
  });

  test('posts that are to come count where it is asked who could ever do something', () => {
    const org = orgWith([{ post: 'head', from: '2030-01-01' }, { role: 'admin' }]);
    expect(postsEver(org.people[0]!)).toEqual(['clerk', 'head']);
  });
});

const person = (id: string, link: Pick<Person, 'same_as'> = {}): Person => ({
  id,
  name,
  unit: 'top',
  posts: [],
  roles: [],
  ...link,
});

describe('accounts of one human', () => {
  const org = {
    people: [
      person('ann', { same_as: 'ann2' }),
      person('ann2'),
      person('ann3', { same_as: 'ann' }),
      person('bob'),
      person('x', { same_as: 'y' }),
      person('y', { same_as: 'x' }),
    ],
  };

  test.each<[string, string, boolean]>([
    ['ann', 'ann', true],
    ['ann', 'ann2', true],
    ['ann2', 'ann', true],
    ['ann3', 'ann2', true],
    ['ann2', 'ann3', true],
    ['ann', 'bob', false],
    ['bob', 'ann3', false],
    ['x', 'y', true],
    ['x', 'ann', false],
    ['gone', 'ann', false],
    ['gone', 'gone', true],
  ])('%s and %s: %s', (a, b, same) => {
    expect(samePerson(org, a, b)).toBe(same);
  });

  test('without an organisation everybody is themselves', () => {
    expect(samePerson(undefined, 'a', 'a')).toBe(true);
    expect(samePerson(undefined, 'a', 'b')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { OrganisationDefinition, Person } from '../definition/organisation.ts';
import { below, incompatiblePosts, lineOf, serves, unitsServed, type UnitRule } from './duties.ts';

const said = (text: string) => ({ zh: text, en: text });
const basis = { kind: 'typical' as const, source: said('T') };

/** A company with two branches; a hall in one of them; a central team beside the branches. */
const org: OrganisationDefinition = {
  kind: 'organisation',
  id: 'org',
  name: said('org'),
  units: [
    { id: 'city', name: said('city') },
    { id: 'east', name: said('east'), parent: 'city' },
    { id: 'hall', name: said('hall'), parent: 'east' },
    { id: 'west', name: said('west'), parent: 'city' },
    { id: 'team', name: said('team'), parent: 'city' },
  ],
  posts: ['draft', 'approve', 'file'].map((id) => ({ id, name: said(id) })),
  conflicts: [{ posts: ['draft', 'approve'], reason: said('apart'), basis }],
  people: [],
};

const from = (unit: string): Person => ({
  id: 'p',
  name: said('p'),
  unit,
  posts: [],
  roles: ['clerk'],
});

describe('units', () => {
  it('stand in lines', () => {
    expect(lineOf(org, 'hall')).toEqual(['hall', 'east', 'city']);
    expect(lineOf(org, 'nowhere')).toEqual(['nowhere']);
    expect(below(org, 'east')).toEqual(['east', 'hall']);
  });

  it('do not go round in a circle of parents', () => {
    const units = [
      { id: 'a', name: said('a'), parent: 'b' },
      { id: 'b', name: said('b'), parent: 'a' },
    ];
    expect(lineOf({ ...org, units }, 'a')).toEqual(['a', 'b']);
  });

  const served: [string, UnitRule, [string, ...string[]]][] = [
    ['hall', 'case', ['city', 'east', 'hall']],
    ['east', 'case', ['city', 'east']],
    ['team', 'case', ['city', 'team']],
    ['team', 'above', ['city', 'east', 'hall', 'west', 'team']],
    ['city', 'above', ['city', 'east', 'hall', 'west', 'team']],
  ];

  it.each(served)('a person of %s serves by the rule %s', (unit, rule, expected) => {
    expect(unitsServed(org, from(unit), rule)).toEqual(expected);
    expect(serves(org, from(unit), rule, expected[0])).toBe(true);
  });
});

describe('incompatible posts', () => {
  it('are those that a conflict names beside the post', () => {
    expect([...incompatiblePosts(org, 'draft')]).toEqual(['approve']);
    expect([...incompatiblePosts(org, 'file')]).toEqual([]);
  });

  it('follow the organisation asked about', () => {
    expect([...incompatiblePosts({ ...org, conflicts: [] }, 'draft')]).toEqual([]);
  });
});

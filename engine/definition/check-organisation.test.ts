import { describe, expect, it } from 'vitest';
import { checkOrganisation } from './check-organisation.ts';
import type { OrganisationDefinition } from './organisation.ts';

const name = { zh: '名', en: 'name' };
const basis = { kind: 'typical', source: name } as const;

const org: OrganisationDefinition = {
  kind: 'organisation',
  id: 'org',
  name,
  units: [
    { id: 'top', name },
    { id: 'branch', name, parent: 'top' },
  ],
  posts: [
    { id: 'head', name },
    { id: 'clerk', name },
  ],
  conflicts: [{ posts: ['head', 'clerk'], reason: name, basis }],
  people: [{ id: 'ann', name, unit: 'branch', posts: ['head'], roles: ['owner'] }],
};

function found(changes: Partial<OrganisationDefinition>): string[] {
  return checkOrganisation({ ...org, ...changes }).map(({ at, code }) => `${at}: ${code}`);
}

const unit = (id: string, parent?: string) => ({ id, name, ...(parent && { parent }) });
const person = (id: string, at: string, posts: string[] = []) => ({
  id,
  name,
  unit: at,
  posts,
  roles: ['clerk' as const],
});

describe('an organisation', () => {
  it.each<[string, Partial<OrganisationDefinition>]>([
    ['a tree of units', {}],
    ['several trees', { units: [unit('top'), unit('branch'), unit('team', 'branch')] }],
    ['nobody yet', { people: [] }],
    ['somebody without a post', { people: [person('ann', 'top')] }],
  ])('holds together: %s', (_title, changes) => {
    expect(found(changes)).toEqual([]);
  });

  it.each<[string, Partial<OrganisationDefinition>, string[]]>([
    [
      'units in a circle, and one below the circle',
      { units: [unit('top', 'branch'), unit('branch', 'top'), unit('team', 'top')] },
      ['/units/0/parent: unit_in_itself', '/units/1/parent: unit_in_itself'],
    ],
    [
      'a unit below itself',
      { units: [unit('top'), unit('branch', 'branch')] },
      ['/units/1/parent: unit_in_itself'],
    ],
    [
      'a unit below none that there is',
      { units: [unit('top'), unit('branch', 'gone')] },
      ['/units/1/parent: unknown_reference'],
    ],
    [
      'ids used twice',
      {
        units: [unit('top'), unit('branch'), unit('top')],
        posts: [...org.posts, { id: 'head', name }],
        people: [person('ann', 'top'), person('ann', 'top')],
      },
      ['/units/2/id: duplicate_id', '/posts/2/id: duplicate_id', '/people/1/id: duplicate_id'],
    ],
    [
      'a conflict of a post that is none',
      { conflicts: [{ posts: ['head', 'gone'], reason: name, basis }] },
      ['/conflicts/0/posts/1: unknown_reference'],
    ],
    [
      'somebody nowhere, with a post that is none',
      { people: [person('ann', 'gone', ['head', 'gone'])] },
      ['/people/0/unit: unknown_reference', '/people/0/posts/1: unknown_reference'],
    ],
  ])('does not hold together: %s', (_title, changes, expected) => {
    expect(found(changes)).toEqual(expected);
  });
});

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
    ['somebody without a role any more', { people: [{ ...person('ann', 'top'), roles: [] }] }],
    [
      'terms one after another, in a zone',
      {
        zone: 'Asia/Shanghai',
        people: [
          {
            ...person('ann', 'top'),
            terms: [
              { unit: 'branch', to: '2026-03-01' },
              { unit: 'top', from: '2026-03-02' },
              { post: 'head', from: '2026-03-01', to: '2026-03-01' },
              { role: 'auditor' },
            ],
          },
        ],
      },
    ],
    [
      'two accounts of one human',
      { people: [{ ...person('ann', 'top'), same_as: 'ann2' }, person('ann2', 'top')] },
    ],
  ])('holds together: %s', (_title, changes) => {
    expect(found(changes)).toEqual([]);
  });

  it.each<[string, Partial<OrganisationDefinition>, string[]]>([
    [
      'terms without a zone, of what there is not, backwards',
      {
        people: [
          {
            ...person('ann', 'top'),
            terms: [
              { post: 'gone', from: '2026-03-02' },
              { unit: 'gone' },
              { role: 'admin', from: '2026-03-02', to: '2026-03-01' },
            ],
          },
        ],
      },
      [
        '/people/0/terms/0/post: unknown_reference',
        '/people/0/terms/1/unit: unknown_reference',
        '/people/0/terms/2/to: term_backwards',
        '/zone: zone_needed',
      ],
    ],
    [
      'two units on one day',
      {
        zone: 'Asia/Shanghai',
        people: [
          {
            ...person('ann', 'top'),
            terms: [
              { unit: 'top', to: '2026-03-02' },
              { unit: 'branch', from: '2026-03-02' },
            ],
          },
        ],
      },
      ['/people/0/terms/1: terms_overlap'],
    ],
    [
      'accounts linked in a circle, and with nobody',
      {
        people: [
          { ...person('ann', 'top'), same_as: 'ann2' },
          { ...person('ann2', 'top'), same_as: 'ann' },
          { ...person('ann3', 'top'), same_as: 'gone' },
          { ...person('ann4', 'top'), same_as: 'ann4' },
        ],
      },
      [
        '/people/0/same_as: same_person_circle',
        '/people/1/same_as: same_person_circle',
        '/people/2/same_as: unknown_reference',
        '/people/3/same_as: same_person_circle',
      ],
    ],
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

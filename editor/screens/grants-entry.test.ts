import { describe, expect, test } from 'vitest';
import { emptyEntry, grantOf, type GrantEntry } from './grants-entry.ts';

describe('a grant that is entered', () => {
  test.each<[what: string, entry: Partial<GrantEntry>, grant: object]>([
    [
      'a role',
      { person: 'ann', value: 'auditor' },
      { what: 'role', person: 'ann', role: 'auditor' },
    ],
    [
      'a post for a time',
      { what: 'post', person: 'ann', value: 'head', from: '2026-03-02', to: '2026-03-31' },
      { what: 'post', person: 'ann', post: 'head', from: '2026-03-02', to: '2026-03-31' },
    ],
    [
      'a newcomer with one name',
      { what: 'person', person: ' bob ', value: 'east', nameZh: '鲍勃' },
      {
        what: 'person',
        person: 'bob',
        newcomer: { name: { zh: '鲍勃', en: '鲍勃' }, unit: 'east' },
      },
    ],
    [
      'less, whatever days stood there',
      { what: 'no_role', person: 'ann', value: 'admin', from: '2026-03-02' },
      { what: 'no_role', person: 'ann', role: 'admin' },
    ],
    [
      'the same human',
      { what: 'same_as', person: 'ann', value: 'ann2' },
      { what: 'same_as', person: 'ann', same_as: 'ann2' },
    ],
  ])('%s', (_, entry, grant) => {
    expect(grantOf({ ...emptyEntry, ...entry })).toEqual(grant);
  });

  test.each<[what: string, entry: Partial<GrantEntry>]>([
    ['for nobody', { value: 'auditor' }],
    ['of nothing', { person: 'ann' }],
    ['of a role that there is not', { person: 'ann', value: 'king' }],
    ['for an account that cannot be', { what: 'person', person: '9', value: 'east', nameZh: '九' }],
    ['for a newcomer without a name', { what: 'person', person: 'bob', value: 'east' }],
  ])('is not whole %s', (_, entry) => {
    expect(grantOf({ ...emptyEntry, ...entry })).toBeUndefined();
  });
});

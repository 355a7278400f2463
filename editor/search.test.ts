import { describe, expect, test } from 'vitest';
import { searches } from './search.ts';

describe('what an address may carry', () => {
  test.each([
    [
      'known values stay',
      'inbox',
      { box: 'pool', urgency: 'over' },
      { box: 'pool', urgency: 'over' },
    ],
    ['unknown values go', 'inbox', { box: 'theirs', urgency: 1, x: 2 }, {}],
    ['a number typed as one is a text', 'cases', { q: 42 }, { q: '42' }],
    ['empty is nothing', 'cases', { q: '', status: '' }, {}],
    ['structures are no text', 'records', { period: { a: 1 }, show: ['counted'] }, {}],
    ['a path of ours', 'login', { next: '/cases/1?tab=data' }, { next: '/cases/1?tab=data' }],
    ['another site', 'login', { next: 'https://evil.example' }, {}],
    ['another site without a scheme', 'login', { next: '//evil.example' }, {}],
    ['another site by a backslash', 'login', { next: '/\\evil.example' }, {}],
  ] as const)('%s', (_title, screen, search, expected) => {
    expect(searches[screen](search)).toEqual(expected);
  });
});

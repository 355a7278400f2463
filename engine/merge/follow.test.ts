import { expect, test } from 'vitest';
import { pack, put, relist } from '../definition/diff.fixture.ts';
import { find } from '../definition/pack.ts';
import { follow } from './follow.ts';

const flow = find(pack, 'flow', 'supply')!;
const turned = relist(flow, 'steps/accept/routes', (all) => all.toReversed());
const without = put(flow, 'steps/check', undefined);

test.each<[what: string, after: unknown, path: string, now: string | undefined]>([
  ['a step', turned, 'steps/accept', 'steps/accept'],
  ['a route that moved', turned, 'steps/accept/routes/0/to', 'steps/accept/routes/2/to'],
  ['a step that is gone', without, 'steps/check/limits/0', undefined],
  ['what never was', turned, 'steps/accept/routes/9', undefined],
  ['what is no place', turned, 'steps/accept/routes/length', undefined],
  ['a key that every object has', turned, 'steps/constructor', undefined],
])('%s', (_, after, path, now) => {
  expect(follow(flow, after, path.split('/'))?.join('/')).toBe(now);
});

test('the whole document is always there', () => {
  expect(follow(flow, null, [])).toEqual([]);
});

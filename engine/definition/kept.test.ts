import { expect, it, vi } from 'vitest';
import type { CalendarDefinition } from './calendar.ts';
import type { FactsDefinition } from './facts.ts';
import { keptCheck, keptFor } from './kept.ts';
import { all, withDefinition, type Pack } from './pack.ts';
import { problem, type Problem } from '../problem.ts';

const name = { zh: '名称', en: 'Name' };
const facts = (id: string): FactsDefinition => ({ kind: 'facts', id, name, facts: {} });
const calendar: CalendarDefinition = {
  kind: 'calendar',
  id: 'calendar',
  name,
  zone: 'UTC',
  source: { zh: '测试', en: 'test' },
  workdays: [1, 2, 3, 4, 5],
  covers: { from: '2026-01-01', to: '2026-12-31' },
  days: [],
};
const pack: Pack = { definitions: [facts('one'), calendar, facts('two')] };

it('works it out once while the definitions of its kinds are the same', () => {
  const work = vi.fn<(among: Pack) => string[]>((among) => all(among, 'facts').map(({ id }) => id));
  const ids = keptFor(['facts'], work);
  expect(ids(pack)).toEqual(['one', 'two']);
  expect(ids(withDefinition(pack, { ...calendar, zone: 'Asia/Shanghai' }))).toEqual(['one', 'two']);
  expect(work).toHaveBeenCalledOnce();
});

it('works it out again when one of them is another, or they stand in another order', () => {
  const ids = keptFor(['facts'], (among) => all(among, 'facts').map(({ id }) => id));
  ids(pack);
  expect(ids(withDefinition(pack, facts('three')))).toEqual(['one', 'two', 'three']);
  expect(ids({ definitions: pack.definitions.toReversed() })).toEqual(['two', 'one']);
  expect(ids({ definitions: [calendar] })).toEqual([]);
});

it('hands on no definition of another kind', () => {
  const seen = keptFor(['facts'], ({ definitions }) => definitions.map(({ kind }) => kind));
  expect(seen(pack)).toEqual(['facts', 'facts']);
});

it('keeps what was found of a definition apart from what was found of others', () => {
  const check = vi.fn<(one: FactsDefinition) => Problem[]>(({ id }) => [
    problem('duplicate_id', { id }),
  ]);
  const kept = keptCheck<FactsDefinition>([], check);
  const [one, two] = [facts('one'), facts('two')];
  kept(one, pack).pop();
  expect(kept(one, pack)).toMatchObject([{ details: { id: 'one' } }]);
  expect(kept(two, pack)).toMatchObject([{ details: { id: 'two' } }]);
  expect(check).toHaveBeenCalledTimes(2);
});

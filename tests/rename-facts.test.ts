/** Renaming a fact of the shipped pack: everything that spoke of it does so by its new id, and nothing else. */
import { describe, expect, test } from 'vitest';
import { checkPack } from '@flowmeter/engine/definition/check-pack.ts';
import { factUsesOf } from '@flowmeter/engine/definition/fact-uses.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { all, factsOf, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { type Json, withFactRenamed } from '@flowmeter/engine/definition/rename-fact.ts';
import { loadPack } from '@flowmeter/server/pack-files.ts';
import { packFolder } from '@flowmeter/server/synthetic/plan-file.ts';

const { pack } = await loadPack(packFolder('power-supply'));
const uses = factUsesOf(pack);
const ids = Object.keys(factsOf(pack));

function renamed(before: Pack, id: string, to: string): Pack {
  const find = (kind: string, key: string) =>
    before.definitions.find((one) => one.kind === kind && one.id === key) as Json | undefined;
  const definitions = before.definitions.map(
    (one) => withFactRenamed(one as unknown as Json, { id, to }, find).content,
  );
  return { ...before, definitions: definitions as unknown as Definition[] };
}

test.each(ids)('%s: its uses are those of the new id, and the dictionary keeps its order', (id) => {
  const after = renamed(pack, id, 'another_id');
  const now = factUsesOf(after);
  expect(now.get(id)).toBeUndefined();
  expect(now.get('another_id')).toEqual(uses.get(id));
  const facts = all(after, 'facts').flatMap((set) => Object.keys(set.facts));
  expect(facts.toSpliced(ids.indexOf(id), 1)).toEqual(ids.toSpliced(ids.indexOf(id), 1));
  expect(facts[ids.indexOf(id)]).toBe('another_id');
});

/** Tables may be asked about both: the hard ones. */
const shared = ids.filter((id) =>
  all(pack, 'record').some(({ fields }) => Object.hasOwn(fields, id)),
);

describe('nothing is wrong that was not before, where records have a field of that id too', () => {
  const before = checkPack(pack);
  test.each(shared)('%s', (id) => {
    expect(checkPack(renamed(pack, id, 'another_id'))).toEqual(before);
  });
});

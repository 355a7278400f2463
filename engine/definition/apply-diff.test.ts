import fc from 'fast-check';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyDiff } from './apply-diff.ts';
import { diff } from './diff.ts';
import { all, type Pack } from './pack.ts';
import { parseDefinition } from './parse.ts';

const folder = new URL('../../definitions/power-supply/', import.meta.url);

const pack: Pack = {
  definitions: globSync('**/*.json', { cwd: folder })
    .toSorted()
    .map((file) => parseDefinition(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))
    .flatMap((parsed) => (parsed.ok ? [parsed.value] : [])),
};

type Node = Record<string, unknown>;

/** One thing that may be done somewhere in a document; `dice` are numbers from 0 up to 1. */
type Mutation = { depth: number; dice: number[]; value: unknown };

/** Without -0, which JSON does not have. */
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)));

const mutation: fc.Arbitrary<Mutation> = fc.record({
  depth: fc.nat(8),
  dice: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 12, maxLength: 12 }),
  value: json,
});

function mutated(document: unknown, { depth, dice, value }: Mutation): unknown {
  const copy = structuredClone(document);
  const roll = dice.values();
  const pick = (count: number) => Math.floor((roll.next().value ?? 0) * count);
  let node = copy as Node;
  for (let level = 0; level < depth; level += 1) {
    const children = Object.values(node).filter((one) => typeof one === 'object' && one !== null);
    if (children.length === 0) break;
    node = children[pick(children.length)] as Node;
  }
  const deeds = Array.isArray(node) ? listDeeds : bagDeeds;
  deeds[pick(deeds.length)]?.(node as never, pick, value);
  return copy;
}

type Deed<T> = (node: T, pick: (count: number) => number, value: unknown) => void;

const bagDeeds: Deed<Node>[] = [
  (bag, pick, value) => {
    bag[Object.keys(bag)[pick(Object.keys(bag).length)] ?? 'new'] = value;
  },
  (bag, pick) => {
    delete bag[Object.keys(bag)[pick(Object.keys(bag).length)] ?? ''];
  },
  (bag, pick, value) => {
    bag[`new${pick(3)}`] = value;
  },
];

const listDeeds: Deed<unknown[]>[] = [
  (list, pick) => {
    list.splice(pick(list.length), 1);
  },
  (list, pick, value) => {
    list.splice(pick(list.length + 1), 0, value);
  },
  (list, pick) => {
    const taken = list.splice(pick(list.length), 1);
    list.splice(pick(list.length + 1), 0, ...taken);
  },
  (list, pick) => {
    const index = pick(list.length);
    list.splice(pick(list.length + 1), 0, ...structuredClone(list.slice(index, index + 1)));
  },
  (list) => {
    list.splice(0, list.length, ...list.toReversed());
  },
];

/** The differences as they are stored and read again. */
function applied(before: unknown, after: unknown): unknown {
  const differences = diff(before, after, pack);
  return applyDiff(before, JSON.parse(JSON.stringify(differences)) as typeof differences);
}

describe('the old document with the differences applied is the new one', () => {
  const definitions = [...all(pack, 'flow'), ...all(pack, 'ruleset'), ...all(pack, 'organisation')];
  const named = definitions.map((one) => [one.id, one] as const);
  const mutations = fc.array(mutation, { minLength: 1, maxLength: 6 });

  test.each(named)('mutations of %s', (_, definition) => {
    fc.assert(
      fc.property(mutations, (deeds) => {
        const after = deeds.reduce<unknown>(mutated, definition);
        expect(applied(definition, after)).toStrictEqual(after);
      }),
      { numRuns: 150 },
    );
  });

  test.each(named)('sentences of mutations of %s have no holes', (_, definition) => {
    const hole = /undefined|\[object|\{(thing|field|value|old|from|to)\}/;
    /** What messages of the document itself ask to be filled in. */
    const own = [...JSON.stringify(definition).matchAll(/\{\w+\}/g)].map(([one]) => one);
    fc.assert(
      fc.property(mutations, (deeds) => {
        const after = deeds.reduce<unknown>(mutated, definition);
        const words = diff(definition, after, pack).flatMap(({ sentence }) =>
          Object.values(sentence),
        );
        const bare = words.map((text) => own.reduce((rest, one) => rest.replaceAll(one, ''), text));
        expect(bare.filter((text) => hole.test(text))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('any two JSON documents', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(applied(before, after)).toStrictEqual(after);
      }),
      { numRuns: 1000 },
    );
  });

  test('mutations of any JSON document', () => {
    fc.assert(
      fc.property(json, mutations, (document, deeds) => {
        const before = { document };
        const after = deeds.reduce<unknown>(mutated, before);
        expect(applied(before, after)).toStrictEqual(after);
      }),
      { numRuns: 1000 },
    );
  });

  test('lists of the same things in any order', () => {
    const plain = { noNullPrototype: true };
    const thing = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), n: fc.nat(2) }, plain);
    const things = fc.uniqueArray(thing, { selector: (one) => one.id });
    const words = fc.array(fc.constantFrom('p', 'q', 'r', 's'));
    const holder = fc.record({ id: fc.constantFrom('x', 'y', 'z'), things, words }, plain);
    const holders = fc.uniqueArray(holder, { selector: (one) => one.id });
    fc.assert(
      fc.property(holders, holders, (before, after) => {
        expect(applied(before, after)).toStrictEqual(after);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    [null, { a: 1 }],
    [{ a: 1 }, null],
    [{ a: [1, 1, 2] }, { a: [1, 2, 1] }],
    [{ '': { '/': 1, '~': 2 } }, { '': { '/': 2, '~1': 2 } }],
    [JSON.parse('{"__proto__": {"a": 1}}'), JSON.parse('{"__proto__": {"a": 2}, "b": 1}')],
  ])('%j to %j', (before, after) => {
    expect(applied(before, after)).toStrictEqual(after);
  });

  test('a document that is the same has no differences', () => {
    expect(definitions.map((one) => diff(one, structuredClone(one)))).toEqual(
      definitions.map(() => []),
    );
  });
});

import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  consistencyPath,
  emptyRoot,
  growTree,
  inclusionPath,
  isConsistent,
  isIncluded,
  leafHash,
  rootOf,
  type Hash,
} from './merkle.ts';

/** The published vectors of RFC 6962 implementations (Certificate Transparency's reference tests). */
const data = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const leaves = data.map((text) => leafHash(hexToBytes(text)));
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const node = {
  first: roots[1]!,
  second: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  pair: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  upper: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  fifth: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  last: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  sixth: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
};

const hex = (path: readonly Hash[]) => path.map((hash) => bytesToHex(hash));

describe('the published vectors', () => {
  test.each(roots.map((root, size) => ({ root, size })))(
    'root of $size leaves',
    ({ root, size }) => {
      expect(bytesToHex(rootOf(leaves.slice(0, size)))).toBe(root);
    },
  );

  test.each<[index: number, size: number, path: string[]]>([
    [0, 1, []],
    [0, 8, [node.second, node.pair, node.upper]],
    [5, 8, [node.fifth, node.last, roots[4]!]],
    [2, 3, [roots[2]!]],
    [1, 5, [node.first, node.pair, node.fifth]],
  ])('inclusion of leaf %i of %i', (index, size, path) => {
    const tree = leaves.slice(0, size);
    expect(hex(inclusionPath(tree, index))).toEqual(path);
  });

  test.each<[first: number, second: number, path: string[]]>([
    [1, 1, []],
    [1, 8, [node.second, node.pair, node.upper]],
    [6, 8, [node.sixth, node.last, roots[4]!]],
    [2, 5, [node.pair, node.fifth]],
  ])('consistency of %i and %i', (first, second, path) => {
    expect(hex(consistencyPath(leaves.slice(0, second), first))).toEqual(path);
  });
});

const hashes = fc.array(fc.uint8Array({ minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 70,
});

describe('laws', () => {
  test('a tree that grows has the roots of the trees it was, from wherever it goes on', () => {
    fc.assert(
      fc.property(hashes, fc.nat(), (given, at) => {
        const all = given.map(leafHash);
        const size = at % (all.length + 1);
        const begun = growTree({ size: 0, frontier: [] });
        for (const leaf of all.slice(0, size)) begun.add(leaf);
        const tree = growTree({ size, frontier: begun.frontier() });
        for (const leaf of all.slice(size)) tree.add(leaf);
        expect(tree.root()).toEqual(rootOf(all));
        expect(tree.size()).toBe(all.length);
      }),
    );
  });

  test('every leaf is included by its path, and by no other', () => {
    fc.assert(
      fc.property(hashes, fc.nat(), fc.nat(), (given, at, wrong) => {
        const all = given.map((bytes, place) => leafHash(Uint8Array.of(place, ...bytes)));
        const [index, other] = [at % all.length, wrong % all.length];
        const [root, size, path] = [rootOf(all), all.length, inclusionPath(all, index)];
        const claim = { leaf: all[index]!, index, size, root };
        expect(isIncluded(claim, path)).toBe(true);
        expect(isIncluded({ ...claim, index: other }, path)).toBe(other === index);
        expect(isIncluded({ ...claim, leaf: all[other]! }, path)).toBe(other === index);
        expect(isIncluded(claim, [...path, root])).toBe(false);
        expect(isIncluded(claim, path.slice(1))).toBe(path.length === 0);
        expect(isIncluded({ ...claim, root: emptyRoot }, path)).toBe(false);
      }),
    );
  });

  test('a tree continues every tree it was, and none with another leaf', () => {
    fc.assert(
      fc.property(hashes, fc.nat(), fc.nat(), (given, at, place) => {
        const all = given.map(leafHash);
        const size = 1 + (at % all.length);
        const first = { size, root: rootOf(all.slice(0, size)) };
        const second = { size: all.length, root: rootOf(all) };
        const path = consistencyPath(all, size);
        expect(isConsistent({ first, second }, path)).toBe(true);
        const forked = all.with(place % size, leafHash(Uint8Array.of(9, 9, 9, 9, 9)));
        const other = { size: all.length, root: rootOf(forked) };
        expect(isConsistent({ first, second: other }, consistencyPath(forked, size))).toBe(false);
        expect(isConsistent({ first, second }, [...path, second.root])).toBe(false);
      }),
    );
  });

  test.each([-1, 0.5, Number.NaN, 9])('a place that is none is not included: %d', (index) => {
    expect(isIncluded({ leaf: leaves[0]!, index, size: 8, root: rootOf(leaves) }, [])).toBe(false);
    const first = { size: index, root: emptyRoot };
    expect(isConsistent({ first, second: { size: 8, root: rootOf(leaves) } }, [])).toBe(false);
  });

  test('an empty tree is continued by any, without a path', () => {
    const first = { size: 0, root: emptyRoot };
    const second = { size: 8, root: rootOf(leaves) };
    expect(isConsistent({ first, second }, consistencyPath(leaves, 0))).toBe(true);
    expect(isConsistent({ first: { ...first, root: leaves[0]! }, second }, [])).toBe(false);
  });
});

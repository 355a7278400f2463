import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  done,
  hashOfBundle,
  hashOfPart,
  none,
  partNames,
  partsIn,
  stateOf,
  withParts,
  type Bundle,
  type Part,
} from './bundle.ts';
import { reasons } from './quick.ts';
import { bundleOf, hashOfEvidence, type FirstEvidence } from './stored.ts';

const bound = { baseHash: 'a', contentHash: 'b' };
const absent = none(reasons.noPast);

const bundle: Bundle = {
  at: '2026-03-02T01:00:00.000Z',
  engine: '0.1.0',
  world: { hash: 'w', records: [], ended: 3, open: 1, inForce: 'f' },
  parts: {
    differences: done([]),
    problems: done([]),
    soundness: absent,
    analysis: absent,
    examples: done({ passed: 3, failed: 0, failures: [] }),
    backtest: { state: 'running' },
    migration: absent,
    people: done({ steps: [], posts: [], scores: [], pay: [], barred: [] }),
  },
};

const failed: Part<never> = {
  state: 'failed',
  problem: { code: 'internal', details: {}, level: 'error' },
};

describe('the state of evidence', () => {
  test.each<[what: string, backtest: Part<never>, then: string]>([
    ['complete when every part is there or does not apply', absent, 'complete'],
    ['running while a part is', { state: 'running' }, 'running'],
    ['failed when a part could not be made', failed, 'failed'],
  ])('is %s', (_, backtest, then) => {
    expect(stateOf(withParts(bundle, { backtest }))).toBe(then);
  });

  test('running comes before failed', () => {
    expect(stateOf(withParts(bundle, { people: failed }))).toBe('running');
    expect(partsIn(withParts(bundle, { people: failed }), 'failed')).toEqual(['people']);
  });
});

describe('its hash', () => {
  const hash = hashOfBundle(bundle, bound);

  test('is the same when it is read back', () => {
    expect(hashOfBundle(JSON.parse(JSON.stringify(bundle)) as Bundle, bound)).toBe(hash);
  });

  test.each<[what: string, other: Bundle, to: typeof bound]>([
    ['another base', bundle, { ...bound, baseHash: 'x' }],
    ['another content', bundle, { ...bound, contentHash: 'x' }],
    ['another time', { ...bundle, at: '2026-03-02T01:00:00.001Z' }, bound],
    ['another engine', { ...bundle, engine: '0.1.1' }, bound],
    ['other data', { ...bundle, world: { ...bundle.world, ended: 4 } }, bound],
    ['a part that is there now', withParts(bundle, { backtest: absent }), bound],
    [
      'one example more',
      withParts(bundle, { examples: done({ passed: 4, failed: 0, failures: [] }) }),
      bound,
    ],
  ])('is another for %s', (_, other, to) => {
    expect(hashOfBundle(other, to)).not.toBe(hash);
  });

  test('is another when any part is', () => {
    const parts = fc.constantFrom(...partNames);
    fc.assert(
      fc.property(parts, fc.string(), (name, words) => {
        const altered = withParts(bundle, { [name]: none({ zh: words, en: words }) });
        expect(hashOfBundle(altered, bound)).not.toBe(hash);
        expect(hashOfPart(name, altered.parts[name])).not.toBe(
          hashOfPart(name, bundle.parts[name]),
        );
      }),
    );
  });

  test('a part is not taken for another that says the same', () => {
    expect(hashOfPart('problems', done([]))).not.toBe(hashOfPart('differences', done([])));
  });
});

describe('evidence from before it had parts', () => {
  const first: FirstEvidence = {
    differences: [],
    problems: [],
    examples: { passed: 1, failed: 0, failures: [] },
  };

  test('is verified as it was', () => {
    expect(hashOfEvidence(first, bound)).toBe(
      '3f673c75689077d127765f527f6ee49e38a8c4598541c02c8ad47a167ffb05d3',
    );
    expect(hashOfEvidence(first, { ...bound, baseHash: null })).not.toBe(
      hashOfEvidence(first, bound),
    );
  });

  test('is shown with the parts that it has', () => {
    const item = { kind: 'flow', id: 'f', name: { zh: '流程', en: 'Flow' }, ...bound };
    const shown = bundleOf(first, item, bundle.at);
    expect(partsIn(shown, 'done')).toEqual(['differences', 'problems', 'examples']);
    expect(stateOf(shown)).toBe('complete');
    expect(bundleOf(bundle, item, bundle.at)).toBe(bundle);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fractionOf, Share, type Signing } from '../definition/handling.ts';
import type { SignPart, Verdict } from './people-state.ts';
import { partsInTurn, partsOf, resultOf } from './signing.ts';

type Vote = Verdict | undefined;

/** Parts with these verdicts, undefined while open; each of weight 1 unless said. */
function partsWith(votes: readonly Vote[], weights: readonly number[] = []): SignPart[] {
  return votes.map((verdict, index) => ({
    part: index + 1,
    weight: weights[index] ?? 1,
    status: verdict === undefined ? 'open' : 'signed',
    ...(verdict === undefined ? {} : { verdict }),
  }));
}

const [yes, no, open] = ['agree', 'reject', undefined] as const;

describe('the result of a signing', () => {
  it.each<[Signing['mode'], Signing['on_reject'], Vote[], ReturnType<typeof resultOf>]>([
    ['any', 'at_once', [open, open], undefined],
    ['any', 'at_once', [yes, open], 'pass'],
    ['any', 'at_once', [no, open], undefined],
    ['any', 'at_once', [no, no], 'reject'],
    ['any', 'at_end', [no, yes], 'pass'],
    ['all', 'at_once', [yes, open], undefined],
    ['all', 'at_once', [yes, yes], 'pass'],
    ['all', 'at_once', [no, open], 'reject'],
    ['all', 'at_end', [no, open], undefined],
    ['all', 'at_end', [no, yes], 'reject'],
    ['in_order', 'at_once', [no, open], 'reject'],
    ['in_order', 'at_end', [no, open], undefined],
  ])('%s, %s: %j comes to %s', (mode, on_reject, votes, result) => {
    expect(resultOf({ mode, signers: 2, on_reject }, partsWith(votes))).toBe(result);
  });

  it.each<[string, Vote[], number[], ReturnType<typeof resultOf>]>([
    ['2/3', [yes, yes, open], [], 'pass'],
    ['2/3', [yes, open, open], [], undefined],
    ['2/3', [no, no, open], [], 'reject'],
    ['>2/3', [yes, yes, open], [], undefined],
    ['>2/3', [yes, yes, no], [], 'reject'],
    ['1/2', [yes, open], [], 'pass'],
    ['>1/2', [yes, no], [], 'reject'],
    ['66.67%', [yes, yes, no], [], 'reject'],
    ['66.66%', [yes, yes, no], [], 'pass'],
    ['60%', [yes, no, open], [3, 2, 0], 'pass'],
    ['30%', [yes, no], [3, 7], 'pass'],
    ['70%', [yes, no], [7, 3], 'pass'],
    ['100%', [yes, open], [5, 1], undefined],
  ])('by a vote of %s: %j weighing %j comes to %s', (threshold, votes, weights, result) => {
    const sign: Signing = { mode: 'vote', signers: votes.length, threshold };
    expect(resultOf(sign, partsWith(votes, weights))).toBe(result);
  });
});

const verdict = fc.constantFrom<Verdict>('agree', 'reject');
const signing = fc.record({
  mode: fc.constantFrom<Signing['mode']>('any', 'all', 'in_order', 'vote'),
  on_reject: fc.constantFrom<Signing['on_reject']>('at_once', 'at_end', undefined),
  threshold: fc.constantFrom('1/2', '>1/2', '2/3', '60%', '33.34%', '1/1', '>0/1'),
  signers: fc.constant(3),
});
const ballot = fc.array(fc.record({ verdict, weight: fc.integer({ min: 1, max: 1000 }) }), {
  minLength: 1,
  maxLength: 9,
});

describe('laws of signing', () => {
  it('the result does not depend on the order in which people sign', () => {
    const shuffled = ballot.chain((votes) =>
      fc.tuple(fc.constant(votes), fc.shuffledSubarray(votes, { minLength: votes.length })),
    );
    fc.assert(
      fc.property(signing, shuffled, (sign, [votes, others]) => {
        expect(whole(sign, votes)).toBe(whole(sign, others));
      }),
    );
  });

  it('a result that is certain early is the result when everybody has signed', () => {
    fc.assert(
      fc.property(signing, ballot, fc.nat(), (sign, votes, seed) => {
        const heard = seed % (votes.length + 1);
        const silent = votes.slice(heard).map(() => undefined);
        const parts = partsWith(
          [...votes.slice(0, heard).map((one) => one.verdict), ...silent],
          votes.map(({ weight }) => weight),
        );
        expect([whole(sign, votes), undefined]).toContain(resultOf(sign, parts));
      }),
    );
  });

  it('when everybody has signed there is a result', () => {
    fc.assert(
      fc.property(signing, ballot, (sign, votes) => {
        expect(whole(sign, votes)).toMatch(/^(pass|reject)$/);
      }),
    );
  });

  it('one more who agrees never turns a pass into a rejection', () => {
    fc.assert(
      fc.property(signing, ballot, (sign, votes) => {
        const rejecting = votes.map((one) => ({ ...one, verdict: 'reject' as const }));
        const steps = votes.map((_one, index) =>
          whole(sign, [...votes.slice(0, index), ...rejecting.slice(index)]),
        );
        const agreed = votes.map((one) => ({ ...one, verdict: 'agree' as const }));
        expect(whole(sign, agreed)).toBe('pass');
        expect(steps).not.toContain(undefined);
      }),
    );
  });
});

function whole(sign: Signing, votes: readonly { verdict: Verdict; weight: number }[]) {
  const weights = votes.map(({ weight }) => weight);
  return resultOf(
    sign,
    partsWith(
      votes.map((one) => one.verdict),
      weights,
    ),
  );
}

describe('a share', () => {
  it.each([
    ['2/3', { of: 2, whole: 3, over: false }],
    ['>1/2', { of: 1, whole: 2, over: true }],
    ['60%', { of: 6000, whole: 10_000, over: false }],
    ['12.5%', { of: 1250, whole: 10_000, over: false }],
    ['0.05%', { of: 5, whole: 10_000, over: false }],
  ])('%s is exact', (share, fraction) => {
    expect(Share.safeParse(share).success).toBe(true);
    expect(fractionOf(share)).toEqual(fraction);
  });

  it.each(['', '0.6', '2', '3/2', '0/3', '1/0', '101%', '0%', '-1/2', '>1/1', '>100%', '1.234%'])(
    '“%s” is none',
    (share) => {
      expect(Share.safeParse(share).success).toBe(false);
    },
  );
});

describe('the parts of a signing', () => {
  it('are one for each post, in order, or so many of the task’s own', () => {
    const sign: Signing = { mode: 'vote', signers: ['boss', 'desk'], weights: { boss: 2 } };
    expect(partsOf(sign, 'legal')).toEqual([
      { part: 1, post: 'boss', weight: 2 },
      { part: 2, post: 'desk', weight: 1 },
    ]);
    expect(partsOf({ mode: 'all', signers: 2 }, 'legal')).toMatchObject([
      { post: 'legal' },
      { post: 'legal' },
    ]);
  });

  it('come all at once, or one after another', () => {
    const parts = partsWith([yes, open, open]);
    expect(partsInTurn('all', parts).map(({ part }) => part)).toEqual([2, 3]);
    expect(partsInTurn('in_order', parts).map(({ part }) => part)).toEqual([2]);
  });
});

import { describe, expect, it } from 'vitest';
import { fold } from '../case/fold.ts';
import type { Signing } from '../definition/handling.ts';
import { end, flowOf, start } from './flows.fixture.ts';
import { codesOf, compiled, deskTask, office, play, signed, type Did } from './people.fixture.ts';

/** A draft by a person of the desk, then a step that is signed; not agreed, it goes back to the draft. */
const signing = (sign: Signing, more: Parameters<typeof signed>[2] = {}) =>
  compiled(
    flowOf({
      s: start('a'),
      a: deskTask('b'),
      b: signed(sign, ['e', 'a'], more),
      e: end(),
    }),
  );

const drafted: Did[] = [['ann claim 2'], ['ann complete 2']];
const agree = (who: string, more: object = {}): Did => [
  `${who} sign 3`,
  { verdict: 'agree', ...more },
];
const reject = (who: string): Did => [`${who} sign 3`, { verdict: 'reject', comment: 'no' }];

describe('a step that several people sign', () => {
  it.each<[string, Signing, Did[], object]>([
    ['one of them is enough', { mode: 'any', signers: 2 }, [agree('lou')], { result: 'pass' }],
    [
      'any: it is not over while somebody may agree',
      { mode: 'any', signers: 2 },
      [reject('lou')],
      { status: 'open' },
    ],
    [
      'all agree',
      { mode: 'all', signers: 2 },
      [agree('lou'), agree('lee')],
      { result: 'pass', route: 'yes' },
    ],
    [
      'one does not: the others need not sign',
      { mode: 'all', signers: 3 },
      [agree('lou'), reject('lee')],
      { result: 'return', route: 'no', signs: [{}, {}, { status: 'withdrawn' }] },
    ],
    [
      'one does not, but everybody is heard',
      { mode: 'all', signers: 2, on_reject: 'at_end' },
      [reject('lee')],
      { status: 'open' },
    ],
    [
      'one after another by post',
      { mode: 'in_order', signers: ['boss', 'desk'] },
      [agree('cat'), agree('amy')],
      { result: 'pass', signs: [{ by: 'cat' }, { by: 'amy' }] },
    ],
    [
      'a vote by weight',
      { mode: 'vote', signers: ['boss', 'legal', 'desk'], weights: { boss: 2 }, threshold: '3/4' },
      [agree('cat'), agree('lee')],
      { result: 'pass', signs: [{ weight: 2 }, {}, { status: 'withdrawn' }] },
    ],
    [
      'the part they choose',
      { mode: 'vote', signers: ['boss', 'legal'], weights: { boss: 2 }, threshold: '1/1' },
      [agree('cat', { part: 2 })],
      { signs: [{ status: 'open' }, { by: 'cat' }] },
    ],
    [
      'signers added later count',
      { mode: 'all', signers: 1 },
      [['lou add_signer 3', { when: 'after', persons: ['amy'] }], agree('lou'), agree('amy')],
      { result: 'pass', signs: [{ by: 'lou' }, { by: 'amy' }] },
    ],
    [
      'signers added before come before, where there is an order',
      { mode: 'in_order', signers: 1 },
      [['lou add_signer 3', { when: 'before', persons: ['amy'] }], agree('amy'), agree('lou')],
      {
        result: 'pass',
        signs: [
          { part: 2, by: 'amy' },
          { part: 1, by: 'lou' },
        ],
      },
    ],
    [
      'a part named to a person by a supervisor',
      { mode: 'all', signers: 2 },
      [['cat reassign 3', { part: 1, to: 'lee' }], agree('lee')],
      { signs: [{ person: 'lee', by: 'lee' }, { status: 'open' }] },
    ],
  ])('%s', async (_title, sign, did, visit) => {
    const played = await play([...drafted, ...did], {
      flow: signing(sign, { assign: { post: 'legal', unit: 'above' } }),
    });
    expect(codesOf(played)).toEqual([]);
    expect(played.state.visits[2]).toMatchObject(visit);
    expect(fold(played.entries)).toEqual(played.state);
  });

  it('goes by the route of its result', async () => {
    const flow = signing({ mode: 'all', signers: 1 });
    const passed = await play([...drafted, agree('lou')], { flow });
    const back = await play([...drafted, reject('lou')], { flow });
    expect([passed.state.status, back.state.value]).toEqual(['ended', 'a']);
  });

  it('begins anew when the case comes back', async () => {
    const flow = signing({ mode: 'all', signers: 2 });
    const again: Did[] = [
      ['ann claim 4'],
      ['ann complete 4'],
      ['lou sign 5', { verdict: 'agree' }],
    ];
    const { state, problems } = await play([...drafted, agree('lou'), reject('lee'), ...again], {
      flow,
    });
    expect(problems).toEqual([]);
    expect(state.visits[4]?.signs).toMatchObject([{ by: 'lou' }, { status: 'open' }]);
  });

  const two: Signing = { mode: 'all', signers: 2 };
  it.each<[string, Signing, Did[], string]>([
    ['twice by one person', two, [agree('lou'), agree('lou')], 'signed_already'],
    ['by another post', two, [agree('ann')], 'not_a_signer'],
    ['by another unit', two, [agree('sid')], 'not_a_signer'],
    [
      'out of order',
      { mode: 'in_order', signers: ['legal', 'desk'] },
      [agree('amy')],
      'not_your_turn',
    ],
    ['rejected without a word', two, [['lou sign 3', { verdict: 'reject' }]], 'opinion_required'],
    ['as a part that is not theirs', two, [agree('lou', { part: 9 })], 'not_a_signer'],
    [
      'by who did the incompatible duty',
      { mode: 'all', signers: ['checker'] },
      [agree('two')],
      'duty_conflict',
    ],
    [
      'by adding who did it',
      { mode: 'all', signers: ['checker'] },
      [['bob add_signer 3', { when: 'after', persons: ['two'] }]],
      'person_conflict',
    ],
    ['by claiming it', two, [['lou claim 3']], 'signed_by_several'],
    ['by completing it', two, [['lou complete 3', { route: 'yes' }]], 'signed_by_several'],
    ['by transferring it', two, [['lou transfer 3', { to: 'lee' }]], 'signed_by_several'],
    [
      'by adding who has signed',
      two,
      [agree('lou'), ['lee add_signer 3', { when: 'after', persons: ['lou'] }]],
      'person_twice',
    ],
    [
      'by adding signers without being one',
      two,
      [['amy add_signer 3', { when: 'after', persons: ['ann'] }]],
      'not_a_signer',
    ],
    ['reassigned as a whole', two, [['cat reassign 3', { to: 'lee' }]], 'signed_by_several'],
    [
      'reassigned to another post',
      two,
      [['cat reassign 3', { part: 1, to: 'ann' }]],
      'person_not_able',
    ],
    [
      'reassigned to who has signed',
      two,
      [agree('lou'), ['cat reassign 3', { part: 2, to: 'lou' }]],
      'person_twice',
    ],
    [
      'reassigned as a part there is not',
      two,
      [['cat reassign 3', { part: 7, to: 'lou' }]],
      'not_a_signer',
    ],
  ])('is not signed %s', async (_title, sign, did, code) => {
    const first: Did[] = [['two claim 2'], ['two complete 2']];
    const played = await play([...first, ...did], { flow: signing(sign) });
    expect(codesOf(played)).toEqual([code]);
  });

  it('is signed by a deputy, once for both of them', async () => {
    const week = { at: '2026-03-10T02:00:00.000Z' };
    const flow = signing({ mode: 'all', signers: ['checker', 'legal'] });
    const { state, problems } = await play(
      [...drafted, agree('lee', { ...week, part: 1 }), agree('lee', { ...week, part: 2 })],
      { flow },
    );
    expect(state.visits[2]?.signs).toMatchObject([{ by: 'lee', onBehalfOf: 'bob' }, {}]);
    expect(problems).toMatchObject([{ code: 'signed_already' }]);
  });

  it('counts as work of each signer’s own post', async () => {
    const flow = compiled(
      flowOf({
        s: start('a'),
        a: signed({ mode: 'all', signers: ['checker'] }, ['b', 'e']),
        b: deskTask('e'),
        e: end(),
      }),
      office,
    );
    const played = await play([['two sign 2', { verdict: 'agree' }], ['two claim 3']], { flow });
    expect(codesOf(played)).toEqual(['duty_conflict']);
  });
});

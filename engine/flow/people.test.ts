import { describe, expect, it } from 'vitest';
import { fold } from '../case/fold.ts';
import { end, flowOf, start } from './flows.fixture.ts';
import { codesOf, compiled, deskTask, play, type Did } from './people.fixture.ts';

const drafted: Did[] = [['ann claim 2'], ['ann complete 2', { route: 'r0' }]];
describe('people may', () => {
  it.each<[string, Did[], object]>([
    ['transfer', [['ann claim 2'], ['ann transfer 2', { to: 'amy' }]], { holder: 'amy' }],
    [
      'do what was transferred to them without claiming it',
      [['ann claim 2'], ['ann transfer 2', { to: 'amy' }], ['amy complete 2', { route: 'r0' }]],
      { status: 'done', handler: 'amy' },
    ],
    [
      'claim what was transferred to them, to say that they have it',
      [['ann claim 2'], ['ann transfer 2', { to: 'amy' }], ['amy claim 2']],
      { holder: 'amy', claimedAt: '2026-03-02T01:03:00.000Z' },
    ],
    [
      'delegate to somebody of another post',
      [['ann claim 2'], ['ann delegate 2', { to: 'lee' }]],
      { holder: 'lee', delegations: [{ by: 'ann', to: 'lee', reason: 'because' }] },
    ],
    [
      'hand back what was delegated, and who delegated it completes it',
      [
        ['ann claim 2'],
        ['ann delegate 2', { to: 'lee' }],
        ['lee hand_back 2', { data: { n: 3 } }],
        ['ann complete 2', { route: 'r0' }],
      ],
      { status: 'done', handler: 'ann', delegations: [{ comment: 'well' }] },
    ],
    [
      'take back what they delegated',
      [['ann claim 2'], ['ann delegate 2', { to: 'lee' }], ['ann hand_back 2']],
      { holder: 'ann' },
    ],
    [
      'send copies',
      [['ann claim 2'], ['ann copy 2', { persons: ['cat', 'sue'], note: 'see' }]],
      { copies: [{ to: 'cat', by: 'ann', note: 'see' }, { to: 'sue' }] },
    ],
    ['urge', [['bob urge 2']], { urges: [{ by: 'bob', reason: 'because' }] }],
    [
      'urge again after an hour',
      [['bob urge 2'], ['bob urge 2', { at: '2026-03-02T02:01:00.000Z' }]],
      { urges: [{}, { by: 'bob' }] },
    ],
    ['be given a task by a supervisor', [['cat reassign 2', { to: 'amy' }]], { holder: 'amy' }],
    [
      'be given another’s task by a supervisor, a delegation ended',
      [['ann claim 2'], ['ann delegate 2', { to: 'lee' }], ['cat reassign 2', { to: 'amy' }]],
      { holder: 'amy', delegations: [{ backAt: '2026-03-02T01:03:00.000Z' }] },
    ],
    [
      'ask for opinions before they decide',
      [
        ['ann claim 2'],
        ['ann add_signer 2', { when: 'before', persons: ['lee'] }],
        ['lee sign 2', { verdict: 'reject', comment: 'hm' }],
        ['ann complete 2', { route: 'r0' }],
      ],
      { status: 'done', handler: 'ann', signs: [{ verdict: 'reject', by: 'lee' }] },
    ],
    [
      'have a decision signed after them',
      [
        ['ann claim 2'],
        ['ann add_signer 2', { when: 'after', persons: ['lee', 'lou'] }],
        ['ann complete 2', { route: 'r0', comment: 'fine' }],
        ['lee sign 2', { verdict: 'agree' }],
        ['lou sign 2', { verdict: 'agree' }],
      ],
      { status: 'done', handler: 'ann', comment: 'fine', result: 'pass' },
    ],
    [
      'stop a decision that they were to sign',
      [
        ['ann claim 2'],
        ['ann add_signer 2', { when: 'after', persons: ['lee', 'lou'] }],
        ['ann complete 2', { route: 'r0' }],
        ['lee sign 2', { verdict: 'reject', comment: 'no' }],
      ],
      { status: 'open', holder: 'ann', signs: [{ verdict: 'reject' }, { status: 'withdrawn' }] },
    ],
  ])('%s', async (_title, did, visit) => {
    const played = await play(did);
    expect(codesOf(played)).toEqual([]);
    expect(played.state.visits[1]).toMatchObject(visit);
    expect(fold(played.entries)).toEqual(played.state);
  });

  it('be given back to the pool by a supervisor', async () => {
    const { state } = await play([['ann claim 2'], ['cat reassign 2']]);
    expect(state.visits[1]?.holder).toBeUndefined();
  });

  it('say why they return a case', async () => {
    const { state } = await play([
      ...drafted,
      ['bob claim 3'],
      ['bob complete 3', { route: 'back', comment: 'the amount' }],
    ]);
    expect(state.visits[2]).toMatchObject({ result: 'return', comment: 'the amount' });
  });
});

describe('people may not', () => {
  const held: Did[] = [['ann claim 2']];
  const lent: Did[] = [...held, ['ann delegate 2', { to: 'lee' }]];
  const after: Did[] = [
    ...held,
    ['ann add_signer 2', { when: 'after', persons: ['lee'] }],
    ['ann complete 2', { route: 'r0' }],
  ];
  it.each<[string, Did[], string]>([
    ['transfer what they do not hold', [['ann transfer 2', { to: 'amy' }]], 'task_not_claimed'],
    ['transfer another’s', [...held, ['amy transfer 2', { to: 'amy' }]], 'task_claimed_by_other'],
    ['transfer to themselves', [...held, ['ann transfer 2', { to: 'ann' }]], 'already_holder'],
    ['transfer to nobody', [...held, ['ann transfer 2', { to: 'eve' }]], 'unknown_person'],
    ['transfer to another post', [...held, ['ann transfer 2', { to: 'bob' }]], 'person_not_able'],
    ['transfer to another unit', [...held, ['ann transfer 2', { to: 'sid' }]], 'person_not_able'],
    [
      'transfer to who did the other duty',
      [
        ...drafted,
        ['two claim 3'],
        ['two complete 3', { route: 'back', comment: 'x' }],
        ['ann claim 4'],
        ['ann transfer 4', { to: 'two' }],
      ],
      'person_conflict',
    ],
    [
      'transfer without a reason',
      [...held, ['ann transfer 2', { to: 'amy', reason: ' ' }]],
      'reason_required',
    ],
    ['delegate what is delegated', [...lent, ['lee delegate 2', { to: 'lou' }]], 'delegate_only'],
    [
      'complete what they delegated',
      [...lent, ['ann complete 2', { route: 'r0' }]],
      'task_delegated',
    ],
    ['complete it as a delegate', [...lent, ['lee complete 2', { route: 'r0' }]], 'delegate_only'],
    ['release it as a delegate', [...lent, ['lee release 2']], 'delegate_only'],
    ['hand back what is not delegated', [...held, ['ann hand_back 2']], 'task_not_delegated'],
    ['hand back another’s', [...lent, ['amy hand_back 2']], 'task_claimed_by_other'],
    ['hand back silently', [...lent, ['lee hand_back 2', { comment: '' }]], 'reason_required'],
    [
      'hand back what does not fit',
      [...lent, ['lee hand_back 2', { data: { n: 'x' } }]],
      'fact_wrong_type',
    ],
    [
      'add a signer to another’s',
      [...held, ['amy add_signer 2', { when: 'before', persons: ['lee'] }]],
      'task_claimed_by_other',
    ],
    [
      'add themselves',
      [...held, ['ann add_signer 2', { when: 'before', persons: ['ann'] }]],
      'person_twice',
    ],
    [
      'add a signer twice',
      [...held, ['ann add_signer 2', { when: 'before', persons: ['lee', 'lee'] }]],
      'person_twice',
    ],
    [
      'add nobody there is',
      [...held, ['ann add_signer 2', { when: 'before', persons: ['eve'] }]],
      'unknown_person',
    ],
    [
      'decide before those asked',
      [
        ...held,
        ['ann add_signer 2', { when: 'before', persons: ['lee'] }],
        ['ann complete 2', { route: 'r0' }],
      ],
      'signers_pending',
    ],
    [
      'sign before the holder decided',
      [
        ...held,
        ['ann add_signer 2', { when: 'after', persons: ['lee'] }],
        ['lee sign 2', { verdict: 'agree' }],
      ],
      'not_your_turn',
    ],
    [
      'sign where nobody was asked',
      [...held, ['lee sign 2', { verdict: 'agree' }]],
      'nothing_to_sign',
    ],
    ['sign for another', [...after, ['lou sign 2', { verdict: 'agree' }]], 'not_a_signer'],
    [
      'reject without a word',
      [...after, ['lee sign 2', { verdict: 'reject' }]],
      'opinion_required',
    ],
    [
      'decide again while it is signed',
      [...after, ['ann complete 2', { route: 'r0' }]],
      'decision_pending',
    ],
    [
      'give away what is decided',
      [...after, ['ann transfer 2', { to: 'amy' }]],
      'decision_pending',
    ],
    [
      'send a copy of another’s',
      [...held, ['amy copy 2', { persons: ['cat'] }]],
      'task_claimed_by_other',
    ],
    ['send a copy to nobody', [...held, ['ann copy 2', { persons: ['eve'] }]], 'unknown_person'],
    ['urge themselves', [...held, ['ann urge 2']], 'own_task'],
    ['urge twice in an hour', [['bob urge 2'], ['bob urge 2']], 'urged_recently'],
    [
      'reassign without being a supervisor',
      [...held, ['bob reassign 2', { to: 'amy' }]],
      'not_supervisor',
    ],
    [
      'reassign as a supervisor of another unit',
      [...held, ['sue reassign 2', { to: 'amy' }]],
      'not_supervisor',
    ],
    [
      'be given what they cannot do',
      [...held, ['cat reassign 2', { to: 'bob' }]],
      'person_not_able',
    ],
    ['be freed of what nobody holds', [['cat reassign 2']], 'task_not_claimed'],
    [
      'return without a word',
      [...drafted, ['bob claim 3'], ['bob complete 3', { route: 'back' }]],
      'opinion_required',
    ],
    [
      'return with blanks',
      [...drafted, ['bob claim 3'], ['bob complete 3', { route: 'back', comment: ' ' }]],
      'opinion_required',
    ],
    ['act on what is done', [...drafted, ['ann urge 2']], 'task_not_open'],
    ['act on what there is not', [['ann urge 9']], 'task_not_found'],
  ])('%s', async (_title, did, code) => {
    expect(codesOf(await play(did))).toEqual([code]);
  });
});

describe('a step that allows nothing', () => {
  const flow = compiled(
    flowOf({ s: start('a'), a: deskTask('b', { allow: [] }), b: deskTask('e'), e: end() }),
  );
  it.each<[string, Did]>([
    ['transfer', ['ann transfer 2', { to: 'amy' }]],
    ['delegate', ['ann delegate 2', { to: 'lee' }]],
    ['add_signer', ['ann add_signer 2', { when: 'before', persons: ['lee'] }]],
    ['copy', ['ann copy 2', { persons: ['cat'] }]],
    ['urge', ['bob urge 2']],
  ])('refuses to %s', async (_action, did) => {
    const played = await play([['ann claim 2'], did], { flow });
    expect(played.problems).toMatchObject([{ code: 'action_not_allowed' }]);
  });

  it('refuses to be taken back', async () => {
    const played = await play([['ann claim 2'], ['ann complete 2'], ['ann withdraw 2']], { flow });
    expect(codesOf(played)).toEqual(['action_not_allowed']);
  });

  it('that does not say: taking back, copies and urging only', async () => {
    const { allow: _allow, ...plain } = deskTask('e') as ReturnType<typeof deskTask> & {
      allow?: unknown;
    };
    const silent = compiled(flowOf({ s: start('a'), a: plain, e: end() }));
    const copied = await play([['ann claim 2'], ['ann copy 2', { persons: ['cat'] }]], {
      flow: silent,
    });
    const given = await play([['ann claim 2'], ['ann transfer 2', { to: 'amy' }]], {
      flow: silent,
    });
    expect([codesOf(copied), codesOf(given)]).toEqual([[], ['action_not_allowed']]);
  });
});

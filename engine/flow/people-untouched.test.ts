import { describe, expect, it } from 'vitest';
import { fold } from '../case/fold.ts';
import { end, flowOf, start } from './flows.fixture.ts';
import { codesOf, compiled, deskTask, play, type Did } from './people.fixture.ts';

const drafted: Did[] = [['ann claim 2'], ['ann complete 2', { route: 'r0' }]];
const reviewed: Did[] = [...drafted, ['bob claim 3'], ['bob complete 3', { route: 'ok' }]];
describe('taking back', () => {
  it('withdraws what came after and visits the step again, by who did it', async () => {
    const { state, entries, problems } = await play([...drafted, ['ann withdraw 2']]);
    expect(problems).toEqual([]);
    expect(state.value).toBe('draft');
    expect(state.visits.slice(1)).toMatchObject([
      { step: 'draft', status: 'done', takenBackAt: '2026-03-02T01:03:00.000Z' },
      { step: 'review', status: 'withdrawn' },
      { step: 'draft', status: 'open', holder: 'ann' },
    ]);
    expect(fold(entries)).toEqual(state);
  });

  it('goes back over a decision', async () => {
    const { state } = await play([
      ['ann claim 2'],
      ['ann complete 2', { route: 'r1', data: { n: 0 } }],
      ['ann withdraw 2'],
    ]);
    expect([state.value, state.visits.at(-1)?.holder]).toEqual(['draft', 'ann']);
  });

  it('takes a whole block back that nobody has touched', async () => {
    const { state, problems } = await play([...reviewed, ['bob withdraw 3']]);
    expect(problems).toEqual([]);
    expect(state.value).toBe('review');
    expect(state.visits.filter(({ status }) => status === 'open')).toMatchObject([
      { step: 'review', holder: 'bob' },
    ]);
  });

  it('leaves the other branches as they are', async () => {
    const { state, problems } = await play([
      ...reviewed,
      ['lee sign 5', { verdict: 'agree' }],
      ['amy claim 6'],
      ['amy complete 6'],
      ['amy withdraw 6'],
    ]);
    expect(problems).toEqual([]);
    expect(state.value).toEqual({ p: { x: 'opinion', y: 'estimate' } });
    expect(state.visits[4]?.signs).toMatchObject([{ by: 'lee' }, { status: 'open' }]);
  });

  const beyond: Did[] = [
    ...reviewed,
    ['lee sign 5', { verdict: 'agree' }],
    ['lou sign 5', { verdict: 'agree' }],
    ['amy claim 6'],
    ['amy complete 6'],
    ['amy claim 8'],
    ['amy complete 8'],
  ];
  it.each<[string, Did[], string]>([
    ['by another', [...drafted, ['amy withdraw 2']], 'not_last_handler'],
    [
      'when the next is claimed',
      [...drafted, ['bob claim 3'], ['ann withdraw 2']],
      'withdraw_too_late',
    ],
    ['when the next is done', [...reviewed, ['ann withdraw 2']], 'withdraw_too_late'],
    [
      'when a part after it is signed',
      [...reviewed, ['lee sign 5', { verdict: 'agree' }], ['bob withdraw 3']],
      'withdraw_too_late',
    ],
    ['twice', [...drafted, ['ann withdraw 2'], ['ann withdraw 2']], 'not_last_handler'],
    ['of what is open', [['ann claim 2'], ['ann withdraw 2']], 'not_last_handler'],
    ['after a join', [...beyond, ['amy withdraw 6']], 'withdraw_impossible'],
    ['where the step does not allow it', [...beyond, ['amy withdraw 8']], 'action_not_allowed'],
    ['without a reason', [...drafted, ['ann withdraw 2', { reason: '' }]], 'reason_required'],
  ])('is refused %s', async (_title, did, code) => {
    expect(codesOf(await play(did))).toEqual([code]);
  });

  it('is refused after a wait that is over and after an automatic step', async () => {
    const wait = {
      kind: 'wait' as const,
      name: { zh: 'w', en: 'w' },
      for: { value: 1, unit: 'h' as const, calendar: 'cn' },
      routes: [{ id: 'r', to: 'b' }],
    };
    const flow = compiled(
      flowOf({ s: start('a'), a: deskTask('w'), w: wait, b: deskTask('e'), e: end() }),
    );
    const did: Did[] = [['ann claim 2'], ['ann complete 2']];
    const resting = await play([...did, ['ann withdraw 2']], { flow });
    const over = await play([...did, ['system fire 3'], ['ann withdraw 2']], { flow });
    expect([codesOf(resting), codesOf(over)]).toEqual([[], ['withdraw_impossible']]);
  });
});

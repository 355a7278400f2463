import { describe, expect, it } from 'vitest';
import { end, flowOf, start } from './flows.fixture.ts';
import { codesOf, compiled, deskTask, play, shared, type Did } from './people.fixture.ts';

const drafted: Did[] = [['ann claim 2'], ['ann complete 2', { route: 'r0' }]];
/** The second week of March, when bob is absent. */
const away = { at: '2026-03-10T02:00:00.000Z' };

describe('a deputy', () => {
  it('claims and does what the absent person could, and the events say for whom', async () => {
    const { state, entries, problems } = await play([
      ...drafted,
      ['lee claim 3', away],
      ['lee complete 3', { ...away, route: 'ok' }],
    ]);
    expect(problems).toEqual([]);
    expect(state.visits[2]).toMatchObject({ handler: 'lee', onBehalfOf: 'bob' });
    expect(entries.flatMap(({ events }) => events)).toContainEqual(
      expect.objectContaining({ type: 'task.claimed', on_behalf_of: 'bob' }),
    );
  });

  it('does what the absent person holds', async () => {
    const { state, problems } = await play([
      ...drafted,
      ['bob claim 3'],
      ['lee complete 3', { ...away, route: 'ok' }],
    ]);
    expect(problems).toEqual([]);
    expect(state.visits[2]).toMatchObject({ holder: 'bob', handler: 'lee', onBehalfOf: 'bob' });
  });

  it.each<[string, Did[], string]>([
    [
      'before the absence',
      [...drafted, ['bob claim 3'], ['lee complete 3', { route: 'ok' }]],
      'task_claimed_by_other',
    ],
    [
      'after it',
      [...drafted, ['bob claim 3'], ['lee release 3', { at: '2026-03-13T16:00:00.000Z' }]],
      'task_claimed_by_other',
    ],
  ])('does nothing %s', async (_title, did, code) => {
    expect(codesOf(await play(did))).toEqual([code]);
  });

  it('may not do what the absent person may not', async () => {
    const flow = compiled(
      {
        ...shared,
        steps: {
          ...shared.steps,
          draft: deskTask(['review', 'd'], { assign: { post: 'desk', unit: 'case' } }),
        },
      },
      undefined,
    );
    const played = await play(
      [['bob claim 2'], ['bob complete 2', { route: 'r0' }], ['lee claim 3', away]],
      { flow },
    );
    expect(codesOf(played)).toEqual(['duty_conflict']);
  });
});

const given = (assign: object) =>
  compiled(
    flowOf({
      s: start('a'),
      a: deskTask('b'),
      b: deskTask('c', { assign: { post: 'checker', unit: 'case' } }),
      c: deskTask('e', { assign: { post: 'desk', unit: 'case', ...assign } }),
      e: end(),
    }),
  );

describe('on arrival a task is given to', () => {
  const done: Did[] = [['ann claim 2'], ['ann complete 2'], ['bob claim 3'], ['bob complete 3']];

  it('who did the step before', async () => {
    const { state } = await play(done, { flow: given({ by: 'previous', step: 'a' }) });
    expect(state.visits[3]).toMatchObject({ step: 'c', holder: 'ann' });
    expect(state.visits[3]?.claimedAt).toBeUndefined();
  });

  it('everybody, where who did it before may not do it', async () => {
    const { state } = await play(done, { flow: given({ by: 'previous', step: 'b' }) });
    expect(state.visits[3]?.holder).toBeUndefined();
  });

  it.each([
    [{ ann: 2, amy: 1 }, 'amy'],
    [{ ann: 1, amy: 1 }, 'amy'],
    [{ ann: 0, amy: 1 }, 'ann'],
  ])('who has the fewest open tasks: of %j %s', async (counts, to) => {
    const flow = given({ by: 'workload' });
    const openTasks = async () => ({ two: 9, ...counts });
    const { state, entries } = await play(done, { flow, outside: { openTasks } });
    expect(state.visits[3]?.holder).toBe(to);
    expect(entries.at(-1)?.events).toContainEqual(
      expect.objectContaining({ type: 'task.assigned', to, counts: { two: 9, ...counts } }),
    );
  });

  it.each([
    ['2026-03-02T02:00:00.000Z', 'ben'],
    ['2026-03-02T12:00:00.000Z', 'bob'],
    ['2026-03-02T23:59:00.000Z', 'bob'],
    ['2026-03-03T00:00:00.000Z', undefined],
  ])('who is on duty: at %s %s', async (at, to) => {
    const checked = compiled(
      flowOf({
        s: start('a'),
        a: deskTask('b'),
        b: deskTask('e', {
          assign: { post: 'checker', unit: 'case', by: 'roster', roster: 'watch' },
        }),
        e: end(),
      }),
    );
    const { state } = await play([['ann claim 2'], ['ann complete 2', { at }]], { flow: checked });
    expect(state.visits[2]?.holder).toBe(to);
  });

  it('people of another unit', async () => {
    const flow = given({ post: 'legal', by: 'unit', of: 'south' });
    const mine = await play([...done, ['sid claim 4'], ['sid transfer 4', { to: 'lee' }]], {
      flow,
    });
    expect(mine.state.visits[3]).toMatchObject({ unit: 'south', holder: 'sid' });
    expect(codesOf(mine)).toEqual(['person_not_able']);
  });
});

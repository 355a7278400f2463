import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../case/fold.ts';
import type { Action } from '../definition/examples.ts';
import { compileFlow } from '../flow/compile.ts';
import type { Result } from '../problem.ts';
import { advance, nextTimer, timersOf } from './clock.ts';
import { findingsOf, undecidedAt } from './finding.ts';
import { openSteps } from './open-steps.ts';
import { flow as definition, monday, pack } from './pack.fixture.ts';
import { runToEnd, sampleGiven } from './run-to-end.ts';
import { act, actionsOf, back, now, replay, start, type Session } from './session.ts';

const flow = compileFlow(definition, pack);
const given = { unit: 'east', by: 'ann', at: monday, data: { who: 'Ada' } };
const checked = (amount: number): Action => ({
  do: 'complete',
  step: 'check',
  route: 'on',
  data: { amount },
});

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

async function after(...actions: Action[]): Promise<Session> {
  const { session, stopped } = must(await replay(flow, given, actions));
  expect(stopped).toBeUndefined();
  return session;
}

const resting = (session: Session) => openSteps(session).map(({ visit }) => visit.step);
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problems[0]?.code);

describe('a case tried out', () => {
  it('begins where the flow does, with who could do what is open', async () => {
    const [open] = openSteps(await after());
    expect(open).toMatchObject({
      visit: { step: 'check', seq: 2 },
      awaits: 'person',
      form: [{ fact: 'amount' }, { fact: 'note' }],
      offers: [{ do: 'complete', route: 'back' }, { do: 'complete', route: 'on' }, { do: 'pause' }],
      performers: [{ id: 'ann' }],
    });
  });

  it('is claimed and completed in one go, by somebody who may', async () => {
    const session = await after(checked(60));
    expect(now(session)).toMatchObject({
      at: '2026-03-02T02:00:00.000Z',
      entries: [{ command: 'claim', actor: 'ann' }, { command: 'complete' }],
      state: { visits: [{}, { step: 'check', handler: 'ann', status: 'done' }, {}, {}, {}, {}] },
    });
    expect(resting(session)).toEqual(['approve', 'cool']);
    expect(openSteps(session)[0]?.performers).toMatchObject([{ id: 'bob' }]);
  });

  it('is paused and resumed, its limits stand still meanwhile', async () => {
    const paused = await after({ do: 'pause', step: 'check', reason: 'r', evidence: 'e' });
    expect(openSteps(paused)[0]).toMatchObject({ offers: [{ do: 'resume' }], form: [] });
    expect(timersOf(paused)).toEqual([]);
    const resumed = must(await act(paused, { do: 'resume', step: 'check' }));
    expect(timersOf(resumed).map(({ kind }) => kind)).toEqual(['warn', 'due']);
  });

  it.each<[string, Action[], Action, string]>([
    ['at a step where it is not', [], { do: 'complete', step: 'approve' }, 'not_at_step'],
    ['at no such step', [], { do: 'complete', step: 'nowhere' }, 'not_at_step'],
    ['at another arrival', [], { do: 'complete', step: 'check', seq: 1 }, 'not_at_step'],
    ['without what the form asks', [], { do: 'complete', step: 'check' }, 'fact_required'],
    ['by an unknown action', [], { do: 'juggle', step: 'check' }, 'no_such_action'],
    ['by opening it again', [], { do: 'open', step: 'check' }, 'no_such_action'],
    ['after its end', [checked(1)], { do: 'complete', step: 'check' }, 'case_ended'],
    ['by one who did the other duty', [checked(60)], by('ann'), 'duty_conflict'],
  ])('refuses what is done %s', async (_title, before, action, code) => {
    expect(codeOf(await act(await after(...before), action))).toBe(code);
  });

  it('says so where nobody could do a task', async () => {
    const check = { ...definition.steps['check'], assign: { post: 'ghost', unit: 'case' } };
    const lonely = { ...definition, steps: { ...definition.steps, check } } as typeof definition;
    const session = must(await start(compileFlow(lonely, pack), given));
    expect(codeOf(await act(session, checked(1)))).toBe('nobody_able');
    expect(codeOf(await act(session, { ...checked(1), by: 'dan' }))).toBe('done');
  });
});

function by(person: string): Action {
  return { do: 'complete', step: 'approve', by: person };
}

describe('the virtual clock', () => {
  it('lists what time will do, the nearest first', async () => {
    const session = await after(checked(60));
    expect(timersOf(session)).toMatchObject([
      { kind: 'warn', step: 'approve', limit: 'inner', at: '2026-03-04T16:00:00.000Z' },
      { kind: 'due', step: 'approve' },
      { kind: 'wait', step: 'cool' },
    ]);
  });

  it('goes from timer to timer, and finds what is late just after it is due', async () => {
    let session = await after(checked(60));
    const times: string[] = [];
    for (let left = 3; left > 0; left--) {
      session = must(await nextTimer(session));
      times.push(now(session).at);
    }
    expect(times).toEqual([
      '2026-03-04T16:00:00.000Z',
      '2026-03-04T16:00:00.000Z',
      '2026-03-05T16:00:00.000Z',
    ]);
    expect(findingsOf(session)).toMatchObject([
      { rule: { id: 'late' }, step: 'approve', at: times[1], reason: { holds: true } },
    ]);
    expect(resting(session)).toEqual(['approve']);
    expect(must(await nextTimer(session)) === session).toBe(true);
  });

  it('serves every timer on the way, and goes back over all of them at once', async () => {
    const before = await after(checked(60));
    const passed = must(await advance(before, '2026-03-10T00:00:00+08:00'));
    expect(now(passed).at).toBe('2026-03-09T16:00:00.000Z');
    expect(actionsOf(passed).map((one) => one.do)).toEqual(['complete', 'tick', 'wait', 'advance']);
    expect(back(passed).points).toEqual(before.points);
  });

  it('never goes back by itself', async () => {
    expect(codeOf(await advance(await after(), '2026-01-01T00:00:00Z'))).toBe('clock_backwards');
  });
});

describe('what rules say', () => {
  it('is found once, with a message and a reason', async () => {
    const session = await after(checked(60), by('bob'), { do: 'wait', step: 'cool' });
    expect(now(session).state).toMatchObject({ status: 'ended', outcome: 'done' });
    expect(findingsOf(session)).toMatchObject([
      { rule: { id: 'much' }, message: { en: 'much: 60' }, reason: { holds: true } },
    ]);
  });

  it('is undecided where facts are not known', async () => {
    const session = await after(checked(1));
    expect(undecidedAt(session, now(session))).toMatchObject([
      { rule: { id: 'noted' }, missing: [{ id: 'note', name: { en: 'Note' } }] },
    ]);
  });
});

async function run(seed: number) {
  const session = must(await start(flow, sampleGiven(flow, monday, seed)));
  return runToEnd(session, { seed, choose: 'chance' });
}

describe('laws', () => {
  const seeds = fc.integer({ min: 0, max: 9999 });

  it('a run ends, and the same actions give the same points', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { session, came } = await run(seed);
        expect(came).toBe('ended');
        const again = must(await replay(flow, session.given, actionsOf(session)));
        expect(again.session.points.map(({ state, hits }) => ({ state, hits }))).toEqual(
          session.points.map(({ state, hits }) => ({ state, hits })),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('back after an action is where one was, down to the beginning', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { session } = await run(seed);
        for (let at = session; at.points.length > 1; at = back(at)) {
          const shorter = back(at);
          const last = at.points.at(-1)?.action;
          expect(must(await act(shorter, last as Action)).points).toEqual(at.points);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('the state is the fold of the entries', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { session } = await run(seed);
        expect(fold(session.points.flatMap(({ entries }) => entries))).toEqual(now(session).state);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a run to the end', () => {
  it('takes the first route not taken yet, and so leaves a loop', async () => {
    const session = await after();
    const { session: ran, came } = await runToEnd(session, { seed: 1, choose: 'first' });
    const routes = now(ran).state.visits.filter(({ step }) => step === 'check');
    expect(came).toBe('ended');
    expect(routes.map(({ route }) => route)).toEqual(['back', 'on']);
  });

  it('takes the routes decided beforehand, and no more actions than it may', async () => {
    const options = { seed: 1, choose: 'first', routes: { check: 'back' }, most: 5 } as const;
    const { session, came } = await runToEnd(await after(), options);
    expect(came).toBe('bound');
    expect(now(session).state.visits.map(({ step }) => step)).toEqual([
      'start',
      ...Array.from({ length: 6 }, () => 'check'),
    ]);
  });

  it('stops where it is told to', async () => {
    const { session, came } = await runToEnd(await after(), {
      seed: 3,
      choose: 'first',
      routes: { check: 'on' },
      until: 'approve',
    });
    expect([came, resting(session)]).toEqual(['until', ['approve', 'cool']]);
  });

  it('says why it cannot go on', async () => {
    const check = { ...definition.steps['check'], assign: { post: 'ghost', unit: 'case' } };
    const lonely = { ...definition, steps: { ...definition.steps, check } } as typeof definition;
    const session = must(await start(compileFlow(lonely, pack), given));
    const { came, problems } = await runToEnd(session, { seed: 1, choose: 'first' });
    expect([came, problems[0]?.code]).toEqual(['stuck', 'nobody_able']);
  });

  it('is opened by somebody whose unit can do the work', () => {
    expect(sampleGiven(flow, monday, 1)).toMatchObject({ by: 'ann', unit: 'east' });
  });
});

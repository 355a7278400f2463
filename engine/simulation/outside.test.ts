import { describe, expect, it } from 'vitest';
import type { Action } from '../definition/examples.ts';
import { office, shared, compiled as compiledFor } from '../flow/people.fixture.ts';
import { auto, call, compiled, lineOf, repeat, rest, wait } from '../flow/kinds.fixture.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import type { Result } from '../problem.ts';
import { nextTimer, timersOf } from './clock.ts';
import { openSteps } from './open-steps.ts';
import { runToEnd } from './run-to-end.ts';
import { act, now, start, type Session } from './session.ts';

const at = '2026-03-02T01:00:00.000Z';

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

async function begun(flow: CompiledFlow, data = {}): Promise<Session> {
  return must(await start(flow, { unit: 'top', by: 'li', at, data }));
}

async function done(session: Session, ...actions: Action[]): Promise<Session> {
  let next = session;
  for (const action of actions) next = must(await act(next, action));
  return next;
}

const resting = (session: Session) => openSteps(session).map(({ visit }) => visit.step);
const offersOf = (session: Session) => openSteps(session)[0]?.offers.map((one) => one.do);

const send = { connector: 'grid', data: { id: 'meter' }, takes: [{ fact: 'note' }] };
const sending = compiled(
  lineOf(['meter'], { a: auto({ send }, 'b', 'by_hand'), by_hand: rest('b'), b: rest('e') }),
);

describe('what is sent is answered by hand', () => {
  it('with what the step takes', async () => {
    const session = await begun(sending, { meter: 'M1' });
    expect(openSteps(session)).toMatchObject([
      { awaits: 'outside', offers: [{ do: 'answer' }, { do: 'fail' }], form: [{ fact: 'note' }] },
    ]);
    const answered = await done(session, { do: 'answer', step: 'a', data: { note: 'ok' } });
    expect(now(answered).state.data['note']).toBe('ok');
    expect(resting(answered)).toEqual(['b']);
  });

  it.each<[string, Action, string]>([
    ['tried again', { do: 'retry', step: 'a' }, 'a'],
    ['left out', { do: 'skip', step: 'a' }, 'b'],
    ['gone around', { do: 'reroute', step: 'a', route: 'r1' }, 'by_hand'],
  ])('or fails, and is %s', async (_title, action, step) => {
    const failed = await done(await begun(sending, { meter: 'M1' }), { do: 'fail', step: 'a' });
    expect(offersOf(failed)).toEqual(['retry', 'skip', 'reroute']);
    expect(resting(await done(failed, action))).toEqual([step]);
  });
});

describe('a message comes by hand', () => {
  const timeout = { value: 2, unit: 'h', calendar: 'cn', route: 'r1' } as const;
  const message = { name: 'metered', key: 'meter', takes: [{ fact: 'note' }], timeout };
  const waiting = compiled(
    lineOf(['meter'], { w: wait({ message }, 'b', 'late'), b: rest('e'), late: rest('e') }),
  );

  it('by the name and the key that are waited for', async () => {
    const session = await begun(waiting, { meter: 'M1' });
    expect(openSteps(session)).toMatchObject([{ offers: [{ do: 'message' }], form: [{}] }]);
    const come = await done(session, { do: 'message', step: 'w', data: { note: 'x' } });
    expect(resting(come)).toEqual(['b']);
  });

  it('or does not, and time goes on without it', async () => {
    const session = await begun(waiting, { meter: 'M1' });
    expect(timersOf(session)).toMatchObject([{ kind: 'wait', at: '2026-03-02T03:00:00.000Z' }]);
    expect(resting(must(await nextTimer(session)))).toEqual(['late']);
  });

  it('not with another key', async () => {
    const session = await begun(waiting, { meter: 'M1' });
    const other: Action = { do: 'message', step: 'w', with: { key: 'M2' } };
    expect(await act(session, other)).toMatchObject({ problems: [{ code: 'nothing_awaited' }] });
  });
});

describe('called cases end by hand', () => {
  it('with what is taken from them', async () => {
    const flow = compiled(
      lineOf(['n'], { c: call({ in: { n: 'n' }, out: { note: 'meter' } }, 'b'), b: rest('e') }),
    );
    const session = await begun(flow, { n: 1 });
    const [open] = openSteps(session);
    expect(open).toMatchObject({ awaits: 'outside', form: [{ fact: 'meter', optional: true }] });
    const offer = open?.offers[0] as Action;
    const ended = await done(session, { ...offer, step: 'c', data: { meter: 'M7' } });
    expect(now(ended).state.data['note']).toBe('M7');
    expect(resting(ended)).toEqual(['b']);
  });

  it('each of a list', async () => {
    const flow = compiled(lineOf(['list'], { c: repeat({}, 'b'), b: rest('e') }));
    const session = await begun(flow, { list: ['a', 'b', 'c'] });
    expect(offersOf(session)).toEqual(['child_ended', 'child_ended', 'child_ended']);
    const { session: ran } = await runToEnd(session, { seed: 1, choose: 'first', until: 'b' });
    expect(resting(ran)).toEqual(['b']);
  });
});

describe('several people', () => {
  const flow = compiledFor(shared, office);

  it.each([1, 2, 3, 4])('sign one after the other, to the end, seed %i', async (seed) => {
    const session = must(await start(flow, { unit: 'north', by: 'cat', at, data: {} }));
    const { session: ran, came } = await runToEnd(session, { seed, choose: 'chance' });
    expect(came).toBe('ended');
    const vote = now(ran).state.visits.findLast(({ step }) => step === 'vote');
    expect(vote).toMatchObject({ status: 'done', signs: [{ status: 'signed' }, {}, {}] });
  });

  it('act as the product lets them: transfer, delegate, hand back, take back', async () => {
    const session = must(await start(flow, { unit: 'north', by: 'cat', at, data: {} }));
    const passed = await done(
      session,
      { do: 'transfer', step: 'draft', by: 'ann', with: { to: 'amy' } },
      { do: 'delegate', step: 'draft', with: { to: 'two' } },
      { do: 'hand_back', step: 'draft', comment: 'done' },
      { do: 'complete', step: 'draft', route: 'r0' },
    );
    expect(now(passed).state.visits[1]).toMatchObject({ handler: 'amy', status: 'done' });
    const back = await done(passed, { do: 'withdraw', step: 'draft', by: 'amy' });
    expect(resting(back)).toEqual(['draft']);
  });

  it.each<[string, Action, string]>([
    ['without saying to whom', { do: 'transfer', step: 'draft' }, 'schema'],
    ['a verdict that is none', { do: 'sign', step: 'draft', with: { verdict: 'maybe' } }, 'schema'],
    ['at nothing', { do: 'claim', step: 'vote' }, 'not_at_step'],
  ])('are refused %s', async (_title, action, code) => {
    const session = must(await start(flow, { unit: 'north', by: 'cat', at, data: {} }));
    expect(await act(session, action)).toMatchObject({ problems: [{ code }] });
  });

  it('cancel the case, where the flow lets them', async () => {
    const cancelling = { ...shared, cancel: { outcome: 'gone' } };
    const opening = { unit: 'north', by: 'cat', at, data: {} };
    const cancel: Action = { do: 'cancel', reason: 'not wanted' };
    const session = must(await start(flow, opening));
    expect(await act(session, cancel)).toMatchObject({
      problems: [{ code: 'cancel_not_offered' }],
    });
    const other = must(await start(compiledFor(cancelling, office), opening));
    expect(now(await done(other, cancel)).state).toMatchObject({ status: 'ended' });
  });
});

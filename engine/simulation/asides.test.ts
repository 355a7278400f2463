import { describe, expect, it } from 'vitest';
import type { Action } from '../definition/examples.ts';
import type { Visit } from '../case/state.ts';
import { compileFlow } from '../flow/compile.ts';
import type { Result } from '../problem.ts';
import { asideAction, asidesAt, mayCancel, type Aside } from './asides.ts';
import { enteredFacts, withValue } from './edit-data.ts';
import { flow as definition, monday, pack } from './pack.fixture.ts';
import { runToEnd } from './run-to-end.ts';
import { act, now, replay, type Session } from './session.ts';

const flow = compileFlow(definition, pack);
const given = { unit: 'east', by: 'ann', at: monday, data: { who: 'Ada' } };
const checked: Action = { do: 'complete', step: 'check', route: 'on', data: { amount: 60 } };

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing there');
  return value;
}

async function after(...actions: Action[]): Promise<Session> {
  return must(await replay(flow, given, actions)).session;
}

const openAt = (session: Session, step: string): Visit =>
  known(now(session).state.visits.findLast((visit) => visit.step === step));

describe('what is done to a task besides', () => {
  it('is offered by whoever may, with those whom they can choose', async () => {
    const session = await after();
    const asides = asidesAt(session, openAt(session, 'check'));
    const named = asides.map((one) => `${one.do} ${one.by.id} ${one.candidates?.length}`);
    expect(named).toContain('copy ann 2');
    expect(mayCancel(session)).toBe(false);
  });

  it('is done as it was offered, each by the commands of the product', async () => {
    const session = await after(checked);
    const visit = openAt(session, 'approve');
    const asides = asidesAt(session, visit);
    expect(asides.length).toBeGreaterThan(2);
    const codes = await Promise.all(asides.map((one) => codeOf(session, visit, one)));
    expect(codes.filter((code) => code !== 'done')).toEqual([]);
  });
});

async function codeOf(session: Session, visit: Visit, aside: Aside): Promise<string> {
  const said = { person: aside.candidates?.[0]?.id, reason: 'because' };
  const done = await act(session, asideAction(aside, visit, said));
  return done.ok ? 'done' : `${aside.do} ${known(done.problems[0]).code}`;
}

describe('data of a case that is tried out', () => {
  it('is entered anew where it was entered last, and the case goes on from there', async () => {
    const session = await after(checked);
    expect(enteredFacts(session)).toEqual(['who', 'amount']);
    const { given: begun, actions } = known(withValue(session, 'amount', 5));
    const edited = must(await replay(flow, begun, actions)).session;
    expect(now(edited).state).toMatchObject({ status: 'ended', data: { amount: 5, who: 'Ada' } });
    expect(known(withValue(session, 'who', 'Ben')).given.data).toEqual({ who: 'Ben' });
    expect(withValue(session, 'note', 'x')).toBeUndefined();
  });
});

describe('a run to the end', () => {
  it('stops where it is told to, once it has come there', async () => {
    const options = { seed: 1, choose: 'first' as const, routes: { check: 'on' } };
    const stopped = await runToEnd(await after(), { ...options, stops: ['approve', 'end'] });
    expect(stopped.came).toBe('until');
    const past = now(stopped.session).state.visits.map(({ step }) => step);
    expect(past.filter((step) => ['approve', 'end'].includes(step))).not.toEqual([]);
    const further = await runToEnd(stopped.session, { ...options, stops: ['approve'] });
    expect(further.came).toBe('ended');
  });
});

import { describe, expect, it } from 'vitest';
import type { Child } from '../case/child-state.ts';
import type { Visit } from '../case/state.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import {
  call,
  compiled as compiledAround,
  lineOf,
  repeat,
  rest,
  wait,
} from '../flow/kinds.fixture.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { failed, ok, problem, type Result } from '../problem.ts';
import { awaits, enter, leave, runningAt } from './called.ts';
import { advance } from './clock.ts';
import { runToEnd } from './run-to-end.ts';
import { act, actionsOf, back, now, replay, start, type Session } from './session.ts';

const at = '2026-03-02T01:00:00.000Z';
const DAY = 86_400_000;

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const name = { zh: 'name', en: 'name' };
const org: OrganisationDefinition = {
  kind: 'organisation',
  id: 'org',
  name,
  units: [{ id: 'top', name }],
  posts: [{ id: 'clerk', name }],
  conflicts: [],
  people: [{ id: 'li', name, unit: 'top', posts: ['clerk'], roles: ['clerk'] }],
};
const compiled = (flow: FlowDefinition) => compiledAround(flow, [org]);
const named = (id: string, flow: FlowDefinition) => compiled({ ...flow, id });
/** Takes a number, and rests with a person. */
const sub = named('sub', lineOf(['n'], { work: rest('e') }));
const caller = compiled(
  lineOf(['n'], { c: call({ in: { n: 'n' }, out: { m: 'n' } }, 'b'), b: rest('e') }),
);

async function begun(flow: CompiledFlow, data = {}): Promise<Session> {
  return must(await start(flow, { unit: 'top', by: 'li', at, data }));
}

const visitAt = (session: Session): Visit => must(known(now(session).state.visits.at(-1)));
const childAt = (session: Session): Child => must(known(runningAt(visitAt(session))[0]));
const known = <T>(one: T | undefined): Result<T> =>
  one === undefined ? failed(problem('nothing_awaited')) : ok(one);

const inside = async (session: Session, flow = sub): Promise<Session> =>
  must(await enter(session, visitAt(session), childAt(session), flow));
const worked = async (session: Session, when?: string): Promise<Session> =>
  must(await act(session, { do: 'complete', step: 'work', ...(when && { at: when }) }));
const told = (session: Session, called: Session) =>
  leave(session, visitAt(session), childAt(session), called);
const steps = ({ points }: Session) => points.at(-1)?.state.visits.map(({ step }) => step);

describe('a called case is tried out as a case of its own', () => {
  it('with what its caller hands over, at the moment it was asked for', async () => {
    const session = must(await advance(await begun(caller, { n: 7 }), later(2 * DAY)));
    const called = await inside(session);
    expect(called.given).toMatchObject({ at, data: { n: 7 }, by: 'system' });
    expect(now(called).state).toMatchObject({
      unit: 'top',
      parent: { caseId: 'simulation', seq: 2, index: 0, depth: 1 },
    });
  });

  it('is refused while it still runs', async () => {
    const session = await begun(caller, { n: 7 });
    const refused = await told(session, await inside(session));
    expect(refused).toMatchObject({ problems: [{ code: 'called_runs_on' }] });
  });

  it('hands back what it came to; time has passed for both', async () => {
    const session = await begun(caller, { n: 7 });
    const ended = await worked(await inside(session), later(3 * DAY));
    const on = must(await told(session, ended));
    expect(now(on)).toMatchObject({ at: later(3 * DAY), state: { data: { m: 7 } } });
    expect(steps(on)).toEqual(['s', 'c', 'b']);
    expect(awaits(now(on).state, 2, 0)).toBe(false);
    // One thing was done, so one step back undoes it, with the time it took.
    expect(now(back(on)).at).toBe(at);
  });

  it('that ended before now is told now', async () => {
    const session = await begun(caller, { n: 7 });
    const ended = await worked(await inside(session));
    const late = must(await advance(session, later(5 * DAY)));
    expect(now(must(await told(late, ended))).at).toBe(later(5 * DAY));
  });

  it('is an action of its caller that can be done again without it', async () => {
    const session = await begun(caller, { n: 7 });
    const on = must(await told(session, await worked(await inside(session))));
    const again = must(await replay(caller, on.given, actionsOf(on)));
    expect(now(again.session).state).toEqual(now(on).state);
  });

  it('cannot be opened where it is not given what it needs', async () => {
    const bare = compiled(lineOf(['n'], { c: call({}, 'b'), b: rest('e') }));
    const session = await begun(bare, { n: 7 });
    const refused = await enter(session, visitAt(session), childAt(session), sub);
    expect(refused).toMatchObject({ ok: false });
  });
});

const nowhere = () => Promise.resolve(failed(problem('unknown_reference', { id: 'sub' })));

describe('a run to the end goes through the cases that are called', () => {
  it('one within another', async () => {
    const outer = compiled(lineOf(['n'], { c: call({ flow: 'mid', in: { n: 'n' } }, 'e') }));
    const mid = named('mid', lineOf(['n'], { d: call({ in: { n: 'n' } }, 'e') }));
    const asked: string[] = [];
    const flows = new Map([mid, sub].map((one) => [one.flow.id, one]));
    const called = ({ flow }: Pick<Child, 'flow'>) => {
      asked.push(flow);
      return Promise.resolve(known(flows.get(flow)));
    };
    const session = await begun(outer, { n: 7 });
    const ran = await runToEnd(session, { seed: 1, choose: 'first', called });
    expect(ran.came).toBe('ended');
    expect(asked).toEqual(['mid', 'sub']);
    expect(actionsOf(ran.session).map((one) => one.do)).toEqual(['advance', 'child_ended']);
  });

  it('beside one another: the longest says how long it takes', async () => {
    const slow = named(
      'sub',
      lineOf(['note'], { w: wait({ for: { value: 2, unit: 'd', calendar: 'cn' } }, 'e') }),
    );
    const flow = compiled(lineOf(['list'], { c: repeat({}, 'e') }));
    const session = await begun(flow, { list: ['a', 'b', 'c'] });
    const options = { seed: 1, choose: 'first', called: () => Promise.resolve(ok(slow)) } as const;
    const ran = await runToEnd(session, options);
    expect(ran.came).toBe('ended');
    expect(now(ran.session).at).toBe('2026-03-04T16:00:00.000Z');
  });

  it('is stuck, and says why, where the flow is not there', async () => {
    const called = nowhere;
    const ran = await runToEnd(await begun(caller, { n: 7 }), { seed: 1, choose: 'first', called });
    expect(ran).toMatchObject({ came: 'stuck', problems: [{ code: 'unknown_reference' }] });
  });

  it('goes no deeper than the product does', async () => {
    const endless = named('sub', lineOf(['n'], { c: call({ in: { n: 'n' } }, 'e') }));
    const called = () => Promise.resolve(ok(endless));
    const ran = await runToEnd(await begun(endless, { n: 7 }), {
      seed: 1,
      choose: 'first',
      called,
    });
    expect(ran).toMatchObject({ came: 'stuck', problems: [{ code: 'calls_too_deep' }] });
  });

  it('ends them by hand where nobody says which flows they run', async () => {
    const ran = await runToEnd(await begun(caller, { n: 7 }), { seed: 1, choose: 'first' });
    expect(ran.came).toBe('ended');
  });
});

function later(milliseconds: number): string {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}

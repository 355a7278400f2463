/** One case tried out on a draft: begun, done step by step, taken back; done again when the draft changes. */
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Child } from '@flowmeter/engine/case/child-state.ts';
import type { Visit } from '@flowmeter/engine/case/state.ts';
import type { Action, Given } from '@flowmeter/engine/definition/examples.ts';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { Problem, Result } from '@flowmeter/engine/problem.ts';
import { awaits, enter, type FlowOf, leave } from '@flowmeter/engine/simulation/called.ts';
import { advance, nextTimer } from '@flowmeter/engine/simulation/clock.ts';
import { type Edited, withValue } from '@flowmeter/engine/simulation/edit-data.ts';
import { prepare } from '@flowmeter/engine/simulation/prepare.ts';
import { cameTo, type RunOptions, runToEnd } from '@flowmeter/engine/simulation/run-to-end.ts';
import {
  act,
  actionsOf,
  back,
  now,
  replay,
  type Session,
  start,
} from '@flowmeter/engine/simulation/session.ts';
import { useFlowOf } from './use-flow-of.ts';

/** What there is to be told about the trial as a whole. */
export type TrialNotice =
  | { what: 'stuck' | 'bound' }
  | { what: 'stopped'; step: string }
  | { what: 'changed' | 'edited'; point: number };

/** A case that waits for one it has called, which is tried out inside it. */
export interface Caller {
  session: Session;
  /** Where it called it. */
  step: string;
  seq: number;
  index: number;
}

export interface Trial {
  /** The flow to be tried; or why it cannot be. */
  flow: Result<CompiledFlow>;
  /** The cases around the one that is tried out, the outermost first; none around one that nobody called. */
  callers: readonly Caller[];
  session: Session | undefined;
  /** Why the last thing asked could not be done. */
  problems: readonly Problem[];
  notice: TrialNotice | undefined;
  isBusy: boolean;
  begin: (given: Given) => void;
  act: (action: Action) => void;
  back: () => void;
  /** Gives up what was done after a point. */
  backTo: (point: number) => void;
  next: () => void;
  pass: (milliseconds: number) => void;
  run: (options: Pick<RunOptions, 'choose' | 'seed' | 'stops'>) => void;
  /** One step on by the first way. */
  forward: (stops: readonly string[]) => void;
  /** The same actions with another value where the fact was entered last. */
  edit: (fact: string, value: FactValue) => void;
  /** What was told has been read. */
  clear: () => void;
  restart: () => void;
  /** Tries out a called case, inside this one. */
  enter: (visit: Visit, child: Child) => void;
  /** The caller goes on with what the called case came to. */
  handBack: () => void;
  /** Back to the caller, as if the called case had not been tried out. */
  giveUp: () => void;
}

interface State {
  session?: Session;
  callers: readonly Caller[];
  problems: readonly Problem[];
  notice?: TrialNotice;
}

/** A case is done again when the draft has stayed the same for so long, in milliseconds. */
const PAUSE = 150;

const blank: State = { callers: [], problems: [] };

export function useTrial(definition: FlowDefinition, pack: Pack): Trial {
  const current = useDeferredValue(definition);
  const flow = useMemo(() => prepare(current, pack), [current, pack]);
  const [state, setState] = useState<State>(blank);
  const [isBusy, setIsBusy] = useState(false);
  const turn = useRef(0);
  const { session, callers } = state;
  const flowOf = useFlowOf(flow, pack);

  /** One thing at a time; what was begun before is not waited for when something else is asked. */
  const work = async (task: () => Promise<Next>) => {
    const own = ++turn.current;
    setIsBusy(true);
    const next = await task();
    if (own !== turn.current) return;
    setState((last) => ({ callers: last.callers, ...next }));
    setIsBusy(false);
  };
  const asked = (task: (session: Session) => Promise<Result<Session>>) => {
    if (session === undefined || isBusy) return;
    void work(async () => nextOf(await task(session), session));
  };
  const on = (options: Parameters<Trial['run']>[0] & Pick<RunOptions, 'most'>) => {
    if (session && !isBusy) void work(() => runOn(session, { ...options, called: flowOf }));
  };
  useRedone(flow, state, work);

  const show = (next: Next) => setState((last) => ({ callers: last.callers, ...next }));
  const inside = useNesting({ state, isBusy, work, show, flowOf });
  return {
    flow,
    callers,
    session,
    problems: state.problems,
    notice: state.notice,
    isBusy,
    begin: (given) => {
      if (flow.ok) void work(async () => nextOf(await start(flow.value, given)));
    },
    act: (action) => asked((one) => act(one, action)),
    back: () => session && show({ session: back(session), problems: [] }),
    backTo: (point) => session && show({ session: upTo(session, point), problems: [] }),
    next: () => asked(nextTimer),
    pass: (ms) =>
      asked((one) => advance(one, new Date(Date.parse(now(one).at) + ms).toISOString())),
    run: on,
    forward: (stops) => on({ choose: 'first', seed: session?.points.length ?? 0, stops, most: 1 }),
    edit: (fact, value) => {
      const edited = session && withValue(session, fact, value);
      if (session && edited && !isBusy) {
        void work(() => again(session, session.flow, 'edited', edited));
      }
    },
    clear: () => session && show({ session, problems: [] }),
    restart: () => setState(blank),
    ...inside,
  };
}

interface Nesting {
  state: State;
  isBusy: boolean;
  work: (task: () => Promise<Next>) => Promise<void>;
  show: (next: Next) => void;
  flowOf: FlowOf;
}

/** Into a called case, and out of it. */
function useNesting({ state, isBusy, work, show, flowOf }: Nesting) {
  const { session, callers } = state;
  const caller = callers.at(-1);
  const outside = callers.slice(0, -1);
  return {
    enter: (visit: Visit, child: Child) => {
      if (session === undefined || isBusy) return;
      void work(() => goInto({ session, callers }, visit, child, flowOf));
    },
    handBack: () => {
      if (session === undefined || caller === undefined || isBusy) return;
      void work(async () => {
        const left = await leave(caller.session, caller, caller, session);
        if (!left.ok) return { session, problems: left.problems };
        return { session: left.value, callers: outside, problems: [] };
      });
    },
    giveUp: () => caller && show({ session: caller.session, callers: outside, problems: [] }),
  };
}

/** What was asked has been done; or why not, and all stays as it was. */
function nextOf(done: Result<Session>, before?: Session): Next {
  if (done.ok) return { session: done.value, problems: [] };
  return { ...(before && { session: before }), problems: done.problems };
}

/** What comes next; the same cases are around it, unless others are named. */
type Next = Omit<State, 'callers'> & Partial<Pick<State, 'callers'>>;

/** The called case as it is at this moment, if nobody has done anything there so far. */
async function goInto(
  { session, callers }: { session: Session; callers: readonly Caller[] },
  visit: Visit,
  child: Child,
  flowOf: FlowOf,
): Promise<Next> {
  const flow = await flowOf(child);
  const opened = flow.ok ? await enter(session, visit, child, flow.value) : flow;
  const come = opened.ok ? await advance(opened.value, now(session).at) : opened;
  if (!come.ok) return { session, problems: come.problems };
  const { seq, step } = visit;
  const caller = { session, seq, step, index: child.index };
  return { session: come.value, callers: [...callers, caller], problems: [] };
}

/** The case on the draft is done again when that has changed; what it called stays, while it waits for it. */
function useRedone(
  flow: Result<CompiledFlow>,
  { session, callers }: State,
  work: (task: () => Promise<Next>) => Promise<void>,
): void {
  const redo = useEffectEvent((changed: Result<CompiledFlow>) => {
    const [first, ...inner] = callers;
    const root = first?.session ?? session;
    if (root === undefined || !changed.ok || root.flow === changed.value) return;
    void work(async () => {
      const next = { ...(await again(root, changed.value)), callers: [] };
      if (first === undefined || session === undefined || next.session === undefined) return next;
      if (!awaits(now(next.session).state, first.seq, first.index)) return next;
      return { session, callers: [{ ...first, session: next.session }, ...inner], problems: [] };
    });
  });
  useEffect(() => {
    const timer = setTimeout(() => redo(flow), PAUSE);
    return () => clearTimeout(timer);
  }, [flow]);
}

function upTo(session: Session, point: number): Session {
  const [first, ...rest] = session.points;
  return { ...session, points: [first, ...rest.slice(0, point)] };
}

async function runOn(
  session: Session,
  options: Pick<RunOptions, 'choose' | 'seed' | 'stops' | 'most' | 'called'>,
): Promise<Next> {
  const { session: ran, came, problems } = await runToEnd(session, options);
  if (came === 'stuck') return { session: ran, problems, notice: { what: 'stuck' } };
  const [step] = cameTo(session, ran, options.stops ?? []).slice(-1);
  if (came === 'until' && step !== undefined) {
    return { session: ran, problems, notice: { what: 'stopped', step } };
  }
  const isBound = came === 'bound' && options.most === undefined;
  return { session: ran, problems, ...(isBound ? { notice: { what: 'bound' } } : {}) };
}

/** The same actions on the flow as it is now (or others), as far as they can be done. */
async function again(
  session: Session,
  flow: CompiledFlow,
  what: 'changed' | 'edited' = 'changed',
  { given, actions }: Edited = { given: session.given, actions: actionsOf(session) },
): Promise<Next> {
  const turns = session.points.slice(1).map((point) => point.turn);
  const done = await replay(flow, given, actions, { turns, parent: session.parent });
  if (!done.ok)
    return what === 'edited' ? { session, problems: done.problems } : { problems: done.problems };
  const { session: redone, stopped } = done.value;
  if (stopped === undefined) return { session: redone, problems: [] };
  const notice = { what, point: redone.points.length };
  return { session: redone, problems: stopped.problems, notice };
}

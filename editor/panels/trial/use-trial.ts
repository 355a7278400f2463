/** One case tried out on a draft: begun, done step by step, taken back; done again when the draft changes. */
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Action, Given } from '@flowmeter/engine/definition/examples.ts';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { Problem, Result } from '@flowmeter/engine/problem.ts';
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

/** What there is to be told about the trial as a whole. */
export type TrialNotice =
  | { what: 'stuck' | 'bound' }
  | { what: 'stopped'; step: string }
  | { what: 'changed' | 'edited'; point: number };

export interface Trial {
  /** The flow to be tried; or why it cannot be. */
  flow: Result<CompiledFlow>;
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
}

interface State {
  session?: Session;
  problems: readonly Problem[];
  notice?: TrialNotice;
}

/** A case is done again when the draft has stayed the same for so long, in milliseconds. */
const PAUSE = 150;

const blank: State = { problems: [] };

export function useTrial(definition: FlowDefinition, pack: Pack): Trial {
  const current = useDeferredValue(definition);
  const flow = useMemo(() => prepare(current, pack), [current, pack]);
  const [state, setState] = useState<State>(blank);
  const [isBusy, setIsBusy] = useState(false);
  const turn = useRef(0);
  const { session } = state;

  /** One thing at a time; what was begun before is not waited for when something else is asked. */
  const work = async (task: () => Promise<State>) => {
    const own = ++turn.current;
    setIsBusy(true);
    const next = await task();
    if (own !== turn.current) return;
    setState(next);
    setIsBusy(false);
  };
  const asked = (task: (session: Session) => Promise<Result<Session>>) => {
    if (session === undefined || isBusy) return;
    void work(async () => {
      const done = await task(session);
      return done.ok ? { session: done.value, problems: [] } : { session, problems: done.problems };
    });
  };
  useRedone(flow, session, work);

  return {
    flow,
    session,
    problems: state.problems,
    notice: state.notice,
    isBusy,
    begin: (given) => {
      if (!flow.ok) return;
      void work(async () => {
        const begun = await start(flow.value, given);
        return begun.ok ? { session: begun.value, problems: [] } : { problems: begun.problems };
      });
    },
    act: (action) => asked((one) => act(one, action)),
    back: () => session && setState({ session: back(session), problems: [] }),
    backTo: (point) => session && setState({ session: upTo(session, point), problems: [] }),
    next: () => asked(nextTimer),
    pass: (ms) =>
      asked((one) => advance(one, new Date(Date.parse(now(one).at) + ms).toISOString())),
    run: (options) => {
      if (session !== undefined && !isBusy) void work(() => runOn(session, options));
    },
    forward: (stops) => {
      if (session === undefined || isBusy) return;
      const options = { choose: 'first' as const, seed: session.points.length, stops, most: 1 };
      void work(() => runOn(session, options));
    },
    edit: (fact, value) => {
      const edited = session && withValue(session, fact, value);
      if (session === undefined || edited === undefined || isBusy) return;
      void work(() => again(session, session.flow, 'edited', edited));
    },
    clear: () =>
      setState(({ session: kept }) => ({ ...(kept && { session: kept }), problems: [] })),
    restart: () => setState(blank),
  };
}

/** The case is done again when the draft has changed. */
function useRedone(
  flow: Result<CompiledFlow>,
  session: Session | undefined,
  work: (task: () => Promise<State>) => Promise<void>,
): void {
  const redo = useEffectEvent((changed: Result<CompiledFlow>) => {
    if (session === undefined || !changed.ok || session.flow === changed.value) return;
    void work(() => again(session, changed.value));
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
  options: Pick<RunOptions, 'choose' | 'seed' | 'stops' | 'most'>,
): Promise<State> {
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
): Promise<State> {
  const turns = session.points.slice(1).map((point) => point.turn);
  const done = await replay(flow, given, actions, { turns });
  if (!done.ok)
    return what === 'edited' ? { session, problems: done.problems } : { problems: done.problems };
  const { session: redone, stopped } = done.value;
  if (stopped === undefined) return { session: redone, problems: [] };
  const notice = { what, point: redone.points.length };
  return { session: redone, problems: stopped.problems, notice };
}

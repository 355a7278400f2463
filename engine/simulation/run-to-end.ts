/** Runs a case to its end with sample data: people do what is open, time passes, the outside answers. */
import { localDay } from '../calendar/working-time.ts';
import { instantMs } from '../calendar/zone.ts';
import type { Child } from '../case/child-state.ts';
import type { Instant, Visit } from '../case/state.ts';
import type { Action, Given } from '../definition/examples.ts';
import type { FactValues } from '../definition/facts.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { startStepOf } from '../flow/structure.ts';
import type { Problem } from '../problem.ts';
import type { Field } from '../steps/base.ts';
import { enter, type FlowOf, leave, runningAt } from './called.ts';
import { createChance, type Chance } from './chance.ts';
import { MAX_ACTIONS, nextTimer, timersOf } from './clock.ts';
import { openSteps, type Offer, type OpenStep } from './open-steps.ts';
import { likelyOpener } from './performer.ts';
import { fillForm } from './sample-data.ts';
import { SYSTEM } from './perform.ts';
import { act, now, type Session } from './session.ts';

export interface RunOptions {
  /** Of the sample data, and of the choices where they are by chance. */
  seed: number;
  /** The first route not taken yet (then the one taken least), or any. */
  choose: 'first' | 'chance';
  /** Routes decided beforehand: step -> route. */
  routes?: Readonly<Record<string, string>> | undefined;
  /** Stops when the case rests at this step. */
  until?: string | undefined;
  /** Stops when the case has come to one of these steps. */
  stops?: readonly string[] | undefined;
  /** At most so many actions. */
  most?: number | undefined;
  /** The flows that are called, which then run as well; without it called cases end by hand. */
  called?: FlowOf | undefined;
  /** Waited for after each action: a server gives others their turn. */
  between?: (() => Promise<unknown>) | undefined;
}

/** How a run came out: at its end (or at `until`), with nothing more to do, or cut off. */
export interface RunToEnd {
  session: Session;
  came: 'ended' | 'until' | 'stuck' | 'bound';
  /** Why the last thing that was tried could not be done. */
  problems: readonly Problem[];
}

/** Tries with other data, and other routes, where something refuses. */
const TRIES = 6;

export async function runToEnd(session: Session, options: RunOptions): Promise<RunToEnd> {
  const chance = createChance(options.seed);
  const most = Math.min(options.most ?? MAX_ACTIONS, MAX_ACTIONS);
  let run = session;
  let problems: readonly Problem[] = [];
  for (let done = 0; done < most; done++) {
    const { state } = now(run);
    if (state.status === 'ended') return { session: run, came: 'ended', problems: [] };
    const open = openSteps(run);
    if (options.until !== undefined && open.some(({ visit }) => visit.step === options.until)) {
      return { session: run, came: 'until', problems: [] };
    }
    const next = await goOn(run, open, options, chance);
    ({ problems } = next);
    if (next.session === run) return { session: run, came: 'stuck', problems };
    const hasStopped = cameTo(run, next.session, options.stops ?? []).length > 0;
    run = next.session;
    if (hasStopped) return { session: run, came: 'until', problems: [] };
    await options.between?.();
  }
  return { session: run, came: now(run).state.status === 'ended' ? 'ended' : 'bound', problems };
}

/** Of these steps, those to which the case came in between. */
export function cameTo(before: Session, after: Session, steps: readonly string[]): string[] {
  const known = now(before).state.visits.length;
  const come = now(after).state.visits.slice(known);
  return steps.filter((step) => come.some((visit) => visit.step === step));
}

/** How a case may begin: opened by somebody whose unit can do the work, with sample data. */
export function sampleGiven(flow: CompiledFlow, at: Instant, seed: number): Given {
  const opener = likelyOpener(flow);
  const form = startStepOf(flow.flow)?.form ?? [];
  return {
    unit: opener?.unit ?? flow.org?.units[0]?.id ?? 'unit',
    by: opener?.id ?? SYSTEM,
    at,
    data: sampleFor(flow, form, at, createChance(seed)),
  };
}

/** Plausible values for a form; of what may be left out some is. */
export function sampleFor(
  flow: CompiledFlow,
  form: readonly Field[],
  at: Instant,
  chance: Chance,
): FactValues {
  const [calendar] = flow.calendars.values();
  const today = calendar === undefined ? at.slice(0, 10) : localDay(calendar, at);
  return fillForm(form, flow.facts, chance, { today, now: instantMs(at) ?? 0 });
}

interface Tried {
  session: Session;
  problems: readonly Problem[];
}

/** The first open thing that can be done; else time passes. The same session where nothing can. */
async function goOn(
  session: Session,
  open: readonly OpenStep[],
  options: RunOptions,
  chance: Chance,
): Promise<Tried> {
  const problems: Problem[] = [];
  for (const one of open) {
    if (one.awaits === 'time') continue;
    const tried = await doStep(session, one, options, chance);
    if (tried.session !== session) return tried;
    problems.push(...tried.problems);
  }
  if (timersOf(session).some(({ kind }) => kind === 'wait')) {
    const passed = await untilWait(session);
    if (passed !== session) return { session: passed, problems: [] };
  }
  return { session, problems };
}

/** Time passes until a wait is over, and over what else it brings before. */
async function untilWait(session: Session): Promise<Session> {
  const passed = await nextTimer(session);
  return passed.ok ? passed.value : session;
}

async function doStep(
  session: Session,
  open: OpenStep,
  options: RunOptions,
  chance: Chance,
): Promise<Tried> {
  const calls = options.called === undefined ? [] : runningAt(open.visit);
  if (options.called !== undefined && calls[0] !== undefined) {
    return runCalled(session, open.visit, calls[0], { ...options, called: options.called });
  }
  let problems: readonly Problem[] = [];
  const offers = offersInOrder(session, open, options, chance);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const offer = offers[attempt % Math.max(1, offers.length)];
    if (offer === undefined) break;
    const done = await act(session, actionFor(session, open, offer, attempt, chance));
    if (done.ok) return { session: done.value, problems: [] };
    ({ problems } = done);
  }
  return { session, problems };
}

/** A called case runs to its end, and its caller goes on with what came of it. */
async function runCalled(
  session: Session,
  visit: Visit,
  child: Child,
  { called, choose, seed, between }: RunOptions & { called: FlowOf },
): Promise<Tried> {
  const flow = await called(child);
  const entered = flow.ok ? await enter(session, visit, child, flow.value) : flow;
  if (!entered.ok) return { session, problems: entered.problems };
  const inner = await runToEnd(entered.value, {
    called,
    choose,
    between,
    seed: seed + child.index,
  });
  if (inner.came !== 'ended') return { session, problems: inner.problems };
  const left = await leave(session, visit, child, inner.session);
  return left.ok ? { session: left.value, problems: [] } : { session, problems: left.problems };
}

function actionFor(
  session: Session,
  { visit, form, offers }: OpenStep,
  offer: Offer,
  attempt: number,
  chance: Chance,
): Action {
  const { step, seq } = visit;
  const enters = offer.do === offers[0]?.do && form.length > 0;
  const data = enters ? { data: dataFor(session, step, form, attempt, chance) } : {};
  return { ...offer, step, seq, ...data };
}

/** What the case knows is kept, unless the step is done again or other values are to be tried. */
function dataFor(
  session: Session,
  step: string,
  form: readonly Field[],
  attempt: number,
  chance: Chance,
): FactValues {
  const { state, at } = now(session);
  const anew = attempt > 0 || state.visits.filter((visit) => visit.step === step).length > 1;
  const known = (fact: string) => Object.hasOwn(state.data, fact) && state.data[fact] !== null;
  const empty = form.filter(({ fact }) => anew || !known(fact));
  return sampleFor(session.flow, empty, at, chance);
}

/** What goes on: the route decided beforehand, else by the strategy. Nobody pauses by themselves. */
function offersInOrder(
  session: Session,
  { visit, offers }: OpenStep,
  { choose, routes: decided }: RunOptions,
  chance: Chance,
): Offer[] {
  const ways = offers.filter((offer) => !aside.has(offer.do));
  const fixed = decided?.[visit.step];
  const chosen = ways.filter(({ route }) => route === fixed);
  if (fixed !== undefined && chosen.length > 0) return chosen;
  if (choose === 'chance') {
    const first = chance.below(Math.max(1, ways.length));
    return [...ways.slice(first), ...ways.slice(0, first)];
  }
  const taken = ({ route }: Offer) =>
    now(session).state.visits.filter(
      (one) => route !== undefined && one.step === visit.step && one.route === route,
    ).length;
  return ways.toSorted((a, b) => taken(a) - taken(b));
}

/** What does not bring a case nearer to its end. */
const aside: ReadonlySet<string> = new Set(['pause', 'fail', 'retry', 'reroute']);

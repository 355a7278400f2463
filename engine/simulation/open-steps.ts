/** Where a case that is tried out waits, and what can be done by hand to go on from there. */
import { isPaused } from '../case/clock.ts';
import { isSigned, openParts } from '../case/people-state.ts';
import type { Visit } from '../case/state.ts';
import type { Action } from '../definition/examples.ts';
import type { Person } from '../definition/organisation.ts';
import { inputsOf } from '../flow/exchange.ts';
import { autoOf, callingOf, callOf, taskOf, waitOf, type Calling } from '../flow/structure.ts';
import type { Field } from '../steps/base.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { performersOf } from './performer.ts';
import { now, type Session } from './session.ts';

/** One thing that can be done at an open step; its `step`, `seq` and data are to be added. */
export type Offer = Pick<Action, 'do' | 'route' | 'with'>;

/** An open step at which somebody, or something, has to act. */
export interface OpenStep {
  visit: Visit;
  step: Step | undefined;
  /** What it waits for: a person, a time, or the outside, whose part is taken by hand. */
  awaits: 'person' | 'time' | 'outside';
  /** The likeliest first. */
  offers: readonly Offer[];
  /** What is entered with the first of them. */
  form: readonly Field[];
  /** Who could do it. */
  performers: readonly Person[];
}

/** In order of arrival; blocks are left aside for the steps inside them. */
export function openSteps(session: Session): OpenStep[] {
  const { flow } = session;
  const { state, at } = now(session);
  if (state.status === 'ended') return [];
  return state.visits.flatMap((visit) => {
    const step = flow.flow.steps[visit.step];
    if (visit.status !== 'open' || (step && kindOf(step).arrival === 'contain')) return [];
    const ways = waysOn(visit, step);
    const performers = performersOf({ flow, state, visit, at });
    return { visit, step, performers, ...ways };
  });
}

type WaysOn = Pick<OpenStep, 'awaits' | 'offers' | 'form'>;

function waysOn(visit: Visit, step: Step | undefined): WaysOn {
  if (visit.incident !== undefined) return settling(step);
  const task = taskOf(step);
  if (task !== undefined) return { awaits: 'person', ...workOn(visit, task) };
  if (visit.message !== undefined) {
    return { awaits: 'outside', offers: [{ do: 'message' }], form: takenBy(step) };
  }
  if (visit.until !== undefined) return { awaits: 'time', offers: [{ do: 'wait' }], form: [] };
  const called = callingOf(step);
  if (called !== undefined) return { awaits: 'outside', ...calledCases(visit, called) };
  return { awaits: 'outside', offers: [{ do: 'answer' }, { do: 'fail' }], form: takenBy(step) };
}

/** What went wrong is tried again, left undone, or gone around. */
function settling(step: Step | undefined): WaysOn {
  const routes = step?.routes ?? [];
  const around = routes.slice(1).map((route) => ({ do: 'reroute', route: route.id }));
  return { awaits: 'outside', offers: [{ do: 'retry' }, { do: 'skip' }, ...around], form: [] };
}

function workOn(visit: Visit, task: { routes: readonly { id: string }[]; form: readonly Field[] }) {
  if (isPaused(visit)) return { offers: [{ do: 'resume' }], form: [] };
  if (isSigned(visit) || (visit.decision !== undefined && openParts(visit).length > 0)) {
    return { offers: (['agree', 'reject'] as const).map(signing), form: [] };
  }
  const ways = task.routes.map(({ id }) => ({ do: 'complete', route: id }));
  const complete = ways.length === 0 ? [{ do: 'complete' }] : ways;
  return { offers: [...complete, { do: 'pause' }], form: task.form };
}

function signing(verdict: 'agree' | 'reject'): Offer {
  return { do: 'sign', with: { verdict } };
}

/** The called cases that run end one after the other; what is taken from them is entered. */
function calledCases({ children = [] }: Visit, step: Calling): Pick<OpenStep, 'offers' | 'form'> {
  const running = children.filter(({ status }) => status !== 'ended');
  const sources = Object.values(callOf(step)?.out ?? {}).filter((fact) => fact !== 'outcome');
  return {
    offers: running.map(({ index }) => {
      return { do: 'child_ended', with: { index, outcome: CHILD_OUTCOME } };
    }),
    form: [...new Set(sources)].map((fact) => ({ fact, optional: true })),
  };
}

/** How a called case ends that nobody has run. */
const CHILD_OUTCOME = 'completed';

/** What the step takes from outside. */
function takenBy(step: Step | undefined): Field[] {
  if (step === undefined || (autoOf(step) ?? waitOf(step)) === undefined) return [];
  return inputsOf(step).map(({ fact, optional = false }) => ({ fact, optional }));
}

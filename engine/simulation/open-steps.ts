/** Where a case that is tried out waits, and what it takes to go on from there. */
import { isPaused } from '../case/clock.ts';
import type { Visit } from '../case/state.ts';
import type { Person } from '../definition/organisation.ts';
import type { Route } from '../definition/route.ts';
import { taskOf } from '../flow/structure.ts';
import type { Field } from '../steps/base.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { performersOf } from './performer.ts';
import { now, type Session } from './session.ts';

/** An open step that somebody, or something, has to act on. */
export interface OpenStep {
  visit: Visit;
  step: Step | undefined;
  /**
   * What it waits for: a person, a time, or an answer from outside, which is given by hand. An answer
   * carries facts; how a step of each kind takes it is said by `answer`.
   */
  awaits: 'person' | 'time' | 'answer';
  isPaused: boolean;
  form: readonly Field[];
  routes: readonly Route[];
  /** Who could do it: of a task that is held its holder. */
  performers: readonly Person[];
}

/** In order of arrival; blocks are left aside for the steps inside them. */
export function openSteps(session: Session): OpenStep[] {
  const { flow } = session;
  const { state } = now(session);
  if (state.status === 'ended') return [];
  return state.visits.flatMap((visit) => {
    const step = flow.flow.steps[visit.step];
    if (visit.status !== 'open' || (step && kindOf(step).arrival === 'contain')) return [];
    const able = performersOf(flow, state, visit);
    const holder = flow.org?.people.find(({ id }) => id === visit.holder);
    return {
      visit,
      step,
      awaits: awaits(step, visit),
      isPaused: isPaused(visit),
      form: taskOf(step)?.form ?? [],
      routes: step?.routes ?? [],
      performers: holder === undefined ? able : [holder],
    };
  });
}

/** What rests and is neither work nor a time waits for something outside, whatever its kind. */
function awaits(step: Step | undefined, visit: Visit): OpenStep['awaits'] {
  if (taskOf(step) !== undefined) return 'person';
  return visit.until === undefined ? 'answer' : 'time';
}

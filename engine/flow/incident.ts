/**
 * Steps that go on without a person: what they answer when the case cannot go on, and how people
 * settle it.
 *
 * A person's command that leads nowhere is refused, and nothing has happened. Time and other systems
 * cannot be refused: what they brought is kept, and why the case could not go on from there becomes an
 * incident of the visit, in the same entry.
 */
import { checkInput } from '../case/forms.ts';
import type { Visit } from '../case/state.ts';
import type { FactValues } from '../definition/facts.ts';
import { problem, wordsOf, type Problem } from '../problem.ts';
import type { Field } from '../steps/base.ts';
import type { Step } from '../steps/registry.ts';
import { follow } from './advance.ts';
import { askConnector } from './auto.ts';
import { callAgain, callNext, hasEnough } from './call.ts';
import type { Outcome } from './outcome.ts';
import { autoOf, callingOf, compensates, waitOf, waysOn } from './structure.ts';
import { entryOf, record, refuse, stateOf, type Work } from './work.ts';

/** Leaves a visit by a route; where that leads nowhere, the visit has an incident (see `stalled`). */
export function goOnByItself(work: Work, seq: number, route: string | undefined): void {
  const visit = openVisit(work, seq);
  work.stall = { seq, events: work.events.length, state: stateOf(work) };
  if (visit.incident !== undefined) record(work, { type: 'step.retried', seq });
  leave(work, visit, route);
}

/** The entry that keeps what was brought and says why it led nowhere; undefined: it is a refusal. */
export function stalled(work: Work, outcome: Outcome): Outcome | undefined {
  const { stall } = work;
  const reason = outcome.kind === 'refused' ? outcome.problems[0] : undefined;
  if (stall === undefined || reason === undefined) return undefined;
  work.events.length = stall.events;
  work.state = stall.state;
  fail(work, stall.seq, reason);
  return {
    kind: 'done',
    entry: entryOf(work),
    state: { ...stateOf(work), version: work.version },
  };
}

export function fail(work: Work, seq: number, { code, details }: Problem): void {
  record(work, { type: 'step.failed', seq, code, words: wordsOf({ code, details }) });
}

/**
 * The connector has done what it was asked for. What the step takes from the answer is checked like what
 * people enter; the rest is left.
 */
export function answer(work: Work, seq: number, brought: FactValues = {}): void {
  const visit = openVisit(work, seq);
  const step = autoOf(stepAt(work, visit));
  if (step === undefined || visit.effect === undefined || visit.effect.answered) {
    return refuse(problem('nothing_awaited'));
  }
  const takes = 'send' in step.does ? (step.does.send.takes ?? []) : [];
  const taken = takes.filter(({ fact }) => Object.hasOwn(brought, fact));
  const data = Object.fromEntries(taken.map(({ fact }) => [fact, brought[fact] ?? null]));
  const misfit = misfitIn(work, takes, data);
  if (misfit !== undefined) return fail(work, seq, misfit);
  record(work, { type: 'effect.answered', seq, ...(taken.length === 0 ? {} : { data }) });
  goOnByItself(work, seq, step.routes[0]?.id);
}

/** It could not be done. Told twice, it is an incident once. */
export function failStep(work: Work, seq: number, reason: Problem): void {
  const { effect, children, incident } = openVisit(work, seq);
  const isAsked = children?.some(({ status }) => status === 'asked');
  const awaits = isAsked || (effect !== undefined && !effect.answered);
  if (!awaits || incident !== undefined) return refuse(problem('nothing_awaited'));
  fail(work, seq, reason);
}

/** Once more what failed: asked again where nobody has answered, else on from where it stopped. */
export function retry(work: Work, seq: number): void {
  const visit = failedVisit(work, seq);
  const step = stepAt(work, visit);
  record(work, { type: 'step.retried', seq });
  const auto = autoOf(step);
  if (auto !== undefined && !visit.effect?.answered) return askConnector(work, seq, auto);
  const calling = callingOf(step);
  if (calling === undefined || hasEnough(visit, calling)) {
    return leave(work, visit, wayAgain(visit, step));
  }
  callAgain(work, visit, calling);
  callNext(work, visit, calling);
}

/** The way on when time has come: patience that has run out leads another way than the message itself. */
export function wayAgain({ message }: Visit, step: Step): string | undefined {
  const isLate = message !== undefined && message.id === undefined;
  return (isLate && waitOf(step)?.message?.timeout?.route) || step.routes[0]?.id;
}

/** Leaves the step undone, by its first route or by the one chosen. */
export function skip(work: Work, seq: number, reason: string, chosen?: string): void {
  const visit = failedVisit(work, seq);
  const { routes, legal, name } = stepAt(work, visit);
  if (legal === true && chosen === undefined) refuse(problem('legal_skipped', { name }));
  if (chosen !== undefined && !routes.some((route) => route.id === chosen)) {
    refuse(problem('unknown_route', { route: chosen }, '/route'));
  }
  record(work, {
    type: 'step.skipped',
    seq,
    reason,
    ...(chosen === undefined ? {} : { route: chosen }),
  });
  leave(work, visit, chosen ?? routes[0]?.id);
}

/** What was brought that the form does not take or that does not fit; undefined when all is well. */
export function misfitIn(
  work: Work,
  takes: readonly Field[],
  data: FactValues,
): Problem | undefined {
  return checkInput(takes, work.flow.facts, data, stateOf(work).data)[0];
}

function leave(work: Work, { seq, step }: Visit, chosen: string | undefined): void {
  const held = work.flow.flow.steps[step];
  const route = chosen ?? (held && compensates(held) ? waysOn(held)[0]?.id : undefined);
  if (route === undefined) return refuse(problem('not_automatic', { step }));
  record(work, { type: 'step.completed', seq, route, result: 'pass' });
  follow(work, step, route);
}

function failedVisit(work: Work, seq: number): Visit {
  const visit = openVisit(work, seq);
  return visit.incident === undefined ? refuse(problem('no_incident')) : visit;
}

/** Refuses where there is no such visit, or where it is over. */
export function openVisit(work: Work, seq: number): Visit {
  const visit = stateOf(work).visits[seq - 1];
  if (visit === undefined) return refuse(problem('task_not_found'));
  return visit.status === 'open' ? visit : refuse(problem('task_not_open'));
}

function stepAt(work: Work, { step: id }: Visit): Step {
  const step = work.flow.flow.steps[id];
  return step ?? refuse(problem('not_automatic', { step: id }));
}

/** The work on a task by one person: claim, release, complete, pause, resume. */
import type { Command } from '../case/commands.ts';
import { checkInput } from '../case/forms.ts';
import { openParts, type Decision } from '../case/people-state.ts';
import type { Visit } from '../case/state.ts';
import type { Route } from '../definition/route.ts';
import { problem } from '../problem.ts';
import type { StepOf } from '../steps/registry.ts';
import { applying, follow } from './advance.ts';
import { visitLimits } from './limits.ts';
import { taskActions, type TaskAction } from './people-permissions.ts';
import { absentHolder, absentPeer, type Standing } from './people-standing.ts';
import { preAudit } from './pre-audit.ts';
import { taskOf, waysOn } from './structure.ts';
import { record, refuse, stateOf, type Work } from './work.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** How the one who commands stands to a visit, who may do this to it; refuses who may not. */
export function standingFor(work: Work, action: TaskAction, seq: number): Standing {
  const { flow, command } = work;
  const state = stateOf(work);
  const visit = state.visits[seq - 1];
  if (visit === undefined) return refuse(problem('task_not_found'));
  const standing = { flow, state, visit, actor: command.actor, at: command.at };
  const refused = taskActions[action](standing);
  return refused === undefined ? standing : refuse(refused);
}

/** The absent person in whose place it is done, for the event. */
export function inPlaceOf(standing: Standing) {
  return onBehalfOf(absentHolder(standing));
}

export function onBehalfOf(person: string | undefined): { on_behalf_of?: string } {
  return person === undefined ? {} : { on_behalf_of: person };
}

export function claim(work: Work, seq: number): void {
  const standing = standingFor(work, 'claim', seq);
  const behalf = absentHolder(standing) ?? absentPeer(standing, standing.visit.post);
  record(work, { type: 'task.claimed', seq, ...onBehalfOf(behalf) });
}

export function release(work: Work, seq: number): void {
  const standing = standingFor(work, 'release', seq);
  record(work, { type: 'task.released', seq, ...inPlaceOf(standing) });
}

export function pause(work: Work, { seq, reason, evidence }: Of<'pause'>): void {
  const standing = standingFor(work, 'pause', seq);
  if (reason.trim() === '' || evidence.trim() === '') refuse(problem('pause_without_evidence'));
  record(work, { type: 'task.paused', seq, reason, evidence, ...inPlaceOf(standing) });
  setLimits(work, seq);
}

export function resume(work: Work, seq: number): void {
  const standing = standingFor(work, 'resume', seq);
  record(work, { type: 'task.resumed', seq, ...inPlaceOf(standing) });
  setLimits(work, seq);
}

export function complete(work: Work, command: Of<'complete'>): void {
  const standing = standingFor(work, 'complete', command.seq);
  const { visit } = standing;
  const task = taskOf(work.flow.flow.steps[visit.step]);
  if (task === undefined) return refuse(problem('task_not_open'));
  const misfits = checkInput(task.form, work.flow.facts, command.data, stateOf(work).data);
  if (misfits.length > 0) refuse(...misfits);
  const route = chosenRoute(task, command.route);
  const result = route.result ?? 'pass';
  if (result !== 'pass' && isBlank(command.comment)) {
    refuse(problem('opinion_required', {}, '/comment'));
  }
  const said = isBlank(command.comment) ? {} : { comment: command.comment };
  const done = { route: route.id, result, data: command.data, ...said, ...inPlaceOf(standing) };
  const { seq } = command;
  const overrides = preAudit(work, visit, task, { type: 'step.completed', seq, ...done });
  const whole = overrides.length === 0 ? done : { ...done, overrides };
  if (openParts(visit).length > 0) {
    return record(work, { type: 'task.decided', seq, ...whole });
  }
  record(work, { type: 'step.completed', seq, ...whole });
  return follow(work, visit.step, route.id);
}

/** Every signer added after the holder agreed: what the holder decided is done now. */
export function carryOut(work: Work, visit: Visit, decision: Decision): void {
  // Overrides were told when it was decided.
  const { by, onBehalfOf: behalf, route, overrides: _told, ...done } = decision;
  const { seq } = visit;
  const event = { type: 'step.completed', seq, route, ...done, ...onBehalfOf(behalf) } as const;
  record(work, by === work.command.actor ? event : { ...event, handler: by });
  follow(work, visit.step, route);
}

export function isBlank(text: string | undefined): text is undefined {
  return text === undefined || text.trim() === '';
}

function chosenRoute(task: StepOf<'task'>, wanted: string | undefined): Route {
  const routes = waysOn(task);
  const id = wanted ?? (routes.length === 1 ? routes[0]?.id : undefined);
  if (id === undefined) return refuse(problem('route_required', {}, '/route'));
  const route = routes.find((one) => one.id === id);
  return route ?? refuse(problem('unknown_route', { route: id }, '/route'));
}

function setLimits(work: Work, seq: number): void {
  const visit = stateOf(work).visits[seq - 1];
  if (visit === undefined || visit.limits.length === 0) return;
  const limits = applying(work, visit.limits, visit.step);
  const due = visitLimits(work.flow, limits, visit, work.command.at);
  record(work, { type: 'limits.set', seq, limits: due });
}

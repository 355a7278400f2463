/**
 * The decider: `(state, command, answers) -> entry, question or refusal`. Pure and synchronous; time,
 * ids and the rule engine's answers arrive from outside, so the same inputs give the same outputs.
 */
import type { Command } from '../case/commands.ts';
import { caseClockRuns, isPaused } from '../case/clock.ts';
import { conflictingVisit } from '../case/duties.ts';
import { checkInput } from '../case/forms.ts';
import type { CaseState, Visit } from '../case/state.ts';
import { problem } from '../problem.ts';
import { applying, follow, retime, selectLimits, settle } from './advance.ts';
import { answer, failStep, goOnByItself, retry, skip, stalled } from './incident.ts';
import { receive } from './message.ts';
import { preAudit } from './pre-audit.ts';
import type { CompiledFlow } from './compile.ts';
import { caseLimits, visitLimits } from './limits.ts';
import { begin } from './machine.ts';
import type { Answers, Outcome } from './outcome.ts';
import { recompute } from './recompute.ts';
import { startStepOf, taskOf, waitOf } from './structure.ts';
import { entryOf, Interrupt, record, refuse, stateOf, type Work } from './work.ts';

export function transition(
  flow: CompiledFlow,
  state: CaseState | null,
  command: Command,
  answers: Answers = {},
): Outcome {
  const work: Work = {
    flow,
    command,
    answers,
    caseId: command.type === 'open' ? command.caseId : (state?.id ?? ''),
    version: (state?.version ?? 0) + 1,
    state: state ?? undefined,
    events: [],
  };
  try {
    const ranBefore = state !== null && caseClockRuns(state);
    apply(work);
    if (command.type !== 'open') retime(work, ranBefore);
    const next = { ...stateOf(work), version: work.version };
    return { kind: 'done', entry: entryOf(work), state: next };
  } catch (error) {
    if (!(error instanceof Interrupt)) throw error;
    return stalled(work, error.outcome) ?? error.outcome;
  }
}

function apply(work: Work): void {
  const { command } = work;
  if (command.type !== 'open') assertOpen(work);
  switch (command.type) {
    case 'open':
      return open(work, command);
    case 'claim':
      return claim(work, command.seq);
    case 'release':
      heldVisit(work, command.seq);
      return record(work, { type: 'task.released', seq: command.seq });
    case 'complete':
      return complete(work, command);
    case 'pause':
      return pause(work, command);
    case 'resume':
      return resume(work, command.seq);
    case 'fire':
      return fire(work, command.seq);
    case 'message':
      return receive(work, command);
    case 'answer':
      return answer(work, command.seq, command.data);
    case 'fail':
      return failStep(work, command.seq, command.problem);
    case 'retry':
      return retry(work, command.seq);
    case 'skip':
      return skip(work, command.seq, command.reason);
    case 'reroute':
      return skip(work, command.seq, command.reason, command.route);
    case 'recompute':
      return recompute(work);
    default:
      command satisfies never;
  }
}

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

function open(work: Work, command: Of<'open'>): void {
  const { flow, facts } = work.flow;
  const misfits = checkInput(startStepOf(flow)?.form ?? [], facts, command.data);
  if (misfits.length > 0) refuse(...misfits);
  record(work, {
    type: 'case.opened',
    flow: { id: flow.id, hash: work.flow.hash },
    unit: command.unit,
    data: command.data,
    limits: [],
  });
  settle(work, begin(work.flow.machine), work.flow.start);
  const limits = selectLimits(work, flow.limits, 'limits:case');
  if (limits.length === 0 || stateOf(work).status === 'ended') return;
  const due = caseLimits(work.flow, limits, stateOf(work), command.at);
  record(work, { type: 'limits.set', limits: due });
}

function claim(work: Work, seq: number): void {
  const visit = openVisit(work, seq);
  if (visit.holder !== undefined) {
    refuse(problem('task_claimed_by_other', { holder: nameOf(work, visit.holder) }));
  }
  assertDuties(work, visit);
  record(work, { type: 'task.claimed', seq });
}

function complete(work: Work, command: Of<'complete'>): void {
  const visit = heldVisit(work, command.seq);
  if (isPaused(visit)) refuse(problem('task_paused'));
  assertDuties(work, visit);
  const task = taskOf(work.flow.flow.steps[visit.step]);
  if (task === undefined) return refuse(problem('task_not_open'));
  const misfits = checkInput(task.form, work.flow.facts, command.data, stateOf(work).data);
  if (misfits.length > 0) refuse(...misfits);
  const id = command.route ?? (task.routes.length === 1 ? task.routes[0]?.id : undefined);
  if (id === undefined) return refuse(problem('route_required', {}, '/route'));
  const route = task.routes.find((one) => one.id === id);
  if (route === undefined) return refuse(problem('unknown_route', { route: id }, '/route'));
  const completed = {
    type: 'step.completed',
    seq: command.seq,
    route: route.id,
    result: route.result ?? 'pass',
    data: command.data,
  } as const;
  const overrides = preAudit(work, visit, task, completed);
  record(work, overrides.length === 0 ? completed : { ...completed, overrides });
  follow(work, visit.step, route.id);
}

function pause(work: Work, command: Of<'pause'>): void {
  const visit = heldVisit(work, command.seq);
  if (isPaused(visit)) refuse(problem('task_paused'));
  if (command.reason.trim() === '' || command.evidence.trim() === '') {
    refuse(problem('pause_without_evidence'));
  }
  const { seq, reason, evidence } = command;
  record(work, { type: 'task.paused', seq, reason, evidence });
  setLimits(work, seq);
}

function resume(work: Work, seq: number): void {
  const visit = heldVisit(work, seq);
  if (!isPaused(visit)) refuse(problem('task_not_paused'));
  record(work, { type: 'task.resumed', seq });
  setLimits(work, seq);
}

function fire(work: Work, seq: number): void {
  const visit = openVisit(work, seq);
  const wait = waitOf(work.flow.flow.steps[visit.step]);
  if (wait === undefined || visit.until === undefined) {
    return refuse(problem('not_automatic', { step: visit.step }));
  }
  goOnByItself(work, seq, wait.message?.timeout?.route ?? wait.routes[0]?.id);
}

function setLimits(work: Work, seq: number): void {
  const visit = stateOf(work).visits[seq - 1];
  if (visit === undefined || visit.limits.length === 0) return;
  const limits = applying(work, visit.limits, visit.step);
  const due = visitLimits(work.flow, limits, visit, work.command.at);
  record(work, { type: 'limits.set', seq, limits: due });
}

function assertOpen(work: Work): void {
  if (work.state === undefined) refuse(problem('case_not_found'));
  if (work.state?.status === 'ended') refuse(problem('case_ended'));
}

function openVisit(work: Work, seq: number): Visit {
  const visit = stateOf(work).visits[seq - 1];
  if (visit === undefined) return refuse(problem('task_not_found'));
  return visit.status === 'open' ? visit : refuse(problem('task_not_open'));
}

/** An open visit held by the one who commands. */
function heldVisit(work: Work, seq: number): Visit {
  const visit = openVisit(work, seq);
  if (visit.holder === undefined) refuse(problem('task_not_claimed'));
  if (visit.holder !== work.command.actor) {
    refuse(problem('task_claimed_by_other', { holder: nameOf(work, visit.holder ?? '') }));
  }
  return visit;
}

/** One person may not do incompatible duties in one case. */
function assertDuties(work: Work, visit: Visit): void {
  const { org, flow } = work.flow;
  if (org === undefined || visit.post === undefined) return;
  const earlier = conflictingVisit(org, stateOf(work), work.command.actor, visit.post);
  if (earlier === undefined) return;
  const step = flow.steps[earlier.step]?.name ?? earlier.step;
  refuse(problem('duty_conflict', { step }));
}

function nameOf(work: Work, person: string) {
  return work.flow.org?.people.find((one) => one.id === person)?.name ?? person;
}

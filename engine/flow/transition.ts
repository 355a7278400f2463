/**
 * The decider: `(state, command, answers) -> entry, question or refusal`. Pure and synchronous; time,
 * ids and the rule engine's answers arrive from outside, so the same inputs give the same outputs.
 */
import type { Command } from '../case/commands.ts';
import { caseClockRuns } from '../case/clock.ts';
import { checkInput } from '../case/forms.ts';
import type { CaseState, Visit } from '../case/state.ts';
import { problem } from '../problem.ts';
import { retime, selectLimits, settle } from './advance.ts';
import { answer, failStep, goOnByItself, retry, skip, stalled, wayAgain } from './incident.ts';
import { receive } from './message.ts';
import { cancel } from './cancel.ts';
import { childEnded, childOpened } from './children.ts';
import type { CompiledFlow } from './compile.ts';
import { caseLimits } from './limits.ts';
import { begin } from './machine.ts';
import { migrate } from './migrate.ts';
import type { Answers, Outcome } from './outcome.ts';
import {
  addSigners,
  copy,
  delegate,
  handBack,
  reassign,
  transfer,
  urge,
  withdraw,
} from './people.ts';
import { sign } from './people-sign.ts';
import { claim, complete, pause, release, resume } from './people-work.ts';
import { recompute } from './recompute.ts';
import { startStepOf, waitOf } from './structure.ts';
import { tablePins } from './table-pins.ts';
import { tick } from './tick.ts';
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
  const decide = deciders[command.type] as (one: Work, asked: Command) => void;
  decide(work, command);
}

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** One row a command. */
const deciders: { [T in Command['type']]: (work: Work, command: Of<T>) => void } = {
  open,
  claim: (work, { seq }) => claim(work, seq),
  release: (work, { seq }) => release(work, seq),
  complete,
  pause,
  resume: (work, { seq }) => resume(work, seq),
  withdraw,
  transfer,
  delegate,
  hand_back: handBack,
  add_signer: addSigners,
  copy,
  urge,
  reassign,
  sign,
  fire: (work, { seq }) => fire(work, seq),
  child_opened: childOpened,
  child_ended: childEnded,
  message: receive,
  answer: (work, { seq, data }) => answer(work, seq, data),
  fail: (work, { seq, problem: why }) => failStep(work, seq, why),
  retry: (work, { seq }) => retry(work, seq),
  skip: (work, { seq, reason }) => skip(work, seq, reason),
  reroute: (work, { seq, reason, route }) => skip(work, seq, reason, route),
  tick,
  recompute,
  cancel,
  migrate,
};

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
    ...tablePins(work.flow),
    ...(command.parent === undefined ? {} : { parent: command.parent }),
  });
  settle(work, begin(work.flow.machine), work.flow.start);
  const limits = selectLimits(work, flow.limits, 'limits:case');
  if (limits.length === 0 || stateOf(work).status === 'ended') return;
  const due = caseLimits(work.flow, limits, stateOf(work), command.at);
  record(work, { type: 'limits.set', limits: due });
}

function fire(work: Work, seq: number): void {
  const visit = openVisit(work, seq);
  const wait = waitOf(work.flow.flow.steps[visit.step]);
  if (wait === undefined || visit.until === undefined) {
    return refuse(problem('not_automatic', { step: visit.step }));
  }
  goOnByItself(work, seq, wayAgain(visit, wait));
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

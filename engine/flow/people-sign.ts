/** Signing: one person's verdict, and what the verdicts come to. */
import type { Command } from '../case/commands.ts';
import { isSigned, openParts, type SignPart } from '../case/people-state.ts';
import { resultOf, type SigningResult } from '../case/signing.ts';
import type { Visit } from '../case/state.ts';
import type { Signing } from '../definition/handling.ts';
import type { Route } from '../definition/route.ts';
import { problem } from '../problem.ts';
import type { StepOf } from '../steps/registry.ts';
import { follow } from './advance.ts';
import { signable } from './people-signable.ts';
import { definitionOf } from './people-standing.ts';
import { carryOut, isBlank, onBehalfOf, standingFor } from './people-work.ts';
import { preAudit } from './pre-audit.ts';
import { record, refuse, stateOf, type Work } from './work.ts';

type Sign = Extract<Command, { type: 'sign' }>;

export function sign(work: Work, command: Sign): void {
  const { seq, verdict, comment } = command;
  const standing = standingFor(work, 'sign', seq);
  if (verdict === 'reject' && isBlank(comment)) {
    refuse(problem('opinion_required', {}, '/comment'));
  }
  const mine = signable(standing, command.part);
  if (mine.problem !== undefined) return refuse({ ...mine.problem, at: '/part' });
  const said = isBlank(comment) ? {} : { comment };
  const { part } = mine.part;
  record(work, { type: 'task.signed', seq, part, verdict, ...said, ...onBehalfOf(mine.behalf) });
  const visit = stateOf(work).visits[seq - 1] ?? standing.visit;
  const task = definitionOf(standing);
  if (!isSigned(visit)) return signedBeside(work, visit, mine.part);
  const result = resultOf(task?.sign ?? unanimous, visit.signs ?? []);
  return result === undefined || task === undefined ? undefined : close(work, visit, task, result);
}

/** A case that came here from a flow whose step was signed by several: all of them must agree. */
const unanimous: Signing = { mode: 'all', signers: 1 };

/** Signers added before only give their opinion; one added after who does not agree stops the decision. */
function signedBeside(work: Work, visit: Visit, signedPart: SignPart): void {
  const { decision, signs = [], seq } = visit;
  if (decision === undefined) return;
  const isRejected = signs.some((one) => one.part === signedPart.part && one.verdict === 'reject');
  const open = openParts(visit);
  if (isRejected) {
    closeParts(work, visit, 'reject');
    return record(work, { type: 'task.reopened', seq });
  }
  return open.length > 0 ? undefined : carryOut(work, visit, decision);
}

function close(work: Work, visit: Visit, task: StepOf<'task'>, result: SigningResult): void {
  const { seq, step } = visit;
  closeParts(work, visit, result);
  const route = routeFor(task, result);
  if (route === undefined) return refuse(problem('sign_routes', { name: task.name }));
  const done = {
    type: 'step.completed',
    seq,
    route: route.id,
    result: route.result ?? 'pass',
    data: {},
  } as const;
  const overrides = preAudit(work, stateOf(work).visits[seq - 1] ?? visit, task, done);
  record(work, overrides.length === 0 ? done : { ...done, overrides });
  return follow(work, step, route.id);
}

function closeParts(work: Work, visit: Visit, result: SigningResult): void {
  const withdrawn = openParts(visit).map(({ part }) => part);
  record(work, { type: 'signing.closed', seq: visit.seq, result, withdrawn });
}

/** The route that says what the signing came to. */
export function routeFor({ routes }: StepOf<'task'>, result: SigningResult): Route | undefined {
  return routes.find((route) => ((route.result ?? 'pass') === 'pass') === (result === 'pass'));
}

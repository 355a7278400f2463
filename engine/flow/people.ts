/** What people do to share a task: withdraw, transfer, delegate, add signers, copy, urge, reassign. */
import type { Command } from '../case/commands.ts';
import { checkInput } from '../case/forms.ts';
import { isSigned, openParts } from '../case/people-state.ts';
import { problem } from '../problem.ts';
import { revisit } from './advance.ts';
import {
  personName,
  cannotTake,
  definitionOf,
  stepName,
  type Standing,
} from './people-standing.ts';
import { signable } from './people-signable.ts';
import { inHandsOf } from './recipients.ts';
import { movedBack, visitsSince } from './people-untouched.ts';
import { inPlaceOf, isBlank, onBehalfOf, standingFor } from './people-work.ts';
import { record, refuse, stateOf, type Work } from './work.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** The steps after it are withdrawn and the step is visited again, by who did it. */
export function withdraw(work: Work, { seq, reason }: Of<'withdraw'>): void {
  assertReason(reason);
  const standing = standingFor(work, 'withdraw', seq);
  const { visit, actor } = standing;
  const behalf = visit.handler === actor ? undefined : visit.handler;
  record(work, { type: 'task.taken_back', seq, reason, ...onBehalfOf(behalf) });
  for (const one of visitsSince(standing).toReversed()) {
    if (one.status !== 'open') continue;
    record(work, { type: 'step.withdrawn', seq: one.seq, by: visit.step, reason: 'taken_back' });
  }
  const value = movedBack(work.flow.flow, stateOf(work).value, visit.step);
  const again = revisit(work, visit.step, value);
  if (stateOf(work).visits[again - 1]?.holder !== undefined) return;
  record(work, { type: 'task.assigned', seq: again, to: visit.handler ?? actor, by: 'withdraw' });
}

export function transfer(work: Work, { seq, to, reason }: Of<'transfer'>): void {
  assertReason(reason);
  const standing = standingFor(work, 'transfer', seq);
  assertTakes(standing, to, standing.visit.post);
  record(work, { type: 'task.transferred', seq, to, reason, ...inPlaceOf(standing) });
}

/** The delegate need not hold the post: who delegated it answers for it and completes it. */
export function delegate(work: Work, { seq, to, reason }: Of<'delegate'>): void {
  assertReason(reason);
  const standing = standingFor(work, 'delegate', seq);
  assertTakes(standing, to, undefined);
  record(work, { type: 'task.delegated', seq, to, reason, ...inPlaceOf(standing) });
}

/** What was entered is kept with the case; what is still missing the delegator enters. */
export function handBack(work: Work, { seq, comment, data }: Of<'hand_back'>): void {
  if (isBlank(comment)) refuse(problem('reason_required', {}, '/comment'));
  const standing = standingFor(work, 'hand_back', seq);
  const form = definitionOf(standing)?.form ?? [];
  const optional = form.map((field) => ({ ...field, optional: true }));
  const misfits = checkInput(optional, work.flow.facts, data ?? {}, stateOf(work).data);
  if (misfits.length > 0) refuse(...misfits);
  const entered = data === undefined ? {} : { data };
  const behalf = inPlaceOf(standing);
  record(work, { type: 'task.handed_back', seq, comment, ...entered, ...behalf });
}

/** Where several sign, who is added shares the duty of the part beside which they stand. */
export function addSigners(work: Work, command: Of<'add_signer'>): void {
  const { seq, when, persons, reason } = command;
  assertReason(reason);
  const standing = standingFor(work, 'add_signer', seq);
  const { visit } = standing;
  const mine = isSigned(visit) ? signable(standing) : undefined;
  const beside = mine?.problem === undefined ? mine?.part : undefined;
  const duty = { ...standing, visit: { ...visit, post: beside?.post ?? visit.post ?? '' } };
  persons.forEach((person, index) => {
    const place = `/persons/${index}`;
    const refused = cannotTake(duty, person, { post: undefined, place });
    if (refused !== undefined) refuse(refused);
    const open = openParts(visit).some((one) => one.person === person);
    const signed = visit.signs?.some((one) => one.by === person || one.onBehalfOf === person);
    if (open || signed || persons.indexOf(person) !== index || person === visit.holder) {
      refuse(problem('person_twice', { person: personName(standing, person) }, place));
    }
  });
  record(work, {
    type: 'signers.added',
    seq,
    when,
    persons,
    reason,
    ...(beside === undefined ? {} : { beside: beside.part }),
    ...(beside?.post === undefined ? {} : { post: beside.post }),
  });
}

export function copy(work: Work, { seq, persons, note }: Of<'copy'>): void {
  const standing = standingFor(work, 'copy', seq);
  persons.forEach((person, index) => {
    const { org } = work.flow;
    const known = org === undefined || org.people.some((one) => one.id === person);
    const name = { person: personName(standing, person) };
    if (!known) refuse(problem('unknown_person', name, `/persons/${index}`));
    if (persons.indexOf(person) !== index) {
      refuse(problem('person_twice', name, `/persons/${index}`));
    }
  });
  const said = isBlank(note) ? {} : { note };
  record(work, { type: 'task.copied', seq, to: persons, ...said });
}

export function urge(work: Work, { seq, reason }: Of<'urge'>): void {
  assertReason(reason);
  const { visit } = standingFor(work, 'urge', seq);
  const people = inHandsOf(work, visit);
  record(work, { type: 'task.urged', seq, reason, ...(people === undefined ? {} : { people }) });
}

/** A supervisor gives the task, or a part of a signing, to a person; without one, to all who can do it. */
export function reassign(work: Work, command: Of<'reassign'>): void {
  const { seq, to, part, reason } = command;
  assertReason(reason);
  const standing = standingFor(work, 'reassign', seq);
  if (part !== undefined) return reassignPart(work, standing, command);
  const { visit } = standing;
  if (isSigned(visit)) refuse(problem('signed_by_several', { step: stepName(standing) }, '/part'));
  if (visit.decision !== undefined) refuse(problem('decision_pending'));
  if (to === undefined && visit.holder === undefined) refuse(problem('task_not_claimed'));
  if (to !== undefined) assertTakes(standing, to, visit.post);
  return record(work, { type: 'task.reassigned', seq, to: to ?? null, reason });
}

function reassignPart(work: Work, standing: Standing, command: Of<'reassign'>): void {
  const { seq, to, part: number, reason } = command;
  const part = openParts(standing.visit).find((one) => one.part === number);
  if (part === undefined || number === undefined)
    return refuse(problem('not_a_signer', {}, '/part'));
  const post = part.added === undefined ? part.post : undefined;
  if (to === undefined && post === undefined) {
    return refuse(problem('person_needed', {}, '/to'));
  }
  if (to !== undefined) {
    const refused = cannotTake(standing, to, { post, place: '/to' });
    if (refused !== undefined) refuse(refused);
    const signed = standing.visit.signs?.some((one) => one.by === to || one.person === to);
    if (signed) refuse(problem('person_twice', { person: personName(standing, to) }, '/to'));
  }
  return record(work, { type: 'task.reassigned', seq, to: to ?? null, reason, part: number });
}

function assertTakes(standing: Standing, to: string, post: string | undefined): void {
  if (to === standing.visit.holder) {
    refuse(problem('already_holder', { person: personName(standing, to) }, '/to'));
  }
  const refused = cannotTake(standing, to, { post, place: '/to' });
  if (refused !== undefined) refuse(refused);
}

function assertReason(reason: string): void {
  if (isBlank(reason)) refuse(problem('reason_required', {}, '/reason'));
}

/** How a person stands to a visit: what they hold, for whom they stand in, what they could do. */
import { standsInFor } from '../case/availability.ts';
import { conflictingVisit, isAble, personOf } from '../case/duties.ts';
import { delegationOf, isSigned } from '../case/people-state.ts';
import type { CaseState, Instant, Visit } from '../case/state.ts';
import { problem, type Localized, type Problem } from '../problem.ts';
import type { CompiledFlow } from './compile.ts';
import { taskOf, unitRuleOf } from './structure.ts';

export interface Standing {
  flow: CompiledFlow;
  state: CaseState;
  visit: Visit;
  actor: string;
  at: Instant;
}

/** The person, and those absent for whom they stand in. */
export function selves({ flow, actor, at }: Standing): readonly string[] {
  return flow.org === undefined ? [actor] : [actor, ...standsInFor(flow.org, actor, at)];
}

/** The absent holder in whose place the person acts; undefined when it is their own task. */
export function absentHolder(standing: Standing): string | undefined {
  const { holder } = standing.visit;
  return holder !== standing.actor && holder !== undefined && selves(standing).includes(holder)
    ? holder
    : undefined;
}

/**
 * The absent person in whose place somebody may take work of a post, who could not by their own posts;
 * undefined when they can, or when nobody makes it possible.
 */
export function absentPeer(standing: Standing, post: string | undefined): string | undefined {
  if (isAbleTo(standing, standing.actor, post)) return undefined;
  return selves(standing)
    .slice(1)
    .find((one) => isAbleTo(standing, one, post));
}

/** Could the person do work of this post at the visit? Unknown without an organisation: then yes. */
export function isAbleTo(
  { flow, state, visit }: Standing,
  person: string,
  post: string | undefined = visit.post,
): boolean {
  const { org } = flow;
  if (org === undefined || post === undefined) return true;
  const found = personOf(org, person);
  const rule = visit.scope ?? unitRuleOf(flow.flow.steps[visit.step]);
  return found !== undefined && isAble(org, found, state, { ...visit, post }, rule);
}

export function isOpen({ visit }: Standing): Problem | undefined {
  return visit.status === 'open' ? undefined : problem('task_not_open');
}

/** Why it is not this person's to do; undefined when they hold it, or stand in for who does. */
export function holds(standing: Standing): Problem | undefined {
  const { visit } = standing;
  const me = selves(standing);
  const lent = delegationOf(visit);
  const closed = isOpen(standing) ?? isForOne(standing);
  if (closed !== undefined) return closed;
  if (lent !== undefined && me.includes(lent.by)) {
    return problem('task_delegated', { person: personName(standing, lent.to) });
  }
  if (visit.holder === undefined) return problem('task_not_claimed');
  if (!me.includes(visit.holder)) {
    return problem('task_claimed_by_other', { holder: personName(standing, visit.holder) });
  }
  return lent && problem('delegate_only', { person: personName(standing, lent.by) });
}

/** What one person does, as against what several sign. */
export function isForOne(standing: Standing): Problem | undefined {
  return isSigned(standing.visit)
    ? problem('signed_by_several', { step: stepName(standing) })
    : undefined;
}

/** One person, and those they stand in for, may not do incompatible duties in one case. */
export function hasNoConflict(
  standing: Standing,
  post: string | undefined = standing.visit.post,
  behalf?: string,
): Problem | undefined {
  const { actor } = standing;
  for (const person of behalf === undefined ? [actor] : [actor, behalf]) {
    const step = conflictStep(standing, person, post);
    if (step !== undefined) return problem('duty_conflict', { step });
  }
  return undefined;
}

/** Why a named person cannot be given this; `post` undefined: any post will do. */
export function cannotTake(
  standing: Standing,
  person: string,
  { post, place }: { post: string | undefined; place: string },
): Problem | undefined {
  const { org } = standing.flow;
  if (org === undefined) return undefined;
  const named = { person: personName(standing, person) };
  const found = personOf(org, person);
  if (found === undefined) return problem('unknown_person', named, place);
  const isClerk = found.roles.includes('clerk');
  if (!isClerk || (post !== undefined && !isAbleTo(standing, person, post))) {
    return problem('person_not_able', named, place);
  }
  const step = conflictStep(standing, person, post ?? standing.visit.post);
  return step && problem('person_conflict', { ...named, step }, place);
}

export function personName({ flow }: Standing, person: string): Localized {
  return flow.org?.people.find((one) => one.id === person)?.name ?? { zh: person, en: person };
}

export function postName({ flow }: Standing, post: string): Localized {
  return flow.org?.posts.find((one) => one.id === post)?.name ?? { zh: post, en: post };
}

export function stepName({ flow, visit }: Standing, step: string = visit.step): Localized {
  return flow.flow.steps[step]?.name ?? { zh: step, en: step };
}

/** The task as the flow defines it. */
export function definitionOf({ flow, visit }: Standing) {
  return taskOf(flow.flow.steps[visit.step]);
}

function conflictStep(
  standing: Standing,
  person: string,
  post: string | undefined,
): Localized | undefined {
  const { org } = standing.flow;
  if (org === undefined || post === undefined) return undefined;
  const earlier = conflictingVisit(org, standing.state, person, post);
  return earlier && stepName(standing, earlier.step);
}

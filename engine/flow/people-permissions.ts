/**
 * What a person may do with a task now, by the definition, by what they hold and by their posts: one
 * table, asked by the decider before it acts and by screens before they offer.
 */
import { isPaused } from '../case/clock.ts';
import { supervises } from '../case/duties.ts';
import { delegationOf, isSigned, openParts } from '../case/people-state.ts';
import { defaultActions, type OptionalAction } from '../definition/handling.ts';
import { problem, type Localized, type Problem } from '../problem.ts';
import { instantMs } from '../calendar/zone.ts';
import {
  absentHolder,
  absentPeer,
  definitionOf,
  hasNoConflict,
  holds,
  isForOne,
  isOpen,
  personName,
  selves,
  stepName,
  type Standing,
} from './people-standing.ts';
import { signable } from './people-signable.ts';
import { leftUntouched } from './people-untouched.ts';

type Ruling = Problem | undefined;

/** Why a person may not; undefined when they may. What they enter with it is checked where it is done. */
export const taskActions = {
  claim: mayClaim,
  release: (one) => holds(one) ?? isUndecided(one),
  complete: (one) => holds(one) ?? isUndecided(one) ?? isNotPaused(one) ?? mayDecide(one),
  pause: (one) => holds(one) ?? isNotPaused(one),
  resume: (one) => holds(one) ?? (isPaused(one.visit) ? undefined : problem('task_not_paused')),
  withdraw: (one) => isAllowed(one, 'withdraw') ?? leftUntouched(one),
  transfer: (one) => isAllowed(one, 'transfer') ?? holds(one) ?? isUndecided(one),
  delegate: (one) => isAllowed(one, 'delegate') ?? holds(one) ?? isUndecided(one),
  hand_back: mayHandBack,
  add_signer: (one) => isAllowed(one, 'add_signer') ?? takesPart(one),
  copy: (one) => isAllowed(one, 'copy') ?? isOpen(one) ?? mayCopy(one),
  urge: (one) => isAllowed(one, 'urge') ?? isOpen(one) ?? mayUrge(one),
  reassign: (one) => isOpen(one) ?? maySupervise(one),
  sign: (one) => isOpen(one) ?? isNotPaused(one) ?? signable(one).problem,
} satisfies Record<string, (one: Standing) => Ruling>;

export type TaskAction = keyof typeof taskActions;

export const optionalActionNames: Record<OptionalAction, Localized> = {
  withdraw: { zh: '撤回', en: 'take back' },
  transfer: { zh: '转办', en: 'transfer' },
  delegate: { zh: '委派', en: 'delegate' },
  add_signer: { zh: '加签', en: 'add signers' },
  copy: { zh: '抄送', en: 'send a copy' },
  urge: { zh: '催办', en: 'urge' },
};

/** Everything this person may do with the visit now. */
export function actionsOf(standing: Standing): TaskAction[] {
  if (standing.state.status === 'ended') return [];
  const actions = Object.keys(taskActions) as TaskAction[];
  return actions.filter((action) => taskActions[action](standing) === undefined);
}

/** One person urges one visit at most so often. */
const URGE_EVERY_MS = 3_600_000;

function isAllowed(standing: Standing, action: OptionalAction): Ruling {
  const allowed = definitionOf(standing)?.allow ?? defaultActions;
  if (allowed.includes(action)) return undefined;
  return problem('action_not_allowed', {
    step: stepName(standing),
    action: optionalActionNames[action],
  });
}

/** Who was given a task without claiming it may still do so, to say that they have it. */
function mayClaim(standing: Standing): Ruling {
  const { visit } = standing;
  const refused = isOpen(standing) ?? isForOne(standing);
  if (refused !== undefined) return refused;
  const { holder } = visit;
  const isGiven = visit.claimedAt === undefined && delegationOf(visit) === undefined;
  if (holder !== undefined && !(isGiven && selves(standing).includes(holder))) {
    return problem('task_claimed_by_other', { holder: personName(standing, holder) });
  }
  const behalf = absentHolder(standing) ?? absentPeer(standing, visit.post);
  return hasNoConflict(standing, visit.post, behalf);
}

/** Signers added before the holder come first. */
function mayDecide(standing: Standing): Ruling {
  const before = openParts(standing.visit).filter(({ added }) => added?.when === 'before');
  if (before.length > 0) {
    const names = before.flatMap(({ person }) => (person ? [personName(standing, person)] : []));
    return problem('signers_pending', { who: together(names) });
  }
  return hasNoConflict(standing, standing.visit.post, absentHolder(standing));
}

/** The delegate when it is done; who delegated it, at any time. */
function mayHandBack(standing: Standing): Ruling {
  const lent = delegationOf(standing.visit);
  const closed = isOpen(standing);
  if (closed !== undefined) return closed;
  if (lent === undefined) return problem('task_not_delegated');
  const me = selves(standing);
  if (me.includes(lent.to) || me.includes(lent.by)) return undefined;
  return problem('task_claimed_by_other', { holder: personName(standing, lent.to) });
}

function takesPart(standing: Standing): Ruling {
  if (isSigned(standing.visit)) return isOpen(standing) ?? signable(standing).problem;
  return holds(standing) ?? isUndecided(standing);
}

/** Who has to do with it: the holder, the delegator, a signer. */
function mayCopy(standing: Standing): Ruling {
  const lent = delegationOf(standing.visit);
  const me = selves(standing);
  if (lent !== undefined && (me.includes(lent.to) || me.includes(lent.by))) return undefined;
  const signed = standing.visit.signs?.some(({ by }) => by === standing.actor) ?? false;
  if (signed || signable(standing).problem === undefined) return undefined;
  return isSigned(standing.visit) ? signable(standing).problem : holds(standing);
}

function mayUrge({ visit, actor, at }: Standing): Ruling {
  if (visit.holder === actor) return problem('own_task');
  const last = visit.urges?.findLast(({ by }) => by === actor);
  if (last === undefined) return undefined;
  const left = (instantMs(last.at) ?? 0) + URGE_EVERY_MS - (instantMs(at) ?? 0);
  return left > 0 ? problem('urged_recently', { minutes: Math.ceil(left / 60_000) }) : undefined;
}

function maySupervise({ flow, state, visit, actor }: Standing): Ruling {
  const { org } = flow;
  const may = org !== undefined && supervises(org, actor, visit.unit ?? state.unit);
  return may ? undefined : problem('not_supervisor');
}

function isUndecided({ visit }: Standing): Ruling {
  return visit.decision === undefined ? undefined : problem('decision_pending');
}

function isNotPaused({ visit }: Standing): Ruling {
  return isPaused(visit) ? problem('task_paused') : undefined;
}

function together(names: readonly Localized[]): Localized {
  return {
    zh: names.map((name) => name.zh).join('、'),
    en: names.map((name) => name.en).join(', '),
  };
}

/** What people can do with a task besides working on it, and whom they can choose for it. */
import type { Visit } from '../case/state.ts';
import type { Action } from '../definition/examples.ts';
import type { Person } from '../definition/organisation.ts';
import { cancelRefusal } from '../flow/cancel.ts';
import { candidatesFor, type NamingAction } from '../flow/people-candidates.ts';
import { actionsOf, type TaskAction } from '../flow/people-permissions.ts';
import { performersOf } from './performer.ts';
import { now, type Session } from './session.ts';

/** An action of somebody at a visit, with those who may be named. */
export interface Aside {
  do: TaskAction;
  by: Person;
  /** Undefined where nobody is named. */
  candidates?: Person[];
}

/** Those that name people, and how the one chosen is said. */
const naming: Partial<Record<TaskAction, NamingAction>> = {
  transfer: 'transfer',
  delegate: 'delegate',
  add_signer: 'add_signer',
  copy: 'copy',
  reassign: 'reassign',
};
const others: readonly TaskAction[] = ['hand_back', 'urge', 'withdraw', 'release'];

/** By the first person who may; what nobody may is not offered. */
export function asidesAt({ flow, ...session }: Session, visit: Visit): Aside[] {
  const { state, at } = now({ flow, ...session });
  const place = { flow, state, visit, at };
  const able = performersOf(place);
  const people = [...able, ...(flow.org?.people ?? []).filter((one) => !able.includes(one))];
  // Whoever would do the task holds it by then.
  const held = visit.holder === undefined && (visit.signs ?? []).length === 0;
  const taken = held && able[0] !== undefined ? { ...visit, holder: able[0].id } : visit;
  const standing = (actor: string) => ({ ...place, visit: taken, actor });
  const asides: Aside[] = [];
  for (const what of [...(Object.keys(naming) as TaskAction[]), ...others]) {
    const by = people.find(({ id }) => actionsOf(standing(id)).includes(what));
    if (by === undefined) continue;
    const named = naming[what];
    if (named === undefined) asides.push({ do: what, by });
    else {
      const candidates = candidatesFor(standing(by.id), named);
      if (candidates.length > 0) asides.push({ do: what, by, candidates });
    }
  }
  return asides;
}

/** As the product takes it: who is chosen, and when they sign. */
export function asideAction(
  { do: what, by }: Pick<Aside, 'do' | 'by'>,
  { step, seq }: Visit,
  said: { person?: string | undefined; reason: string; when?: 'before' | 'after' | undefined },
): Action {
  const { person, reason, when = 'before' } = said;
  const named: Partial<Record<TaskAction, Record<string, unknown>>> = {
    transfer: { to: person },
    delegate: { to: person },
    reassign: person === undefined ? {} : { to: person },
    copy: { persons: [person], note: reason },
    add_signer: { persons: [person], when },
  };
  const more = named[what];
  const words = what === 'hand_back' ? { comment: reason } : { reason };
  return {
    do: what,
    step,
    seq,
    by: by.id,
    ...words,
    ...(more === undefined ? {} : { with: more }),
  };
}

/** May the case be cancelled as it stands? */
export function mayCancel({ flow, points }: Session): boolean {
  const { state } = points.at(-1) ?? points[0];
  return cancelRefusal(flow.flow, state) === undefined;
}

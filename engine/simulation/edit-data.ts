/** Data of a case that is tried out, entered anew: the same actions with another value. */
import type { Action, Given } from '../definition/examples.ts';
import type { FactValue } from '../definition/facts.ts';
import { actionsOf, type Session } from './session.ts';

/** How a session begins and goes on, with the value where the fact was entered last. */
export interface Edited {
  given: Given;
  actions: Action[];
}

/** Facts that people or the outside have entered; what steps work out by themselves is not among them. */
export function enteredFacts({ given, points }: Session): string[] {
  const all = [given.data, ...points.map(({ action }) => action?.data ?? {})];
  return [...new Set(all.flatMap((data) => Object.keys(data)))];
}

/** Undefined where nobody entered it. */
export function withValue(session: Session, fact: string, value: FactValue): Edited | undefined {
  const { given } = session;
  const actions = actionsOf(session);
  const last = actions.findLastIndex(({ data }) => data !== undefined && Object.hasOwn(data, fact));
  if (last < 0) {
    if (!Object.hasOwn(given.data, fact)) return undefined;
    return { given: { ...given, data: { ...given.data, [fact]: value } }, actions };
  }
  const edited = actions.map((action, index) =>
    index === last ? { ...action, data: { ...action.data, [fact]: value } } : action,
  );
  return { given, actions: edited };
}

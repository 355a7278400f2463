/** Changes by what is asked for; those that wait for a person are the ones that they may decide on. */
import type { ChangeState } from '@flowmeter/engine/changes/change.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import type { Page } from '../store/case-list.ts';
import type { ChangeHead } from '../store/change-events.ts';

interface Asked {
  limit: number;
  cursor?: string | undefined;
  state?: ChangeState | undefined;
  kind?: string | undefined;
  show?: 'mine' | 'waiting' | undefined;
}

export function listChanges(deps: Deps, actor: Actor, asked: Asked): Promise<Page<ChangeHead>> {
  const { show, state, ...rest } = asked;
  const states = state === undefined ? undefined : [state];
  if (show === 'mine') return deps.store.changes.list({ ...rest, states, madeBy: actor.id });
  if (show === undefined) return deps.store.changes.list({ ...rest, states });
  return deps.store.changes.list({
    ...rest,
    states: states ?? ['proposed', 'approved'],
    untouchedBy: selvesOf(deps, actor),
  });
}

/** The accounts of the person asking. */
function selvesOf({ inForce }: Deps, { id }: Actor): string[] {
  const people = inForce.organisation()?.people.map((one) => one.id) ?? [];
  return [id, ...people.filter((other) => other !== id && inForce.samePerson(other, id))];
}

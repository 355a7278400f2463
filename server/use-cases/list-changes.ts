/** Changes by what is asked for; those that wait for a person are the ones that they may decide on. */
import type { ChangeState } from '@flowmeter/engine/changes/change.ts';
import { offers } from '@flowmeter/engine/changes/offers.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { Page } from '../store/case-list.ts';
import type { ChangeHead } from '../store/change-events.ts';
import { standingOf } from './change-facts.ts';

interface Asked {
  limit: number;
  cursor?: string | undefined;
  state?: ChangeState | undefined;
  kind?: string | undefined;
  show?: 'mine' | 'waiting' | 'reviews' | undefined;
}

export async function listChanges(
  deps: Deps,
  actor: Actor,
  asked: Asked,
): Promise<Page<ChangeHead>> {
  const { show, state, ...rest } = asked;
  const states = state === undefined ? undefined : [state];
  if (show === 'mine') return deps.store.changes.list({ ...rest, states, madeBy: actor.id });
  if (show === undefined) return deps.store.changes.list({ ...rest, states });
  const untouchedBy = selvesOf(deps, actor);
  if (show === 'reviews') {
    const page = await deps.store.changes.list({ ...rest, states, untouchedBy, unreviewed: true });
    return { ...page, rows: await reviewable(deps, actor, page.rows) };
  }
  return deps.store.changes.list({
    ...rest,
    states: states ?? ['proposed', 'approved'],
    untouchedBy,
  });
}

/** Those that the person may review, as the decision itself judges it; there are few of them. */
async function reviewable(deps: Deps, actor: Actor, heads: readonly ChangeHead[]) {
  if (heads.length === 0) return [];
  const active = await deps.store.definitions.active();
  const released = { active: () => active, running: () => [] };
  const at = instantOf(deps.clock);
  const rows = heads.map(async (head) => {
    const stored = await deps.store.changes.get(head.id);
    if (stored === undefined) return [];
    const { can } = offers(stored.change, {
      ...standingOf(deps, actor.id, stored, released),
      at,
    });
    return can.includes('review') ? [head] : [];
  });
  return (await Promise.all(rows)).flat();
}

/** The accounts of the person asking. */
function selvesOf({ inForce }: Deps, { id }: Actor): string[] {
  const people = inForce.organisation()?.people.map((one) => one.id) ?? [];
  return [id, ...people.filter((other) => other !== id && inForce.samePerson(other, id))];
}

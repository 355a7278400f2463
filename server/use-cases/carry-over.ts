/**
 * A change of the organisation has come into force, and others that wait have lost their base by it. Those
 * about other people and units are proposed again upon what is in force now, by who proposed them, with new
 * evidence; whoever approved one of them approves it anew. What speaks about the same is left to its author.
 */
import { carriedOver } from '@flowmeter/engine/changes/carry-over.ts';
import type { Change } from '@flowmeter/engine/changes/change.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import type { Result } from '@flowmeter/engine/problem.ts';
import { policy } from '../auth/policy.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { StoredChange } from '../store/changes.ts';
import { LIFE_MS, proposeChange } from './propose-change.ts';

const KIND = 'organisation';
const AT_ONCE = 50;
const proposers: readonly Role[] = policy.propose_grants;

/** What is in force is read again, and what can be is carried over. */
export async function afterEffect(deps: Deps, done: Change): Promise<void> {
  await deps.inForce.refresh();
  if (!done.items.some(({ definition }) => definition.kind === KIND)) return;
  for (const stale of await displacedBy(deps, done.id)) {
    const proposed = await carry(deps, stale, done.id);
    const problems = proposed?.ok === false ? { problems: proposed.problems } : {};
    const words = `a change was ${proposed?.ok === true ? '' : 'not '}carried over`;
    deps.log('info', words, { change: stale.change.id, upon: done.id, ...problems });
  }
}

/** Oldest first. */
async function displacedBy({ store, clock }: Deps, upon: string): Promise<StoredChange[]> {
  const found: StoredChange[] = [];
  const since = instantOf(() => clock() - LIFE_MS);
  let cursor: string | undefined;
  do {
    const asked = { kind: KIND, states: ['stale'] as const, limit: AT_ONCE, cursor };
    const { rows, next } = await store.changes.list(asked);
    for (const { id } of rows) {
      const stored = await store.changes.get(id);
      const last = stored?.change.events.at(-1);
      if (stored && last?.type === 'outdated' && last.upon === upon) found.unshift(stored);
    }
    // Older ones were over before.
    const isLast = next === null || (rows.at(-1)?.proposedAt ?? '') < since;
    cursor = isLast ? undefined : next;
  } while (cursor !== undefined);
  return found;
}

/** The new change; undefined where it is left to its author. */
async function carry(
  deps: Deps,
  stored: StoredChange,
  upon: string,
): Promise<Result<string> | undefined> {
  const { id: from, title, reason, author, contributors, ...times } = stored.change;
  const person = deps.inForce.person(author);
  if (person === undefined || !(await isPlain(deps, stored))) return undefined;
  const actor = deps.inForce.actor(person);
  const definition = await uponNow(deps, stored);
  if (definition === undefined || !actor.roles.some((role) => proposers.includes(role))) {
    return undefined;
  }
  const { effectiveFrom, zone, expiresAt } = times;
  const content = {
    items: [{ definition, layout: null }],
    contributors,
    rollback: false,
    drafts: [],
    keep: undefined,
    carried: { from, upon, effectiveFrom, zone, expiresAt },
  };
  return proposeChange(deps, actor, content, { title, reason });
}

/** A proposal of grants; drafts are with their authors again, who bring them upon what is in force. */
async function isPlain({ store, clock }: Deps, { change, items }: StoredChange): Promise<boolean> {
  const { rollback, emergency, effectiveFrom, id } = change;
  const isLate = effectiveFrom !== null && effectiveFrom <= instantOf(clock);
  if (rollback || emergency || isLate || items.length > 1) return false;
  return !(await store.changes.hasDraft(id));
}

async function uponNow({ store, inForce }: Deps, { change, items }: StoredChange) {
  const hash = change.items[0]?.baseHash ?? null;
  const base = hash === null ? undefined : await store.definitions.byHash(hash);
  const mine = JSON.parse(items[0]?.content ?? 'null') as Definition | null;
  const theirs = inForce.active(KIND, mine?.id ?? '')?.definition;
  if (base?.kind !== KIND || mine?.kind !== KIND || theirs?.kind !== KIND) return undefined;
  return carriedOver(base, mine, theirs);
}

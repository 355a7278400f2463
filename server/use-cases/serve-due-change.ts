/**
 * What time does to changes: those on the schedule take effect, those that nobody decided on expire, and
 * the review of an emergency that is not there in time is missed. Everything is looked at again in the
 * transaction that writes it: content, base, who approved and what they signed.
 */
import type { Change, ChangeEvent } from '@flowmeter/engine/changes/change.ts';
import { decideChange, type ChangeCommand } from '@flowmeter/engine/changes/decide.ts';
import { ok, wordsOf, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { StoredChange } from '../store/changes.ts';
import type { Released } from '../store/definitions.ts';
import { afterEffect } from './carry-over.ts';
import { approversOf, foundIn, isInForceAfter, misfitOf } from './change-facts.ts';
import { isPassing } from './passing.ts';

interface Now {
  activeHash: string | null;
  released: Released;
}

/** Undefined where there was nothing to do any more. */
export async function serveDueChange(deps: Deps, id: string): Promise<Result<void>> {
  const done = await deps.store.changes.decide(id, (stored, activeHash, released) => {
    const event = eventOf(deps, stored, { activeHash, released });
    return event.ok ? ok({ event: event.value, audit: told(event.value, stored.change) }) : event;
  });
  if (!done.ok) return isPassing(done) ? done : ok(undefined);
  if (isInForceAfter(done.value)) await afterEffect(deps, done.value);
  if (done.value.review?.overdue === true) {
    deps.log('warn', 'an emergency change was not reviewed in time', { change: id });
  }
  return ok(undefined);
}

function eventOf(deps: Deps, stored: StoredChange, now: Now): Result<ChangeEvent> {
  const { change } = stored;
  const by = { actor: 'system', at: instantOf(deps.clock) };
  if (change.state === 'scheduled') return activation(deps, stored, now);
  const type = change.review === null ? 'expire' : 'miss_review';
  return decideChange(change, { type, ...by });
}

/** What cannot take effect is stale, and says why. */
function activation(
  deps: Deps,
  stored: StoredChange,
  { activeHash, released }: Now,
): Result<ChangeEvent> {
  const { change } = stored;
  const by = { actor: 'system', at: instantOf(deps.clock) };
  const command: ChangeCommand = {
    ...by,
    ...foundIn(stored),
    type: 'activate',
    activeHash,
    approvers: approversOf(deps, stored, released),
  };
  const decided = decideChange(change, command);
  const refused = decided.ok ? misfitOf(stored, released) : decided;
  if (refused === undefined) return decided;
  const [first] = refused.ok ? [] : refused.problems;
  if (first === undefined || first.code === 'change_not_due') return decided;
  return decideChange(change, { ...by, type: 'outdate', because: becauseOf(first) });
}

function becauseOf(found: Problem) {
  return { code: found.code, words: wordsOf(found) };
}

function told(event: ChangeEvent, { id, items, contentHash, baseHash, effectiveFrom }: Change) {
  const because = event.type === 'outdated' ? { because: event.because } : {};
  return {
    at: event.at,
    actor: event.by,
    role: '',
    action: `change.${event.type}`,
    object: id,
    allowed: event.type !== 'outdated',
    before: baseHash ?? undefined,
    after: contentHash,
    details: { items, contentHash, effectiveFrom, ...because },
  };
}

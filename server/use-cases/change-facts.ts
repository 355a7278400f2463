/** What decisions about changes rest on: what is stored, who is tied to whom, what fits, what is signed. */
import { approvalPayload } from '@flowmeter/engine/changes/approval.ts';
import type { Approval, Change, ChangeEvent } from '@flowmeter/engine/changes/change.ts';
import { checkChange } from '@flowmeter/engine/changes/check-change.ts';
import type { Approver } from '@flowmeter/engine/changes/decide.ts';
import {
  beneficiariesOf,
  delegatesOf,
  type Standing,
} from '@flowmeter/engine/changes/independence.ts';
import { touchesPay, type Replaced } from '@flowmeter/engine/changes/pay.ts';
import { hashOfWhole } from '@flowmeter/engine/changes/whole.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import { hashOfEvidence, type StoredEvidence } from '@flowmeter/engine/evidence/stored.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import { find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { StoredChange } from '../store/changes.ts';
import type { Released } from '../store/definitions.ts';
import { refusalOf } from './propose-change.ts';

/** Hashes of what is stored now; empty where that cannot even be read. */
export function foundIn({ change, items, evidence }: StoredChange) {
  try {
    const hashed = items.map(({ kind, definition_id: id, content }) => {
      return { kind, id, hash: hashOf(JSON.parse(content) as Definition) };
    });
    const contentHash = hashOfWhole(hashed) ?? '';
    const bound = { baseHash: change.baseHash, contentHash };
    const stored = JSON.parse(evidence) as StoredEvidence;
    return { contentHash, evidenceHash: hashOfEvidence(stored, bound) };
  } catch {
    return { contentHash: '', evidenceHash: '' };
  }
}

/** The roles that a person has now, and what ties them to the change. */
export function standingOf(
  deps: Pick<Deps, 'inForce' | 'clock'>,
  person: string,
  { items }: Pick<StoredChange, 'items'>,
  released: Released,
): Standing & { roles: readonly Role[] } {
  const gaining = gainingBy(items, released);
  return {
    ...tiesOf(deps, person, gaining),
    roles: deps.inForce.person(person)?.roles ?? [],
  };
}

/** What ties a person to others, under every account of theirs. */
export function tiesOf(
  { inForce, clock }: Pick<Deps, 'inForce' | 'clock'>,
  person: string,
  gaining: ReadonlySet<string>,
): Standing {
  const org = inForce.organisation();
  const accounts = org?.people.map(({ id }) => id) ?? [];
  const othersOf = (one: string) =>
    accounts.filter((id) => id !== one && inForce.samePerson(id, one));
  const aliases = othersOf(person);
  const selves = [person, ...aliases];
  const delegates = selves.flatMap((one) => delegatesOf(org, one, instantOf(clock)));
  return {
    actor: person,
    aliases,
    delegates: delegates.flatMap((one) => [one, ...othersOf(one)]),
    gains: selves.some((one) => gaining.has(one)),
  };
}

function replacedIn(pack: Pack, contents: readonly Definition[]): Replaced[] {
  return contents.map((content) => {
    return { base: find(pack, content.kind, content.id) ?? null, content };
  });
}

function gainingBy(items: StoredChange['items'], released: Released): Set<string> {
  const pack = { definitions: released.active().map(({ definition }) => definition) };
  try {
    const contents = items.map(({ content }) => JSON.parse(content) as Definition);
    return beneficiariesOf(replacedIn(pack, contents), pack);
  } catch {
    // What cannot be read is refused as altered; nobody gains by it.
    return new Set();
  }
}

/**
 * Was right when it was proposed, and is it still, among what is in force now? Two changes that are each
 * right alone may not be right together.
 */
export function misfitOf(
  { change, items }: StoredChange,
  released: Released,
): Result<never> | undefined {
  const pack = { definitions: released.active().map(({ definition }) => definition) };
  const definitions = items.map(({ content }) => JSON.parse(content) as Definition);
  // What nobody was paid by when it was proposed, somebody may be paid by now.
  if (change.emergency && touchesPay(replacedIn(pack, definitions), pack)) {
    return failed(problem('emergency_pays'));
  }
  return refusalOf('change_no_longer_fits', checkChange(definitions, pack, released.running()));
}

/** An approval is signed; other events are as they are. */
export function signed({ keys }: Deps, change: Change, event: ChangeEvent): ChangeEvent {
  if (!isApproval(event)) return event;
  return { ...event, signature: keys.sign('approval', approvalPayload(change, event)) };
}

function isApproval(event: ChangeEvent): event is Approval {
  return event.type === 'endorsed' || event.type === 'approved' || event.type === 'scheduled';
}

/** Those who approved, as they stand now. */
export function approversOf(deps: Deps, stored: StoredChange, released: Released): Approver[] {
  const { change } = stored;
  return change.approvals.map((approval) => ({
    ...standingOf(deps, approval.by, stored, released),
    isSigned: isSigned(deps, change, approval),
  }));
}

function isSigned({ keys }: Deps, change: Change, approval: Approval): boolean {
  const { signature } = approval;
  return (
    signature !== undefined && keys.verify('approval', approvalPayload(change, approval), signature)
  );
}

/** Does a change that has just been decided on change what is in force? */
export function isInForceAfter({ events }: Change): boolean {
  const last = events.at(-1)?.type;
  return last === 'approved' || last === 'activated';
}

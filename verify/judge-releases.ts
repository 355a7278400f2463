/** Releases, what was in force, and what was run: only what was approved? */
import type { LineOf } from '@flowmeter/engine/audit-log/bundle.ts';
import { hashOfHistory } from '@flowmeter/engine/changes/approval.ts';
import type { Change } from '@flowmeter/engine/changes/change.ts';
import type { WrittenEvent } from '@flowmeter/engine/changes/written.ts';
import { canonical, sha256Hex } from '@flowmeter/engine/definition/hash.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { signatureFindings } from './check-entries.ts';
import { finding, type Finding } from './findings.ts';
import type { Keyring } from './keyring.ts';
import { releasedKey, type Told } from './told.ts';

type Release = LineOf<'release'>;
type Activation = LineOf<'activation'>;

/** A change as it was judged, with its events. */
export interface KnownChange {
  change: Change | undefined;
  events: readonly WrittenEvent[];
  /** Nothing stands against who approved it. */
  isApproved: boolean;
}

/** Each release follows the one before, is signed, and says what the changes were that it made true. */
export function judgeReleases(
  releases: readonly Release[],
  keys: Keyring,
  changes: ReadonlyMap<string, KnownChange>,
): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  let previous: Release['payload'] | undefined;
  for (const { payload, signature } of releases) {
    const place = placeOfRelease(payload.seq);
    if (signature === null) findings.push(finding('signature_missing', place));
    else {
      const standing = keys.judge('release', payload, signature);
      findings.push(...signatureFindings(standing, signature, place));
    }
    const before = previous === undefined ? null : hashOfRelease(previous);
    if (payload.seq !== (previous?.seq ?? 0) + 1 || payload.previous !== before) {
      findings.push(finding('release_misplaced', place));
    }
    previous = payload;
    for (const row of payload.manifest)
      findings.push(...historyFindings(row, { changes, seen, place }));
  }
  return findings;
}

interface Histories {
  changes: ReadonlyMap<string, KnownChange>;
  /** Rows that stand in an earlier release too. */
  seen: Set<string>;
  place: Localized;
}

function historyFindings(
  { change, events = 0, history }: Release['payload']['manifest'][number],
  { changes, seen, place }: Histories,
): Finding[] {
  const key = `${change} ${events} ${history}`;
  if (change === undefined || seen.has(key)) return [];
  seen.add(key);
  const known = changes.get(change);
  if (known === undefined) return [finding('change_missing', place, { change })];
  const then = known.events.slice(0, events);
  const isSame = then.length === events && hashOfHistory(then) === history;
  return isSame ? [] : [finding('history_altered', place, { change })];
}

/** Versions that were in force and were approved, with when that was first; and what is wrong. */
export interface InForce {
  since: Map<string, string>;
  /** In force when the bundle was made. */
  hashes: Set<string>;
  findings: Finding[];
}

export function judgeActivations(
  activations: readonly Activation[],
  changes: ReadonlyMap<string, KnownChange>,
  told: Told,
): InForce {
  const since = new Map<string, string>();
  const hashes = new Set<string>();
  const findings: Finding[] = [];
  for (const one of activations) {
    const found = activationFinding(one, changes, told);
    if (found !== undefined) {
      findings.push(found);
      continue;
    }
    const first = since.get(one.hash);
    if (first === undefined || one.since < first) since.set(one.hash, one.since);
    if (one.until === null) hashes.add(one.hash);
  }
  return { since, hashes, findings };
}

function activationFinding(
  { kind, id, hash, change }: Activation,
  changes: ReadonlyMap<string, KnownChange>,
  told: Told,
): Finding | undefined {
  const what = `${kind}/${id}`;
  const place = { zh: `生效记录 ${what}`, en: `activation of ${what}` };
  const refused = finding('activation_unapproved', place, { what, hash });
  if (change === null) return told.released.has(releasedKey(what, hash)) ? undefined : refused;
  const known = changes.get(change);
  if (known === undefined) return finding('change_missing', place, { change });
  // How a flow is drawn comes along with it.
  const isItem =
    kind === 'layout' ||
    known.change?.items.some(
      (item) =>
        item.contentHash === hash && item.definition.kind === kind && item.definition.id === id,
    );
  return isItem === true && known.isApproved ? undefined : refused;
}

/** Cases run versions that were in force when they were opened, or they were moved to them. */
export function judgeExecution(
  { case: id, hash, opened_at }: LineOf<'execution'>,
  { since }: Pick<InForce, 'since'>,
  told: Told,
): Finding[] {
  const place = { zh: `案件 ${id}`, en: `case ${id}` };
  const first = since.get(hash);
  if (first === undefined) return [finding('execution_unapproved', place, { hash })];
  const isEarly = opened_at < first && !told.migrated.has(id);
  return isEarly ? [finding('execution_early', place, { since: first })] : [];
}

function placeOfRelease(seq: number): Localized {
  return { zh: `发布 ${seq}`, en: `release ${seq}` };
}

function hashOfRelease(payload: Release['payload']): string {
  return sha256Hex(`flowmeter/release-hash/v1\0${canonical(payload)}`);
}

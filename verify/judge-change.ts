/**
 * Was a change decided by people who may? Judged by its events, held against what the log says of it: the
 * log is chained, the events are not.
 */
import {
  approvalPayload,
  isRetroactive,
  RETROACTIVE_APPROVALS,
} from '@flowmeter/engine/changes/approval.ts';
import { foldChange, type Approval, type Change } from '@flowmeter/engine/changes/change.ts';
import { hashOfWhole } from '@flowmeter/engine/changes/whole.ts';
import { readEvent, type WrittenEvent } from '@flowmeter/engine/changes/written.ts';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { signatureFindings } from './check-entries.ts';
import { finding, type Finding, type FindingCode } from './findings.ts';
import type { Keyring } from './keyring.ts';
import type { ToldOfChange } from './told.ts';

export interface Judging {
  keys: Keyring;
  /** What the log says of this change. */
  told: readonly ToldOfChange[];
  /** Are two accounts one human? */
  isSame: (one: string, other: string) => boolean;
  /** When something of it was in force first, by what the store says; undefined: never. */
  since: string | undefined;
  /** When the bundle was made. */
  at: string;
}

/** `change` is undefined when the events make none. */
export interface Judged {
  change: Change | undefined;
  findings: Finding[];
}

export function judgeChange(id: string, events: readonly WrittenEvent[], judging: Judging): Judged {
  const place = placeOfChange(id);
  const change = folded(events);
  if (change?.id !== id)
    return { change: undefined, findings: [finding('change_unreadable', place)] };
  const took = peopleIn(change, judging.told);
  const findings = [
    ...differences(change, judging, place),
    ...approvalFindings(change, took, judging, place),
    ...effectFindings(change, judging, place),
    ...reviewFindings(change, took, judging, place),
  ];
  return { change, findings };
}

export function placeOfChange(id: string): Localized {
  return { zh: `变更 ${id}`, en: `change ${id}` };
}

/** What people said is not in a bundle, and nothing is judged by it. */
function folded(events: readonly WrittenEvent[]): Change | undefined {
  try {
    return foldChange(events.map((event) => readEvent(event, () => undefined)));
  } catch {
    return undefined;
  }
}

/** Whoever had a hand in it by its events or by the log: taking a name out of one of them helps nobody. */
function peopleIn(change: Change, told: readonly ToldOfChange[]): string[] {
  const logged = told.flatMap((one) =>
    one.what === 'proposed' ? [one.actor, ...(one.contributors ?? [])] : [],
  );
  return [...new Set([change.author, ...change.contributors, ...logged])];
}

function differences(change: Change, { told }: Judging, place: Localized): Finding[] {
  const proposed = told.find(({ what }) => what === 'proposed');
  if (proposed === undefined) return [finding('change_differs', place, { what: 'proposed' })];
  const pairs: [what: string, one: unknown, other: unknown][] = [
    ['author', change.author, proposed.actor],
    ['contentHash', change.contentHash, proposed.contentHash],
    ['contributors', sorted(change.contributors), sorted(proposed.contributors ?? [])],
  ];
  const found = pairs.filter(([, one, other]) => one !== other).map(([what]) => what);
  const unbound = [...unboundIn(change), ...told.flatMap((one) => untoldIn(change, one))];
  // What the log tells of approvals must have happened.
  const untrue = told.filter(({ what, actor }) => {
    const isApproval = approving.has(what);
    return isApproval && !change.approvals.some(({ type, by }) => type === what && by === actor);
  });
  return [
    ...[...new Set([...found, ...unbound])].map((what) =>
      finding('change_differs', place, { what }),
    ),
    ...untrue.map(({ what, seq }) =>
      finding('change_differs', place, { what: `${what} (${seq})` }),
    ),
  ];
}

/** Approvals sign the hashes of the whole; the definitions must be those that they are of. */
function unboundIn({ items, contentHash, baseHash }: Change): string[] {
  const whole = (which: 'contentHash' | 'baseHash') =>
    hashOfWhole(
      items.map(({ definition: { kind, id }, ...one }) => ({ kind, id, hash: one[which] })),
    );
  const isOne = whole('contentHash') === contentHash && whole('baseHash') === baseHash;
  return isOne ? [] : ['items'];
}

/** What an entry says and the events do not; what it does not say is not asked for. */
function untoldIn(change: Change, { what, ...told }: ToldOfChange): string[] {
  if (what !== 'proposed' && !approving.has(what)) return [];
  const evidence = what === 'proposed' ? proposedEvidence(change) : approvedEvidence(change, told);
  const pairs: [what: string, said: unknown, found: unknown][] = [
    ['contentHash', told.contentHash, change.contentHash],
    ['items', told.items, canonical(change.items)],
    ['evidenceHash', told.evidenceHash, evidence],
    ['effectiveFrom', told.effectiveFrom, change.effectiveFrom],
  ];
  return pairs.flatMap(([name, said, found]) =>
    said === undefined || said === found ? [] : [name],
  );
}

function proposedEvidence({ events }: Change): string | undefined {
  const [first] = events;
  return first?.type === 'proposed' ? first.proposal.evidenceHash : undefined;
}

/** Evidence is complete before anybody approves; first approvals did not say what they had seen. */
function approvedEvidence(change: Change, { actor }: Pick<ToldOfChange, 'actor'>) {
  return change.approvals.find(({ by }) => by === actor)?.evidence ?? change.evidenceHash;
}

const approving: ReadonlySet<string> = new Set(['endorsed', 'approved', 'scheduled']);

function sorted(names: readonly string[]): string {
  return JSON.stringify(names.toSorted());
}

function approvalFindings(
  change: Change,
  took: readonly string[],
  { keys, told, isSame, since }: Judging,
  place: Localized,
): Finding[] {
  const findings: Finding[] = [];
  const say = (code: FindingCode, values: Record<string, string>) => {
    findings.push(finding(code, place, values));
  };
  for (const [index, approval] of change.approvals.entries()) {
    const { by, at, type } = approval;
    if (took.some((one) => isSame(one, by))) say('self_approval', { by });
    const before = change.approvals.slice(0, index);
    if (before.some((one) => isSame(one.by, by))) say('approved_twice', { by });
    if (since !== undefined && at > since) say('approval_late', { by, since });
    const entry = told.find(({ what, actor }) => what === type && actor === by);
    if (entry === undefined) say('approval_untold', { by });
    else if (!entry.roles.includes('auditor')) say('approval_role', { by });
    else if (isAfterEffect(entry, told))
      say('approval_late', { by, since: effectIn(told)?.at ?? '' });
    findings.push(...signing(change, approval, { keys, entry }, place));
  }
  return findings;
}

/** Approvals of the first way were not signed. */
function signing(
  change: Change,
  approval: Approval,
  { keys, entry }: { keys: Keyring; entry: ToldOfChange | undefined },
  place: Localized,
): Finding[] {
  const { signature } = approval;
  if (signature === undefined) {
    return entry?.isFirstWay === true ? [] : [finding('signature_missing', place)];
  }
  const standing = keys.judge('approval', approvalPayload(change, approval), signature);
  return signatureFindings(standing, signature, place);
}

/** The entry that tells that it came into force. */
function effectIn(told: readonly ToldOfChange[]): ToldOfChange | undefined {
  return told.find(({ what }) => what === 'activated' || what === 'approved');
}

function isAfterEffect({ seq }: ToldOfChange, told: readonly ToldOfChange[]): boolean {
  const effect = effectIn(told);
  return effect !== undefined && seq > effect.seq;
}

function effectFindings(change: Change, { since, isSame }: Judging, place: Localized): Finding[] {
  if (since === undefined && change.activeFrom === null) return [];
  const people = change.approvals.filter(
    ({ by }, index) => !change.approvals.slice(0, index).some((one) => isSame(one.by, by)),
  );
  const [first] = people;
  if (first === undefined) return [finding('nobody_approved', place)];
  const needed = isRetroactive(change, first.at) ? RETROACTIVE_APPROVALS : 1;
  return people.length >= needed
    ? []
    : [finding('second_missing', place, { needed, found: people.length })];
}

/** An emergency is looked at by another person afterwards, in time. */
function reviewFindings(
  { review, approvals }: Change,
  took: readonly string[],
  { isSame, at }: Judging,
  place: Localized,
): Finding[] {
  if (review === null) return [];
  const { done, due } = review;
  if (done === null) return at > due ? [finding('review_missing', place, { due })] : [];
  const judged = [...took, ...approvals.map(({ by }) => by)];
  return judged.some((one) => isSame(one, done.by))
    ? [finding('self_review', place, { by: done.by })]
    : [];
}

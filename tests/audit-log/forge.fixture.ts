/**
 * What somebody who holds a signing key can do to a bundle: write it anew, chained, with its tree,
 * checkpoints and seal, as if it had always been so.
 */
import { createHash } from 'node:crypto';
import { sealOf, type BundleLine, type LineOf } from '@flowmeter/engine/audit-log/bundle.ts';
import { hashOfEntry, chainStart, type AuditEntry } from '@flowmeter/engine/audit-log/chain.ts';
import { leafOf } from '@flowmeter/engine/audit-log/checkpoint.ts';
import { growTree } from '@flowmeter/engine/audit-log/merkle.ts';
import { canonical, sha256Hex } from '@flowmeter/engine/definition/hash.ts';
import { approvalPayload, hashOfHistory } from '@flowmeter/engine/changes/approval.ts';
import { foldChange, type Approval, type ChangeEvent } from '@flowmeter/engine/changes/change.ts';
import { readEvent, type WrittenEvent } from '@flowmeter/engine/changes/written.ts';
import type { Signing } from './bundle.fixture.ts';

/** The same lines, chained and sealed again; whatever was changed in them is consistent now. */
export function forged(lines: readonly BundleLine[], keys: Signing): string[] {
  const tree = growTree({ size: 0, frontier: [] });
  let last: AuditEntry | undefined;
  let first = '';
  const made = lines.map((line): BundleLine => {
    if (line.type === 'entry') {
      last = chained(line.entry, last);
      first ||= last.hash;
      tree.add(leafOf(last));
      return { ...line, entry: last };
    }
    if (line.type !== 'checkpoint') return line;
    const root = Buffer.from(tree.root()).toString('hex');
    const at = { log: first, size: tree.size(), root, head: last?.hash ?? '' };
    const checkpoint = { ...line.checkpoint, ...at };
    return { ...line, checkpoint, signature: keys.sign('checkpoint', checkpoint) };
  });
  const head = { ...(made[0] as LineOf<'bundle'>), log: first, size: tree.size() };
  return sealed([head, ...made.slice(1)], keys);
}

/** With another end: counted, hashed and signed. */
export function sealed(lines: readonly BundleLine[], keys: Signing): string[] {
  const body = lines.filter(({ type }) => type !== 'end');
  const texts = body.map((line) => canonical(line));
  const counts: Record<string, number> = {};
  for (const { type } of body) counts[type] = (counts[type] ?? 0) + 1;
  const digest = createHash('sha256').update(texts.map((text) => `${text}\n`).join(''));
  const seal = { counts, digest: digest.digest('hex') };
  const signature = keys.sign('bundle', sealOf(body[0] as LineOf<'bundle'>, seal));
  return [...texts, canonical({ type: 'end', ...seal, signature })];
}

function chained(entry: AuditEntry, last: AuditEntry | undefined): AuditEntry {
  const seq = (last?.seq ?? 0) + 1;
  const { hash: before, ...rest } = { ...entry, seq, previous_hash: last?.hash ?? chainStart };
  return { ...rest, hash: hashOfEntry(rest) || before };
}

type Edit<T extends BundleLine['type']> = (line: LineOf<T>) => Partial<LineOf<T>>;

/** Lines of a type edited, others as they are. */
export function edited<T extends BundleLine['type']>(type: T, edit: Edit<T>) {
  return (line: BundleLine): BundleLine =>
    line.type === type ? { ...line, ...edit(line as LineOf<T>) } : line;
}

/** Entries of an action edited, others as they are. */
export function editedEntry(action: string, edit: (entry: AuditEntry) => Partial<AuditEntry>) {
  return edited('entry', ({ entry }) => ({
    entry: entry.action === action ? { ...entry, ...edit(entry) } : entry,
  }));
}

export function withoutEntries(lines: readonly BundleLine[], action: string): BundleLine[] {
  return lines.filter((line) => line.type !== 'entry' || line.entry.action !== action);
}

/** An organisation in which Anna is somebody under another name; other definitions as they are. */
export function linked(content: LineOf<'definition'>['content'], other = 'olga'): typeof content {
  if (content.kind !== 'organisation') return content;
  const people = content['people'] as { id: string }[];
  const sly = people.map((one) => (one.id === 'anna' ? { ...one, same_as: other } : one));
  return { ...content, people: sly };
}

/** The approvals of a change edited. */
export function withApproval(
  edit: (approval: Extract<WrittenEvent, { type: 'approved' }>) => WrittenEvent,
): Edit<'change'> {
  return ({ events }) => ({
    events: events.map((event) => (event.type === 'approved' ? edit(event) : event)),
  });
}

/**
 * The change as if its events had always been these, in the way of earlier versions, which wrote down what
 * people said: approvals are signed, the release knows its history,
 * and the log tells of whoever approved. Only the rules are broken.
 */
export function rewritten(
  lines: readonly BundleLine[],
  keys: Signing,
  edit: (events: ChangeEvent[]) => ChangeEvent[],
): string[] {
  const change = lines.find((line) => line.type === 'change');
  if (change === undefined) throw new Error('there is no change');
  const events = signedAnew(
    edit(change.events.map((event) => readEvent(event, () => undefined))),
    keys,
  );
  const approval = events.find((event) => event.type === 'approved');
  const history = hashOfHistory(events);
  const told = lines.map(edited('change', () => ({ events }))).map(
    edited('entry', ({ entry }) => ({
      entry: entry.action === 'change.approved' ? toldBy(entry, approval) : entry,
    })),
  );
  let previous: string | null = null;
  const released = told.map(
    edited('release', ({ payload }) => {
      const manifest = payload.manifest.map((row) =>
        row.change === change.id ? { ...row, events: events.length, history } : row,
      );
      const made = { ...payload, manifest, previous };
      previous = sha256Hex(`flowmeter/release-hash/v1\0${canonical(made)}`);
      return { payload: made, signature: keys.sign('release', made) };
    }),
  );
  return forged(released, keys);
}

function signedAnew(events: ChangeEvent[], keys: Signing): ChangeEvent[] {
  const change = foldChange(events);
  return events.map((event) => {
    if (event.type !== 'approved' || change === undefined) return event;
    return { ...event, signature: keys.sign('approval', approvalPayload(change, event)) };
  });
}

function toldBy(entry: AuditEntry, approval: Approval | undefined): AuditEntry {
  return approval === undefined ? entry : { ...entry, actor: approval.by, at: approval.at };
}

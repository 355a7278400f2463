/**
 * Releases: what is in force from a moment on, as a signed manifest of hashes. A release is made in the
 * transaction that puts something in force, from the release before it, never from the rows that it
 * covers: so nothing that was written past the server gets into one.
 */
import type { Signature } from '@flowmeter/engine/audit-log/signature.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { canonical, sha256Hex } from '@flowmeter/engine/definition/hash.ts';
import type { Keys } from '../keys/keys.ts';
import type { ReleaseRow } from './change-schema.ts';
import { q, type Sql } from './statement.ts';

export type Signer = Pick<Keys, 'sign' | 'verify'>;

/** A definition in force, and the change that put it there. */
export interface ReleaseEntry {
  kind: string;
  id: string;
  hash: string;
  /** Absent for what came with the first release. */
  change?: string;
  /** How many events of the change there were by then, and their hash (engine/changes/approval.ts). */
  events?: number;
  history?: string;
}

/** What is signed. */
export interface ReleasePayload {
  /** 1, 2, 3 … */
  seq: number;
  at: Instant;
  change: string | null;
  /** Hash of the payload before; null for the first. */
  previous: string | null;
  manifest: ReleaseEntry[];
  /** Versions that were in force before releases were signed: cases may still run them. */
  earlier?: Omit<ReleaseEntry, 'change'>[];
}

export interface Releases {
  /**
   * The release with the highest number; undefined when it does not hold, or is not the one that the audit
   * log told of last: an older one never stands in for it.
   */
  latest(): ReleasePayload | undefined;
  /** For the entry of the audit log that tells of the newest release; nothing where none is signed. */
  stamp(): { release?: ReleaseStamp };
  /** Does a release cover this version of a definition? */
  covers(seq: number | null, version: Pick<ReleaseEntry, 'kind' | 'id' | 'hash'>): boolean;
  /** The newest release of which the audit log tells, and of what the entry is. */
  told(): (ReleaseStamp & { object: string }) | undefined;
  /** The release of this number; undefined when it is not there or does not hold. */
  at(seq: number): ReleasePayload | undefined;
  /** Inside a transaction: puts it, signed, in the place of whatever stands at its number or after it. */
  put(payload: ReleasePayload): void;
  /** Inside a transaction: what is put in force now. The number of the release. */
  release(made: NewRelease): number;
}

export interface ReleaseStamp {
  seq: number;
  hash: string;
}

export interface NewRelease {
  at: Instant;
  change: string | null;
  /** What replaces what the manifest had of the same kind and id. */
  set: ReleaseEntry[];
  earlier?: ReleasePayload['earlier'];
}

export function createReleases(sql: Sql, signer: () => Signer | undefined): Releases {
  const rowOf = sql.prepare((p: { seq: number }) =>
    q.selectFrom('release').selectAll().where('seq', '=', p.seq),
  );
  const newest = sql.prepare(() =>
    q.selectFrom('release').select('seq').orderBy('seq', 'desc').limit(1),
  );
  const told = prepareTold(sql);
  const write = prepareWrite(sql, signer);
  /** What each row said when it was looked at last; undefined: it does not hold. */
  const looked = new Map<number, { row: ReleaseRow; payload: ReleasePayload | undefined }>();

  function payloadOf(seq: number): ReleasePayload | undefined {
    const row = rowOf.get({ seq });
    if (row === undefined) return undefined;
    const known = looked.get(seq);
    if (known !== undefined && isSame(known.row, row)) return known.payload;
    const payload = verified(row, signer());
    looked.set(seq, { row, payload });
    return payload;
  }

  function latest(): ReleasePayload | undefined {
    const row = newest.get({});
    const payload = row === undefined ? undefined : payloadOf(row.seq);
    if (payload === undefined || signer() === undefined) return payload;
    const said = told();
    if (said === undefined || said.seq < payload.seq) return payload;
    return said.seq === payload.seq && said.hash === hashOfRelease(payload) ? payload : undefined;
  }

  return {
    latest,
    told,
    at: payloadOf,
    put: (payload) => {
      sql.run(q.deleteFrom('release').where('seq', '>=', payload.seq));
      write(payload);
    },
    stamp: () => {
      const payload = signer() === undefined ? undefined : latest();
      return payload === undefined
        ? {}
        : { release: { seq: payload.seq, hash: hashOfRelease(payload) } };
    },
    covers: (seq, { kind, id, hash }) => {
      if (signer() === undefined) return true;
      const payload = seq === null ? undefined : payloadOf(seq);
      const rows = [...(payload?.manifest ?? []), ...(payload?.earlier ?? [])];
      return rows.some((one) => one.kind === kind && one.id === id && one.hash === hash);
    },
    release: (next) => {
      const before = latest();
      const last = newest.get({})?.seq ?? 0;
      // Whoever built on an older one would put in force again what it had.
      if (before === undefined && last > 0) throw new Error('the newest release does not hold');
      write(payloadAfter(before, last + 1, next));
      return last + 1;
    },
  };
}

function payloadAfter(
  before: ReleasePayload | undefined,
  seq: number,
  { at, change, set, earlier }: NewRelease,
): ReleasePayload {
  return {
    seq,
    at,
    change,
    previous: before === undefined ? null : hashOfRelease(before),
    manifest: replaced(before?.manifest ?? [], set),
    ...(earlier === undefined ? {} : { earlier }),
  };
}

function prepareWrite(sql: Sql, signer: () => Signer | undefined) {
  return (payload: ReleasePayload): void => {
    const { seq, at, change } = payload;
    const signature = signer()?.sign('release', payload) ?? null;
    const row = { seq, at, change_id: change, signature: JSON.stringify(signature) };
    sql.run(q.insertInto('release').values({ ...row, payload: canonical(payload) }));
  };
}

/** Actions that put something in force. */
const releasing = ['change.approved', 'change.activated', 'definition.released'] as const;

/** The newest release that the audit log tells of; releases of earlier versions were not told. */
function prepareTold(sql: Sql): Releases['told'] {
  const last = sql.prepare((p: { action: string }) =>
    q
      .selectFrom('audit_entry')
      .select(['details', 'object'])
      .where('action', '=', p.action)
      .orderBy('seq', 'desc')
      .limit(1),
  );
  return () => {
    const stamps = releasing.flatMap((action) => {
      const entry = last.get({ action });
      const stamp = stampIn(entry?.details);
      return entry === undefined || stamp === undefined ? [] : [{ ...stamp, object: entry.object }];
    });
    return stamps.toSorted((one, other) => other.seq - one.seq)[0];
  };
}

function stampIn(details: string | undefined): ReleaseStamp | undefined {
  if (details === undefined) return undefined;
  return (JSON.parse(details) as { release?: ReleaseStamp }).release;
}

export function hashOfRelease(payload: ReleasePayload): string {
  return sha256Hex(`flowmeter/release-hash/v1\0${canonical(payload)}`);
}

export function replaced(
  manifest: readonly ReleaseEntry[],
  set: readonly ReleaseEntry[],
): ReleaseEntry[] {
  const keyOf = ({ kind, id }: ReleaseEntry) => `${kind}/${id}`;
  const known = new Map([...manifest, ...set].map((one) => [keyOf(one), one]));
  return [...known.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Without a signer nothing is asked for: a store by itself, as its own tests have it. */
function verified(row: ReleaseRow, signer: Signer | undefined): ReleasePayload | undefined {
  try {
    const payload = JSON.parse(row.payload) as ReleasePayload;
    const signature = JSON.parse(row.signature) as Signature | null;
    const holds =
      signer === undefined || (signature !== null && signer.verify('release', payload, signature));
    const fits =
      payload.seq === row.seq && payload.at === row.at && payload.change === row.change_id;
    return holds && fits ? payload : undefined;
  } catch {
    return undefined;
  }
}

function isSame(one: ReleaseRow, other: ReleaseRow): boolean {
  return (
    one.payload === other.payload &&
    one.signature === other.signature &&
    one.at === other.at &&
    one.change_id === other.change_id
  );
}

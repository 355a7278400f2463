/** What the log says of changes, releases and people, kept while its entries go by. */
import type { AuditEntry } from '@flowmeter/engine/audit-log/chain.ts';
import { canonical } from '@flowmeter/engine/definition/hash.ts';

/** What an entry says of a change. */
export interface ToldOfChange {
  seq: number;
  at: string;
  actor: string;
  /** `proposed`, `approved`, … */
  what: string;
  isFirstWay: boolean;
  /** The roles of the actor at that moment. */
  roles: readonly string[];
  contributors: string[] | undefined;
  contentHash: string | undefined;
  evidenceHash: string | undefined;
  /** Canonical JSON. */
  items: string | undefined;
  /** Null: at approval. */
  effectiveFrom: string | null | undefined;
}

/** What an entry says of a closing. */
export interface ToldOfClosing {
  seq: number;
  actor: string;
  /** `closing_proposed`, `closed`, `closing_refused` */
  what: string;
  roles: readonly string[];
  /** `scorecard/S1` */
  object: string;
  hash: string | undefined;
  period: string | undefined;
}

export interface Told {
  /** By change, in order; only what was allowed. */
  changes: Map<string, ToldOfChange[]>;
  /** By closing, in order; only what was allowed. */
  closings: Map<string, ToldOfClosing[]>;
  /** First releases: `kind/id hash` -> number of the entry. */
  released: Map<string, number>;
  /** Cases that were moved to another version. */
  migrated: Set<string>;
  /** What asks for a second person, by object and matter: who asked. */
  asked: Map<string, { by: string; seq: number }>;
  /** Who decided what they had asked for themselves. */
  decidedOwn: { seq: number; by: string; action: string }[];
}

export function nothingTold(): Told {
  return {
    changes: new Map(),
    closings: new Map(),
    released: new Map(),
    migrated: new Set(),
    asked: new Map(),
    decidedOwn: [],
  };
}

/** Actions that ask for something another person decides, and those that decide: `matter.ending`. */
const asking = /^(.+)[._](?:asked|proposed|requested)$/;
const deciding = /^(.+)[._](?:approved|confirmed|granted)$/;

export function tell(told: Told, entry: AuditEntry): void {
  if (!entry.allowed) return;
  const { action, object, actor, seq } = entry;
  if (action.startsWith('change.')) return tellOfChange(told, entry);
  if (action.startsWith('period.')) tellOfClosing(told, entry);
  if (action === 'definition.released') {
    const key = releasedKey(object, String(entry.details['hash']));
    if (!told.released.has(key)) told.released.set(key, seq);
  }
  if (action === 'case.migrated') told.migrated.add(object);
  const matter = asking.exec(action)?.[1];
  if (matter !== undefined) told.asked.set(`${matter} ${object}`, { by: actor, seq });
  // What was asked for by “factor.reset_asked” is done by “factor.reset”.
  const decided = deciding.exec(action)?.[1] ?? action;
  const asked = told.asked.get(`${decided} ${object}`);
  if (asked?.by === actor && actor !== 'system') told.decidedOwn.push({ seq, by: actor, action });
}

/** `object` is `kind/id`. */
export function releasedKey(object: string, hash: string): string {
  return `${object} ${hash}`;
}

function tellOfChange(told: Told, entry: AuditEntry): void {
  const { object, action, actor, at, seq, version, role, details } = entry;
  const contributors = details['contributors'];
  const items = details['items'];
  const effectiveFrom = details['effectiveFrom'];
  const list = told.changes.get(object) ?? [];
  list.push({
    seq,
    at,
    actor,
    what: action.slice('change.'.length),
    isFirstWay: version === undefined,
    roles: role.split(' '),
    contributors: Array.isArray(contributors) ? contributors.map(String) : undefined,
    contentHash: textIn(details['contentHash']),
    evidenceHash: textIn(details['evidenceHash']),
    items: Array.isArray(items) ? canonical(items) : undefined,
    effectiveFrom: effectiveFrom === null ? null : textIn(effectiveFrom),
  });
  told.changes.set(object, list);
}

function tellOfClosing(told: Told, entry: AuditEntry): void {
  const { object, action, actor, seq, role, after, details } = entry;
  const id = textIn(details['closing']);
  if (id === undefined) return;
  const list = told.closings.get(id) ?? [];
  const what = action.slice('period.'.length);
  const period = textIn(details['period']);
  list.push({ seq, actor, what, roles: role.split(' '), object, hash: after, period });
  told.closings.set(id, list);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

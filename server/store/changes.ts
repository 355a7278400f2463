/**
 * Changes: what is proposed, what happened to it, and everything that a decision brings about, in one
 * transaction. The decision itself is made inside it, on what is stored at that moment.
 */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { foldChange, type Change, type ChangeEvent } from '@flowmeter/engine/changes/change.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { Result } from '@flowmeter/engine/problem.ts';
import type { Page } from './case-list.ts';
import { headOf, prepareEvents, type ChangeHead } from './change-events.ts';
import { listQuery, type ChangesAsked } from './change-list.ts';
import type { ChangeItemRow, ChangeRow } from './change-schema.ts';
import { prepareChangeWrites } from './change-writes.ts';
import type { DraftSeen } from './change-consequences.ts';
import type { Released } from './definitions.ts';
import type { EvidenceJobRow } from './evidence-schema.ts';
import type { AnsweredRequest } from './idempotency.ts';
import type { Releases, Signer } from './releases.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface StoredChange {
  change: Change;
  items: ChangeItemRow[];
  /** JSON. */
  evidence: string;
}

export interface Proposing {
  items: Omit<ChangeItemRow, 'change_id' | 'place'>[];
  /** JSON. */
  evidence: string;
  event: Extract<ChangeEvent, { type: 'proposed' }>;
  /** The drafts that end with it, at the revisions that were read. */
  drafts: readonly DraftSeen[];
  /** What is still to be made of the evidence. */
  job?: EvidenceJobRow | undefined;
  audit: AuditEvent;
  idempotency?: AnsweredRequest | undefined;
}

/** What was decided about a change, to be told with it. */
export interface Decided {
  event: ChangeEvent;
  audit: AuditEvent;
  /** JSON: takes the place of the evidence that is stored. */
  evidence?: string | undefined;
  /** The job that made it, by when it was begun: refused where that has been begun anew or has ended. */
  job?: string | undefined;
  idempotency?: AnsweredRequest | undefined;
}

/** Decides on what is stored; `activeHash` is of the versions in force, null where there is none. */
export type Decide = (
  stored: StoredChange,
  activeHash: string | null,
  released: Released,
) => Result<Decided>;

export interface ChangeStore {
  get(id: string): Promise<StoredChange | undefined>;
  /** Newest first; `cursor` is the id of the last one of the page before. */
  list(asked: ChangesAsked): Promise<Page<ChangeHead>>;
  /** Those that take effect later, the next first. */
  scheduled(): Promise<ChangeHead[]>;
  /** Changes that have a definition whose content has this hash. */
  withContent(hash: string): Promise<StoredChange[]>;
  /** Does it come from a draft, which its author has back where it did not come into force? */
  hasDraft(id: string): Promise<boolean>;
  /** When the next change wants to be looked at by itself. */
  nextDue(): Promise<Instant | undefined>;
  /** Changes that want to be looked at by this time, the earliest first. */
  due(at: Instant): Promise<string[]>;
  propose(proposing: Proposing): Promise<Result<void>>;
  decide(id: string, decide: Decide): Promise<Result<Change>>;
}

const DUE_AT_ONCE = 20;

export function createChangeStore(
  sql: Sql,
  writer: Writer,
  parts: { releases: Releases; signer: () => Signer | undefined },
): ChangeStore {
  const read = prepareReads(sql);
  const write = prepareChangeWrites(sql, { ...parts, read, notify: writer.notify });
  const head = (row: ChangeRow): ChangeHead =>
    row.head === null ? headOf(read.folded(row.id)) : (JSON.parse(row.head) as ChangeHead);
  return {
    get: async (id) => read.one(id),
    list: async (asked) => {
      const rows = sql.all(listQuery(asked));
      const shown = rows.slice(0, asked.limit);
      const next = rows.length > asked.limit ? (shown.at(-1)?.id ?? null) : null;
      return { rows: shown.map(head), next };
    },
    scheduled: async () =>
      sql
        .all(
          q
            .selectFrom('change')
            .selectAll()
            .where('state', '=', 'scheduled')
            .orderBy('due_at')
            .orderBy('id'),
        )
        .map(head),
    withContent: async (hash) =>
      read.withContent.all({ hash }).flatMap(({ change_id }) => read.one(change_id) ?? []),
    hasDraft: async (id) =>
      sql.get(
        q.selectFrom('draft_of_change').select('draft_id').where('change_id', '=', id).limit(1),
      ) !== undefined,
    nextDue: async () => read.nextDue.get({})?.due_at ?? undefined,
    due: async (at) => read.due.all({ at }).map(({ id }) => id),
    propose: (proposing) => writer.write(() => write.propose(proposing)),
    decide: (id, decide) => writer.write(() => write.decide(id, decide)),
  };
}

export type ChangeReads = ReturnType<typeof prepareReads>;

function prepareReads(sql: Sql) {
  const row = sql.prepare((p: { id: string }) =>
    q.selectFrom('change').select('id').where('id', '=', p.id),
  );
  const items = sql.prepare((p: { id: string }) =>
    q.selectFrom('change_item').selectAll().where('change_id', '=', p.id).orderBy('place'),
  );
  const evidence = sql.prepare((p: { id: string }) =>
    q.selectFrom('change_evidence').select('evidence').where('change_id', '=', p.id),
  );
  const withContent = sql.prepare((p: { hash: string }) =>
    q
      .selectFrom('change_item')
      .select('change_id')
      .distinct()
      .where('content_hash', '=', p.hash)
      .orderBy('change_id'),
  );
  const nextDue = sql.prepare(() =>
    q
      .selectFrom('change')
      .select('due_at')
      .where('due_at', 'is not', null)
      .orderBy('due_at')
      .limit(1),
  );
  const due = sql.prepare((p: { at: string }) =>
    q
      .selectFrom('change')
      .select('id')
      .where('due_at', '<=', p.at)
      .orderBy('due_at')
      .orderBy('id')
      .limit(DUE_AT_ONCE),
  );
  const eventsOf = prepareEvents(sql);

  function folded(id: string): Change {
    const change = foldChange(eventsOf(id));
    if (change === undefined) throw new Error(`change ${id} has no events`);
    return change;
  }

  return {
    withContent,
    nextDue,
    due,
    folded,
    one: (id: string): StoredChange | undefined =>
      row.get({ id }) && {
        change: folded(id),
        items: items.all({ id }),
        evidence: evidence.get({ id })?.evidence ?? '',
      },
  };
}

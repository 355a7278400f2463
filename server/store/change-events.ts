/** What happened to changes, in order; what lists show of them; when they want to be looked at. */
import {
  applyChangeEvent,
  dueOf,
  foldChange,
  type Change,
  type ChangeEvent,
  type ChangeItem,
  type ChangeState,
  type Review,
} from '@flowmeter/engine/changes/change.ts';
import { readEvent, writeEvent, type WrittenEvent } from '@flowmeter/engine/changes/written.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { ChangePersonRow } from './change-schema.ts';
import { prepareFind, prepareWords } from './sealed.ts';
import { q, type Sql } from './statement.ts';

/** What a list shows of a change. */
export interface ChangeHead {
  id: string;
  title: string;
  reason: string;
  items: ChangeItem[];
  state: ChangeState;
  author: string;
  proposedAt: Instant;
  decision: { by: string; at: Instant } | null;
  rollback: boolean;
  emergency: boolean;
  evidenceReady: boolean;
  effectiveFrom: Instant | null;
  zone: string | null;
  activeFrom: Instant | null;
  expiresAt: Instant | null;
  review: Review | null;
  /** Why it is stale. */
  because: { zh: string; en: string } | null;
}

export function headOf(change: Change): ChangeHead {
  const { id, title, reason, items, state, author, proposedAt, decision } = change;
  const { rollback, emergency, evidenceReady, effectiveFrom, zone } = change;
  const { activeFrom, expiresAt, review } = change;
  const last = change.events.at(-1);
  return {
    id,
    title,
    reason,
    items,
    state,
    author,
    proposedAt,
    decision: decision && { by: decision.by, at: decision.at },
    rollback,
    emergency,
    evidenceReady,
    effectiveFrom,
    zone,
    activeFrom,
    expiresAt,
    review,
    because: last?.type === 'outdated' ? last.because.words : null,
  };
}

/** As they are stored: releases sign their hash. */
export function prepareWritten(sql: Sql): (changeId: string) => WrittenEvent[] {
  const rows = sql.prepare((p: { id: string }) =>
    q.selectFrom('change_event').select('event').where('change_id', '=', p.id).orderBy('seq'),
  );
  return (id) => rows.all({ id }).map(({ event }) => JSON.parse(event) as WrittenEvent);
}

/** With the words that people said. */
export function prepareEvents(sql: Sql): (changeId: string) => ChangeEvent[] {
  const written = prepareWritten(sql);
  const find = prepareFind(sql);
  return (id) => written(id).map((event) => readEvent(event, find));
}

/** Inside a transaction: the next event of a change. The change after it. */
export function prepareAppend(sql: Sql): (id: string, event: ChangeEvent) => Change {
  const eventsOf = prepareEvents(sql);
  const seal = prepareWords(sql);
  const insert = sql.prepare((p: { change_id: string; seq: number; event: string }) =>
    q.insertInto('change_event').values({ change_id: p.change_id, seq: p.seq, event: p.event }),
  );
  const update = sql.prepare(
    (p: { id: string; state: string; head: string; due_at: string | null }) =>
      q
        .updateTable('change')
        .set({ state: p.state, head: p.head, due_at: p.due_at })
        .where('id', '=', p.id),
  );
  const takePart = sql.prepare((p: ChangePersonRow) =>
    q
      .insertInto('change_person')
      .values({ person: p.person, change_id: p.change_id, part: p.part })
      .onConflict((conflict) => conflict.doNothing()),
  );
  return (id, event) => {
    const before = eventsOf(id);
    const change = applyChangeEvent(foldChange(before), event);
    const written = writeEvent(event, (words) => seal(words, event.at));
    insert.run({ change_id: id, seq: before.length + 1, event: JSON.stringify(written) });
    const head = JSON.stringify(headOf(change));
    update.run({ id, state: change.state, head, due_at: dueOf(change) });
    for (const person of change.contributors) {
      takePart.run({ person, change_id: id, part: 'contributor' });
    }
    for (const { by: person } of change.approvals) {
      takePart.run({ person, change_id: id, part: 'approver' });
    }
    return change;
  };
}

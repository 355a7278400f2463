/** What people were told of cases, and whether they have read it. */
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Page } from './case-list.ts';
import { prepareCount } from './case-statements.ts';
import type { News } from './case-writes.ts';
import type { NewNotice, NoticeRow } from './notice-rows.ts';
import { q, type Sql } from './statement.ts';
import type { Keyset } from './tasks.ts';
import type { Writer } from './writer.ts';

export interface NoticeStore {
  /** What a person was told: what they have not read first, of each the newest first. */
  toldTo(person: string, page: Keyset & { unread?: boolean | undefined }): Promise<Page<NoticeRow>>;
  /** Copies that a person was sent, the newest first. */
  copiesTo(person: string, page: Keyset): Promise<Page<NoticeRow>>;
  /** How many a person has not read. */
  unread(person: string): Promise<number>;
  /** Refused when it is not this person's; read again it is as before. */
  read(person: string, id: number): Promise<Result<void>>;
  /** All of a person's up to this one: what came later was not seen. */
  readUpTo(person: string, id: number): Promise<Result<void>>;
}

export function createNoticeStore(sql: Sql, writer: Writer): NoticeStore {
  const lists = prepareLists(sql);
  const marks = prepareMarks(sql);
  const unread = sql.prepare((p: { name: string }) =>
    q.selectFrom('counter').select('value').where('name', '=', p.name),
  );
  const settle = (person: string, read: number) => {
    if (read === 0) return;
    marks.count.run({ name: unreadCounter(person), by: -read });
    writer.notify([{ topic: 'notices', id: person, people: [person] }]);
  };
  return {
    toldTo: async (person, { cursor, limit, unread: only }) => {
      const from = keyOf(cursor);
      const few = { person, ...from, limit: limit + 1 };
      const rows =
        only === undefined ? lists.all.all(few) : lists.some.all({ ...few, unread: only ? 1 : 0 });
      return paged(rows, limit);
    },
    copiesTo: async (person, { cursor, limit }) =>
      paged(lists.copies.all({ person, kind: 'copy', ...keyOf(cursor), limit: limit + 1 }), limit),
    unread: async (person) => unread.get({ name: unreadCounter(person) })?.value ?? 0,
    read: (person, id) =>
      writer.write(() => {
        if (marks.own.get({ person, id }) === undefined) return failed(problem('notice_not_found'));
        settle(person, marks.read.run({ id }));
        return ok(undefined);
      }),
    readUpTo: (person, id) =>
      writer.write(() => {
        settle(person, marks.readUpTo.run({ person, id }));
        return ok(undefined);
      }),
  };
}

/** Inside a transaction: keeps them, and says who should hear of it. */
export function prepareNotices(sql: Sql): (rows: readonly NewNotice[] | undefined) => News[] {
  const count = prepareCount(sql);
  const insert = sql.prepare((p: NewNotice) =>
    q.insertInto('notice').values({
      person: p.person,
      kind: p.kind,
      unread: 1,
      at: p.at,
      case_id: p.case_id,
      seq: p.seq,
      step: p.step,
      by: p.by,
      words: p.words,
      note: p.note,
      absent: p.absent,
      change_id: p.change_id,
    }),
  );
  return (rows = []) => {
    const [first] = rows;
    if (first === undefined) return [];
    for (const row of rows) {
      insert.run(row);
      count.run({ name: unreadCounter(row.person), by: 1 });
    }
    const people = [...new Set(rows.map(({ person }) => person))];
    return [{ topic: 'notices', id: first.change_id ?? first.case_id, people }];
  };
}

function prepareLists(sql: Sql) {
  type From = { person: string; unread: number; id: number; limit: number };
  const all = sql.prepare((p: From) =>
    q
      .selectFrom('notice')
      .selectAll()
      .where('person', '=', p.person)
      .where((row) => row(row.refTuple('unread', 'id'), '<', row.tuple(p.unread, p.id)))
      .orderBy('unread', 'desc')
      .orderBy('id', 'desc')
      .limit(p.limit),
  );
  const some = sql.prepare((p: From) =>
    q
      .selectFrom('notice')
      .selectAll()
      .where('person', '=', p.person)
      .where('unread', '=', p.unread)
      .where('id', '<', p.id)
      .orderBy('id', 'desc')
      .limit(p.limit),
  );
  const copies = sql.prepare((p: Omit<From, 'unread'> & { kind: 'copy' }) =>
    q
      .selectFrom('notice')
      .selectAll()
      .where('person', '=', p.person)
      .where('kind', '=', p.kind)
      .where('id', '<', p.id)
      .orderBy('id', 'desc')
      .limit(p.limit),
  );
  return { all, some, copies };
}

function prepareMarks(sql: Sql) {
  const own = sql.prepare((p: { person: string; id: number }) =>
    q.selectFrom('notice').select('id').where('id', '=', p.id).where('person', '=', p.person),
  );
  const read = sql.prepare((p: { id: number }) =>
    q.updateTable('notice').set({ unread: 0 }).where('id', '=', p.id).where('unread', '=', 1),
  );
  const readUpTo = sql.prepare((p: { person: string; id: number }) =>
    q
      .updateTable('notice')
      .set({ unread: 0 })
      .where('person', '=', p.person)
      .where('unread', '=', 1)
      .where('id', '<=', p.id),
  );
  return { own, read, readUpTo, count: prepareCount(sql) };
}

/** Name of the counter of what a person has not read. */
function unreadCounter(person: string): string {
  return `unread:${person}`;
}

/** A cursor is `<unread>~<id>`; without one, before everything. */
function keyOf(cursor: string | undefined): { unread: number; id: number } {
  const [unread = 2, id = Number.MAX_SAFE_INTEGER] = cursor?.split('~').map(Number) ?? [];
  return { unread, id };
}

function paged(rows: NoticeRow[], limit: number): Page<NoticeRow> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? `${last.unread}~${last.id}` : null };
}

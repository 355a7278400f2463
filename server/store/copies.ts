/** Copies that people were sent of cases, the newest first. */
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { Entry } from '@flowmeter/engine/case/events.ts';
import type { Page } from './case-list.ts';
import type { CopiedRow } from './schema.ts';
import { q, type Sql } from './statement.ts';

export interface CopyStore {
  /** `cursor` is the `next` of the page before. */
  sentTo(
    person: string,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<Page<CopiedRow>>;
}

/** The copies that an entry sends; undefined when it sends none, as most. Pure. */
export function copiesIn(
  { at, actor, events, caseId }: Entry,
  state: CaseState,
): CopiedRow[] | undefined {
  let rows: CopiedRow[] | undefined;
  for (const event of events) {
    if (event.type !== 'task.copied') continue;
    const { seq, note = null } = event;
    const step = state.visits[seq - 1]?.step ?? '';
    rows ??= [];
    for (const person of event.to) {
      rows.push({ person, at, case_id: caseId, seq, step, by: actor, note });
    }
  }
  return rows;
}

export function createCopyStore(sql: Sql): CopyStore {
  type From = { person: string; at: string; case_id: string; limit: number };
  const read = sql.prepare((p: From) =>
    q
      .selectFrom('copied')
      .selectAll()
      .where('person', '=', p.person)
      .where((row) => row(row.refTuple('at', 'case_id'), '<', row.tuple(p.at, p.case_id)))
      .orderBy('at', 'desc')
      .orderBy('case_id', 'desc')
      .limit(p.limit),
  );
  return {
    sentTo: async (person, { cursor, limit }) => {
      const [at = LATEST, case_id = LATEST] = cursor?.split('~') ?? [];
      const rows = read.all({ person, at, case_id, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        rows: page,
        next: rows.length > limit && last ? `${last.at}~${last.case_id}` : null,
      };
    },
  };
}

/** Sorts after every instant and every id. */
const LATEST = '~';

/** Inside a transaction. */
export function prepareCopies(sql: Sql): (rows: CopiedRow[] | undefined) => void {
  const insert = sql.prepare((p: CopiedRow) =>
    q
      .insertInto('copied')
      .values({
        person: p.person,
        at: p.at,
        case_id: p.case_id,
        seq: p.seq,
        step: p.step,
        by: p.by,
        note: p.note,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  return (rows) => {
    for (const row of rows ?? []) insert.run(row);
  };
}

/** The notices that an entry brings: what it says, to whom. Pure. */
import type { CaseEvent, Entry } from '@flowmeter/engine/case/events.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { Told } from '@flowmeter/engine/case/told.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { NoticeRow } from './schema.ts';

/** As the entry says it: not stored yet, and read by nobody. */
export type NewNotice = Omit<NoticeRow, 'id' | 'unread'>;

/** Undefined when nobody is told anything, as mostly. */
export function noticesIn(
  { at, actor, events, caseId }: Entry,
  state: CaseState,
): NewNotice[] | undefined {
  let rows: NewNotice[] | undefined;
  for (const event of events) {
    const telling = tellingOf(event);
    if (telling === undefined) continue;
    const { kind, seq, people, words = null, note = null } = telling;
    const of = { case_id: caseId, seq, step: state.visits[seq - 1]?.step ?? '', at, by: actor };
    rows ??= [];
    for (const { person, for: absent = null } of people) {
      rows.push({ person, kind, ...of, words: words && JSON.stringify(words), note, absent });
    }
  }
  return rows;
}

interface Telling {
  kind: NoticeRow['kind'];
  seq: number;
  people: readonly Told[];
  words?: Localized;
  note?: string | undefined;
}

function tellingOf(event: CaseEvent): Telling | undefined {
  if (event.type === 'notice.given') return { kind: 'notice', people: [], ...event };
  if (event.type === 'task.urged') {
    const { seq, people = [], reason } = event;
    return { kind: 'urge', seq, people, note: reason };
  }
  if (event.type !== 'task.copied') return undefined;
  const { seq, to, note } = event;
  return { kind: 'copy', seq, people: to.map((person) => ({ person })), note };
}

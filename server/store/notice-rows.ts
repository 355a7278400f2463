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
    const telling = tellingOf(event, state);
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
  /** 0 for the case as a whole. */
  seq: number;
  people: readonly Told[];
  words?: Localized;
  note?: string | undefined;
}

function tellingOf(event: CaseEvent, state: CaseState): Telling | undefined {
  switch (event.type) {
    case 'notice.given':
      return { kind: 'notice', people: [], ...event };
    case 'task.urged':
      return { kind: 'urge', people: [], ...event, note: event.reason };
    case 'task.copied':
      return { ...event, kind: 'copy', people: event.to.map((person) => ({ person })) };
    case 'limit.reminded':
      return { kind: 'reminder', seq: 0, people: [], ...event };
    case 'limit.escalated':
      return { kind: 'escalation', seq: 0, people: [], ...event, ...saidWith(event, state) };
    default:
      return undefined;
  }
}

/** What the level of escalation tells people besides. */
function saidWith(
  { seq, limit, level }: Extract<CaseEvent, { type: 'limit.escalated' }>,
  state: CaseState,
): Pick<Telling, 'words'> {
  const limits = seq === undefined ? state.limits : (state.visits[seq - 1]?.limits ?? []);
  const words = limits.find(({ id }) => id === limit)?.escalations?.[level]?.notice;
  return words === undefined ? {} : { words };
}

/** The notices that an entry brings: what it says, to whom. Pure. */
import type { CaseEvent, Entry } from '@flowmeter/engine/case/events.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { Told } from '@flowmeter/engine/case/told.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';

/**
 * Given by an automatic step; a copy that somebody sent; a task that somebody urged; a limit that is
 * near, or has passed and was escalated. Of a change: a comment that mentions them, or that answers them or
 * is about what they proposed.
 */
export const noticeKinds = [
  'notice',
  'copy',
  'urge',
  'reminder',
  'escalation',
  'mention',
  'comment',
] as const;
type NoticeKind = (typeof noticeKinds)[number];

/** Something that a person was told of a case. */
export interface NoticeRow {
  id: number;
  person: string;
  kind: NoticeKind;
  /** 1 or 0. */
  unread: number;
  at: string;
  /** Empty for a notice about a change. */
  case_id: string;
  /** 0, and no step, for the case as a whole. */
  seq: number;
  step: string;
  by: string;
  /** JSON: Localized, what a notice says; null where a person wrote `note`, or nothing. */
  words: string | null;
  note: string | null;
  /** For whom they stand in. */
  absent: string | null;
  /** The change that it is about instead of a case. */
  change_id: string | null;
}

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
      const said = { words: words && JSON.stringify(words), note, absent, change_id: null };
      rows.push({ person, kind, ...of, ...said });
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
  return tellings[event.type]?.(event as never, state);
}

type Tell<T extends CaseEvent['type']> = (event: Of<T>, state: CaseState) => Telling;
type Of<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** Events that are told to people; `people` are there where it is known whom they reached. */
const tellings: { [T in CaseEvent['type']]?: Tell<T> } = {
  'notice.given': (event) => ({ kind: 'notice', people: [], ...event }),
  'task.urged': (event) => ({ kind: 'urge', people: [], ...event, note: event.reason }),
  'task.copied': (event) => {
    return { ...event, kind: 'copy', people: event.to.map((person) => ({ person })) };
  },
  'limit.reminded': (event) => ({ kind: 'reminder', seq: 0, people: [], ...event }),
  'limit.escalated': (event, state) => {
    return { kind: 'escalation', seq: 0, people: [], ...event, ...saidWith(event, state) };
  },
};

/** What the level of escalation tells people besides. */
function saidWith(
  { seq, limit, level }: Of<'limit.escalated'>,
  state: CaseState,
): Pick<Telling, 'words'> {
  const limits = seq === undefined ? state.limits : (state.visits[seq - 1]?.limits ?? []);
  const words = limits.find(({ id }) => id === limit)?.escalations?.[level]?.notice;
  return words === undefined ? {} : { words };
}

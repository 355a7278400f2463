/** Small cases, a calendar and an organisation to write tests about records with. */
import { compileCalendar } from '../calendar/working-time.ts';
import type { CalendarDefinition } from '../definition/calendar.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import type { FactParams } from '../rules/source.ts';
import { caseSource, type RecordContext } from './records.ts';
import type { CaseState, DueLimit, EndedCase, OpenCase, Visit } from './state.ts';

const words = (text: string) => ({ zh: text, en: text });
const basis = { kind: 'typical' as const, source: words('惯例') };

/** Weekdays of 2026 but the Spring Festival of 17 to 20 February; 14 February is worked. */
const calendar: CalendarDefinition = {
  kind: 'calendar',
  id: 'cn',
  name: words('日历'),
  zone: 'Asia/Shanghai',
  workdays: [1, 2, 3, 4, 5],
  covers: { from: '2026-01-01', to: '2026-12-31' },
  days: [
    { date: '2026-02-14', off: false, name: '班' },
    ...['17', '18', '19', '20'].map((day) => ({ date: `2026-02-${day}`, off: true, name: '春节' })),
  ],
  source: words('通知'),
};
export const calendars = new Map([['cn', compileCalendar(calendar)]]);

export const org: OrganisationDefinition = {
  kind: 'organisation',
  id: 'org',
  name: words('组织'),
  units: [{ id: 'u', name: words('单位') }],
  posts: [],
  conflicts: [{ posts: ['writer', 'reviewer'], reason: words('同人'), basis }],
  people: [],
};

/** An instant of 2026 on the clock of the calendar's zone: `at('02-12', '09:30')`. */
export const at = (day: string, time = '09:00') =>
  new Date(`2026-${day}T${time}:00+08:00`).toISOString();

export function visit(fields: Partial<Visit> & Pick<Visit, 'seq' | 'step'>): Visit {
  return {
    status: 'open',
    arrivedAt: at('02-12'),
    limits: [],
    pauses: [],
    clock: 'utility',
    ...fields,
  };
}

export function done(
  seq: number,
  step: string,
  from: string,
  to: string,
  more: Partial<Visit> = {},
) {
  const handled = { status: 'done', handler: 'li', result: 'pass' } as const;
  return visit({ seq, step, arrivedAt: from, submittedAt: to, ...handled, ...more });
}

export function limit(fields: Partial<DueLimit> = {}): DueLimit {
  const due = { dueAt: at('02-27', '00:00'), warnAt: null, calendarHash: '', zone: calendar.zone };
  return { id: 'l', layer: 'promise', value: 5, unit: 'wd', calendar: 'cn', ...due, ...fields };
}

export function state(visits: Visit[], fields: Partial<OpenCase> = {}): OpenCase {
  return {
    id: 'C-1',
    flow: { id: 'hv', hash: 'h' },
    unit: 'u',
    openedBy: 'wang',
    openedAt: at('02-11'),
    status: 'open',
    version: 1,
    value: '',
    data: { kva: 630 },
    visits,
    limits: [],
    ...fields,
  };
}

export function ended(visits: Visit[]): EndedCase {
  return {
    ...state(visits),
    status: 'ended',
    outcome: 'completed',
    endedAt: at('02-25'),
  };
}

/** A fact of a case as it is read on 26 February at nine. */
export function read(
  of: CaseState,
  fact: string,
  context: Partial<RecordContext> = {},
  params?: FactParams,
) {
  return caseSource(of, { at: at('02-26'), calendars, org, ...context }).read(fact, params);
}

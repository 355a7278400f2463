/** Facts that are worked out from arguments: about other steps of the case, and time between moments. */
import { dayStart, elapsed, localDay, type CompiledCalendar } from '../calendar/working-time.ts';
import { fullMonths } from '../calendar/months.ts';
import { instantMs } from '../calendar/zone.ts';
import type { TimeUnit } from '../definition/limit.ts';
import type { FactParams } from '../rules/source.ts';
import { didWork, incompatiblePosts } from './duties.ts';
import { calendarOf, either } from './durations.ts';
import { isSigned } from './people-state.ts';
import {
  resultOptions,
  type ComputedFact,
  type FactParameter,
  type Reading,
  type Subject,
} from './fact-rows.ts';
import type { Visit } from './state.ts';
import { handlerOf, overdue } from './step-facts.ts';

const step: FactParameter = { id: 'step', name: { zh: '环节', en: 'Step' }, kind: 'step' };
const calendar: FactParameter = {
  id: 'calendar',
  name: { zh: '日历', en: 'Calendar' },
  kind: 'calendar',
  optional: true,
};

export const computedFacts = {
  step_result: {
    record: 'case',
    name: { zh: '环节结论', en: 'Result of a step' },
    help: {
      zh: '该环节最近一次办结的结论，未办结为空',
      en: 'Of its latest completion; null before',
    },
    type: 'enum',
    options: resultOptions,
    nullable: true,
    params: [step],
    compute: (subject, params) => lastDone(subject, params)?.result ?? null,
  },
  step_submitted_at: {
    record: 'case',
    name: { zh: '环节提交时间', en: 'When a step was submitted' },
    type: 'datetime',
    nullable: true,
    params: [step],
    compute: (subject, params) => lastDone(subject, params)?.submittedAt ?? null,
  },
  step_handler: {
    record: 'case',
    name: { zh: '环节办理人', en: 'Handler of a step' },
    type: 'string',
    nullable: true,
    params: [step],
    compute: (subject, params) => {
      const visit = lastDone(subject, params);
      return visit === undefined ? null : handlerOf(visit);
    },
  },
  list_size: {
    record: 'case',
    name: { zh: '列表项数', en: 'Items of a list' },
    type: 'integer',
    anywhere: true,
    params: [{ id: 'list', name: { zh: '列表', en: 'List' }, kind: 'list' }],
    compute: (subject, { list }) => {
      const items = typeof list === 'string' ? subject.read(list) : undefined;
      return Array.isArray(items) ? items.length : undefined;
    },
  },
  step_visits: {
    record: 'case',
    name: { zh: '环节到达次数', en: 'Times a step was reached' },
    type: 'integer',
    params: [step],
    compute: ({ state }, params) => state.visits.filter((one) => one.step === params.step).length,
  },
  same_handler: {
    record: 'case',
    name: { zh: '多环节同一人办理', en: 'One person did several of the steps' },
    type: 'boolean',
    params: [{ id: 'steps', name: { zh: '环节', en: 'Steps' }, kind: 'steps' }],
    compute: sameHandler,
  },
  steps_overdue: {
    record: 'case',
    name: { zh: '所列环节有超时限', en: 'Some of the steps overdue' },
    type: 'boolean',
    params: [{ id: 'steps', name: { zh: '环节', en: 'Steps' }, kind: 'steps' }],
    compute: stepsOverdue,
  },
  duty_conflict: {
    record: 'step',
    name: { zh: '不相容岗位同一人办理', en: 'One person in incompatible duties' },
    type: 'boolean',
    nullable: true,
    params: [],
    compute: dutyConflict,
  },
  working_days: duration('工作日数', 'Working days', 'wd', 'wd'),
  days: duration('天数', 'Days', 'd', 'd'),
  hours: duration('小时数', 'Hours', 'h', 'h'),
  working_hours: duration('工作小时数', 'Working hours', 'wh', 'wh'),
  minutes: duration('分钟数', 'Minutes', 'min', 'min'),
  months: {
    record: 'case',
    name: { zh: '月数', en: 'Months' },
    help: { zh: '满月数，不足一月不计', en: 'Full months' },
    type: 'integer',
    nullable: true,
    unit: 'month',
    anywhere: true,
    params: moments('moment'),
    compute: between((zone, from, to) => monthsBetween(dayOf(zone, from), dayOf(zone, to))),
  },
} satisfies Record<string, ComputedFact>;

function moments(kind: 'moment' | 'instant'): FactParameter[] {
  return [
    { id: 'from', name: { zh: '从', en: 'From' }, kind },
    { id: 'to', name: { zh: '到', en: 'To' }, kind },
    calendar,
  ];
}

/**
 * Days exclude the first; hours and minutes run on the clock and ask for date-times. Null while one of
 * the two moments has not come; negative when `to` is the earlier one.
 */
function duration(zh: string, en: string, by: TimeUnit, unit: string): ComputedFact {
  return {
    record: 'case',
    name: { zh, en },
    type: 'number',
    nullable: true,
    unit,
    anywhere: true,
    params: moments(by === 'wd' || by === 'd' ? 'moment' : 'instant'),
    compute: between((on, from, to) => {
      const found = elapsed(on, from, to, by);
      return found.ok ? found.value : undefined;
    }),
  };
}

function between(measure: (on: CompiledCalendar, from: string, to: string) => Reading) {
  return (subject: Subject, params: FactParams): Reading => {
    const on = calendarOf(subject, text(params.calendar));
    const from = momentOf(subject, params.from);
    const to = momentOf(subject, params.to);
    if (from === undefined || to === undefined || on === undefined) return undefined;
    if (from === null || to === null) return null;
    return measure(on, from, to);
  };
}

/** The value of the date or date-time fact named; what is no moment is not known. */
function momentOf(
  subject: Subject,
  name: FactParams[string] | undefined,
): string | null | undefined {
  const fact = text(name);
  const value = fact === undefined ? undefined : subject.read(fact);
  return value === null || typeof value === 'string' ? value : undefined;
}

function dayOf(on: CompiledCalendar, moment: string): string | undefined {
  if (dayStart(on, moment).ok) return moment;
  return instantMs(moment) === undefined ? undefined : localDay(on, moment);
}

function monthsBetween(from: string | undefined, to: string | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : fullMonths(from, to);
}

function lastDone({ state }: Subject, params: FactParams): Visit | undefined {
  return state.visits.findLast((one) => one.step === params.step && one.status === 'done');
}

/** Not known when a log leaves out who did one of the steps and nobody else is found twice. */
function sameHandler({ state }: Subject, params: FactParams): boolean | undefined {
  const steps = new Set([params.steps].flat());
  const stepsByPerson = new Map<string, Set<string>>();
  let unnamed = false;
  for (const visit of state.visits.filter((one) => steps.has(one.step))) {
    const handler = handlerOf(visit);
    if (handler === undefined) unnamed = true;
    if (typeof handler !== 'string') continue;
    const done = stepsByPerson.get(handler) ?? new Set();
    stepsByPerson.set(handler, done.add(visit.step));
  }
  if (stepsByPerson.values().some((done) => done.size > 1)) return true;
  return unnamed ? undefined : false;
}

/** Steps that the case never came to are not overdue. */
function stepsOverdue(subject: Subject, params: FactParams): boolean | undefined {
  const steps = new Set([params.steps].flat());
  const visits = subject.state.visits.filter((one) => steps.has(one.step));
  return either(visits.map((visit) => overdue(visit, visit.limits, subject)));
}

/** Did who handled this visit, or signed a part of it, do work of an incompatible post earlier in the case? */
function dutyConflict(subject: Subject): Reading {
  const { org, visit } = subject;
  if (visit === undefined || org === undefined) return undefined;
  const { post, signs = [] } = visit;
  if (isSigned(visit)) {
    return signs.some((one) => one.by !== undefined && wasApart(subject, one.by, one.post ?? post));
  }
  const handler = handlerOf(visit);
  return typeof handler === 'string' ? wasApart(subject, handler, post) : handler;
}

function wasApart({ org, state, visit }: Subject, person: string, post: string | undefined) {
  if (org === undefined || visit === undefined || post === undefined) return false;
  const forbidden = incompatiblePosts(org, post);
  return state.visits.some((one) => one.seq < visit.seq && didWork(one, person, forbidden));
}

function text(value: FactParams[string] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Facts that every case has. Days are counted on the case's calendar (see `calendarOf`). */
import { localDay } from '../calendar/working-time.ts';
import { kindOf } from '../steps/registry.ts';
import {
  between,
  calendarOf,
  caseEnd,
  either,
  milliseconds,
  passed,
  utilityUsed,
} from './durations.ts';
import { option, type BuiltinFact, type Subject } from './fact-rows.ts';

const record = 'case' as const;

export const caseFacts = {
  case_id: {
    record,
    name: { zh: '案件编号', en: 'Case number' },
    type: 'string',
    read: ({ state }) => state.id,
  },
  flow_id: {
    record,
    name: { zh: '流程', en: 'Flow' },
    type: 'string',
    read: ({ state }) => state.flow.id,
  },
  unit_id: {
    record,
    name: { zh: '所属单位', en: 'Unit' },
    type: 'string',
    read: ({ state }) => state.unit,
  },
  opened_by: {
    record,
    name: { zh: '开案人', en: 'Opened by' },
    type: 'string',
    read: ({ state }) => state.openedBy,
  },
  accepted_at: {
    record,
    name: { zh: '受理时间', en: 'Accepted at' },
    type: 'datetime',
    read: ({ state }) => state.openedAt,
  },
  finished_at: {
    record,
    name: { zh: '办结时间', en: 'Finished at' },
    type: 'datetime',
    nullable: true,
    read: ({ state }) => (state.status === 'ended' ? state.endedAt : null),
  },
  case_status: {
    record,
    name: { zh: '案件状态', en: 'Case status' },
    type: 'enum',
    options: [option('open', '在办', 'Open'), option('ended', '已结束', 'Ended')],
    read: ({ state }) => state.status,
  },
  outcome: {
    record,
    name: { zh: '办理结果', en: 'Outcome' },
    type: 'string',
    nullable: true,
    read: ({ state }) => (state.status === 'ended' ? state.outcome : null),
  },
  now: {
    record,
    name: { zh: '当前时间', en: 'Now' },
    type: 'datetime',
    read: ({ at }) => at,
  },
  today: {
    record,
    name: { zh: '当日', en: 'Today' },
    type: 'date',
    read: (subject) => {
      const calendar = calendarOf(subject);
      return calendar && localDay(calendar, subject.at);
    },
  },
  elapsed_s: {
    record,
    name: { zh: '全程历时', en: 'Time from acceptance' },
    type: 'number',
    unit: 's',
    read: (subject) => fromAcceptance(subject) / 1000,
  },
  elapsed_h: {
    record,
    name: { zh: '全程历时', en: 'Time from acceptance' },
    type: 'number',
    unit: 'h',
    read: (subject) => fromAcceptance(subject) / 3_600_000,
  },
  elapsed_wd: {
    record,
    name: { zh: '全程历时（工作日）', en: 'Working days from acceptance' },
    type: 'number',
    unit: 'wd',
    read: (subject) => between(subject, subject.state.openedAt, caseEnd(subject), 'wd'),
  },
  utility_wd: {
    record,
    name: { zh: '企业侧用时（工作日）', en: 'Working days held by the utility' },
    type: 'number',
    unit: 'wd',
    read: (subject) => utilityUsed(subject, 'wd'),
  },
  utility_overdue: {
    record,
    name: { zh: '全程超时限', en: 'Case overdue' },
    type: 'boolean',
    read: (subject) =>
      either(
        subject.state.limits.map((limit) =>
          passed(limit, caseEnd(subject), (unit) => utilityUsed(subject, unit)),
        ),
      ),
  },
  return_count: {
    record,
    name: { zh: '退回次数', en: 'Times returned' },
    type: 'integer',
    read: ({ state }) => state.visits.filter((visit) => visit.result === 'return').length,
  },
  step_count: {
    record,
    name: { zh: '办理环节数', en: 'Pieces of work' },
    type: 'integer',
    read: (subject) => subject.state.visits.filter((visit) => isWork(subject, visit.step)).length,
  },
} satisfies Record<string, BuiltinFact>;

function fromAcceptance(subject: Subject): number {
  return milliseconds(subject.state.openedAt, caseEnd(subject));
}

/** Work of a person. Imported logs have no flow: all their activities count. */
function isWork({ flow }: Subject, step: string): boolean {
  if (flow === undefined) return true;
  const found = Object.hasOwn(flow.steps, step) ? flow.steps[step] : undefined;
  return found !== undefined && kindOf(found).arrival === 'task';
}

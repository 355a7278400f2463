/** Facts that a visit of a step has. Times used count only while the visit's clock ran. */
import type { FactValue } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { clockOwners, layers, type Layer } from '../definition/limit.ts';
import { running } from './clock.ts';
import { either, endOf, milliseconds, minutes, passed, visitUsed } from './durations.ts';
import {
  option,
  resultOptions,
  type BuiltinFact,
  type Reading,
  type Subject,
} from './fact-rows.ts';
import type { DueLimit, Visit } from './state.ts';

const record = 'step' as const;

const clockNames: Record<(typeof clockOwners)[number], [string, string]> = {
  utility: ['企业', 'Utility'],
  customer: ['客户', 'Customer'],
  government: ['政府', 'Government'],
};
const layerNames: Record<Layer, [string, string]> = {
  statutory: ['法定', 'Statutory'],
  promise: ['承诺', 'Promised'],
  internal: ['内控', 'Internal'],
};

const own = {
  step_id: {
    record,
    name: { zh: '环节', en: 'Step' },
    type: 'string',
    read: of((visit) => visit.step),
  },
  seq: {
    record,
    name: { zh: '环节序号', en: 'Number of the visit' },
    type: 'integer',
    read: of((visit) => visit.seq),
  },
  step_post: {
    record,
    name: { zh: '办理岗位', en: 'Post' },
    type: 'string',
    nullable: true,
    read: of((visit) => visit.post ?? null),
  },
  handler_id: {
    record,
    name: { zh: '办理人', en: 'Handler' },
    type: 'string',
    nullable: true,
    read: of(handlerOf),
  },
  arrived_at: {
    record,
    name: { zh: '到达时间', en: 'Arrived at' },
    type: 'datetime',
    read: of((visit) => visit.arrivedAt),
  },
  claimed_at: {
    record,
    name: { zh: '签收时间', en: 'Claimed at' },
    type: 'datetime',
    nullable: true,
    read: of((visit) => visit.claimedAt ?? null),
  },
  submitted_at: {
    record,
    name: { zh: '提交时间', en: 'Submitted at' },
    type: 'datetime',
    nullable: true,
    read: of((visit) => visit.submittedAt ?? null),
  },
  prev_submitted_at: {
    record,
    name: { zh: '上一环节提交时间', en: 'Step before submitted at' },
    type: 'datetime',
    nullable: true,
    read: of((visit, subject) => previous(visit, subject)?.submittedAt ?? null),
  },
  due_at: {
    record,
    name: { zh: '最早到期时间', en: 'Earliest due time' },
    type: 'datetime',
    nullable: true,
    read: of((visit) => earliest(visit.limits)),
  },
  result: {
    record,
    name: { zh: '办理结论', en: 'Result' },
    type: 'enum',
    options: resultOptions,
    nullable: true,
    read: of((visit) => visit.result ?? null),
  },
  clock_owner: {
    record,
    name: { zh: '计时责任方', en: 'Whose clock runs' },
    type: 'enum',
    options: clockOwners.map((id) => option(id, ...clockNames[id])),
    nullable: true,
    read: of((visit) => visit.clock ?? null),
  },
  paused_min: {
    record,
    name: { zh: '挂起时长', en: 'Time paused' },
    type: 'number',
    unit: 'min',
    read: of((visit, { at }) =>
      minutes(visit.pauses.map(({ from, to }) => ({ from, to: to ?? endOf(visit, at) }))),
    ),
  },
  pause_evidence: {
    record,
    name: { zh: '挂起佐证数', en: 'Pauses with evidence' },
    type: 'integer',
    read: of((visit) => visit.pauses.filter((pause) => pause.evidence.trim() !== '').length),
  },
  used_wd: {
    record,
    name: { zh: '环节用时（工作日）', en: 'Working days used' },
    type: 'number',
    unit: 'wd',
    read: of((visit, subject) => visitUsed(subject, visit, 'wd')),
  },
  used_min: {
    record,
    name: { zh: '环节用时（分钟）', en: 'Minutes used' },
    type: 'number',
    unit: 'min',
    read: of((visit, { at }) => minutes(running(visit, at))),
  },
  overdue: {
    record,
    name: { zh: '环节超时限', en: 'Overdue' },
    type: 'boolean',
    read: of((visit, subject) => overdue(visit, visit.limits, subject)),
  },
  in_parallel: {
    record,
    name: { zh: '处于并行分支', en: 'In a parallel branch' },
    type: 'boolean',
    read: of(inParallel),
  },
} satisfies Record<string, BuiltinFact>;

type Layered = Record<`limit_${Layer}` | `overdue_${Layer}`, BuiltinFact>;

export const stepFacts: typeof own & Layered = {
  ...own,
  ...(Object.fromEntries(layers.flatMap(layered)) as Layered),
};

/** The figure of a layer's limit in its own unit, and whether that layer has passed. */
function layered(layer: Layer): [string, BuiltinFact][] {
  const [zh, en] = layerNames[layer];
  const ofLayer = (visit: Visit) => visit.limits.filter((limit) => limit.layer === layer);
  return [
    [
      `limit_${layer}`,
      {
        record,
        name: { zh: `${zh}时限`, en: `${en} limit` },
        type: 'number',
        nullable: true,
        read: of((visit) => strictest(ofLayer(visit))?.value ?? null),
      },
    ],
    [
      `overdue_${layer}`,
      {
        record,
        name: { zh: `超${zh}时限`, en: `${en} limit passed` },
        type: 'boolean',
        read: of((visit, subject) => overdue(visit, ofLayer(visit), subject)),
      },
    ],
  ];
}

/** Facts of a visit are not known where a record has none (a case, a finding about a case). */
function of(read: (visit: Visit, subject: Subject) => Reading) {
  return (subject: Subject): Reading =>
    subject.visit === undefined ? undefined : read(subject.visit, subject);
}

/**
 * Who did it, or holds it now; null when nobody does (unclaimed, withdrawn); not known when a log does
 * not say.
 */
export function handlerOf(visit: Visit): string | null | undefined {
  if (visit.handler !== undefined) return visit.handler;
  if (visit.status === 'done') return undefined;
  return visit.status === 'open' ? (visit.holder ?? null) : null;
}

/** The last of the visits before this one to be submitted; work of a sibling branch only if it was over. */
function previous(visit: Visit, { state, flow }: Subject): Visit | undefined {
  const branch = branchOf(flow, visit.step);
  const begun = Date.parse(visit.arrivedAt);
  const earlier = state.visits.filter((one) => {
    if (one.seq >= visit.seq || one.status !== 'done') return false;
    const other = branchOf(flow, one.step);
    const siblings = branch !== undefined && other !== undefined && branch !== other;
    return !siblings || submitted(one) <= begun;
  });
  return earlier.toSorted((a, b) => submitted(a) - submitted(b) || a.seq - b.seq).at(-1);
}

function branchOf(flow: FlowDefinition | undefined, step: string): string | undefined {
  return flow !== undefined && Object.hasOwn(flow.steps, step)
    ? flow.steps[step]?.branch
    : undefined;
}

function submitted(visit: Visit): number {
  return Date.parse(visit.submittedAt ?? visit.arrivedAt);
}

/** Not known when the only limits are ones whose calendar does not reach so far. */
function earliest(limits: DueLimit[]): FactValue | undefined {
  const due = limits.flatMap((limit) => limit.dueAt ?? []);
  if (due.length === 0) return limits.some((limit) => limit.uncovered) ? undefined : null;
  return due.reduce((a, b) => (Date.parse(b) < Date.parse(a) ? b : a));
}

function strictest(limits: DueLimit[]): DueLimit | undefined {
  const first = earliest(limits);
  return limits.find((limit) => limit.dueAt !== null && limit.dueAt === first) ?? limits[0];
}

/** Has any of the limits passed? Undefined when its calendar is not published so far. */
export function overdue(visit: Visit, limits: DueLimit[], subject: Subject): boolean | undefined {
  const end = endOf(visit, subject.at);
  return either(
    limits.map((limit) => passed(limit, end, (unit) => visitUsed(subject, visit, unit))),
  );
}

/** By the flow where it is known; in imported logs: some other activity lies across it in time. */
function inParallel(visit: Visit, { flow, state, at }: Subject): boolean {
  if (flow !== undefined) return branchOf(flow, visit.step) !== undefined;
  return state.visits.some(
    (one) =>
      one.seq !== visit.seq &&
      milliseconds(one.arrivedAt, endOf(visit, at)) > 0 &&
      milliseconds(visit.arrivedAt, endOf(one, at)) > 0,
  );
}

/** Cases as the API says them. */
import type { z } from 'zod';
import { usedTime } from '@flowmeter/engine/calendar/days-run.ts';
import { caseRan, ranOf } from '@flowmeter/engine/case/clock.ts';
import type { CaseState, Instant, Visit } from '@flowmeter/engine/case/state.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { taskActions } from '@flowmeter/engine/flow/people-permissions.ts';
import { taskOf } from '@flowmeter/engine/flow/structure.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { InForce } from '../in-force.ts';
import { mayAsk, type AskedTask } from '../use-cases/task-access.ts';
import { named, namesOf, type Names } from '../names.ts';
import { taskRows } from '../store/case-rows.ts';
import type { CaseListRow } from '../store/case-list.ts';
import type { FoundCase } from '../use-cases/find-case.ts';
import type { CaseRowView, CaseView, VisitView } from '../views/cases.ts';
import { inPart, isPersonal, worksOn } from './case-personal.ts';
import { caseClock, dueViews } from './due.ts';
import { signPartView } from './sharing.ts';
import { taskRowView } from './task.ts';

type Row = z.infer<typeof CaseRowView>;
type View = z.infer<typeof CaseView>;
/** What does not depend on who asks. */
type Shown = Omit<View, 'can'>;

export function caseRowView(
  inForce: InForce,
  row: CaseListRow,
  flow: CompiledFlow | undefined,
): Row {
  return {
    id: row.id,
    title: row.title,
    flow: named(row.flow_id, flow?.flow.name),
    unit: namesOf(inForce).unit(row.unit),
    status: row.status,
    at: placesOf(row, flow),
    opened_at: row.opened_at,
    ended_at: row.ended_at,
    due_at: row.due_at,
    findings: row.findings,
    imported: row.log !== null,
  };
}

export function caseView(
  inForce: InForce,
  { row, state, flow, history }: FoundCase,
  at: Instant,
  actor: Actor,
): Shown {
  const definition = flow?.flow ?? null;
  const names = namesOf(inForce);
  const layouts = all(inForce.pack(), 'layout');
  return {
    ...caseRowView(inForce, row, flow),
    version: state.version,
    flow_hash: state.flow.hash,
    definition,
    layout: layouts.find((one) => one.flow === state.flow.id) ?? null,
    outcome: state.status === 'ended' ? outcomeOf(state.outcome, flow) : null,
    opened_by: names.person(state.openedBy),
    limits: dueViews(state.limits, definition?.limits ?? [], {
      names,
      calendars: flow?.calendars,
      ran: caseRan(state, at),
    }),
    limit_clock: flow === undefined || state.status === 'ended' ? null : caseClock(state, at),
    data: dataView(state, flow, worksOn(inForce, actor, state, flow)),
    visits: state.visits.map((visit) => ({
      ...visitView(names, visit, history, at),
      can: flow === undefined ? [] : fromCase(inForce, actor, { state, visit, flow, at }),
    })),
    tasks:
      flow === undefined
        ? []
        : taskRows(state, flow.flow).map((task) =>
            taskRowView(inForce, { ...task, title: row.title }, flow),
          ),
    cancelled: cancelledOf(names, state),
  };
}

function dataView(
  { data, erased = [] }: CaseState,
  flow: CompiledFlow | undefined,
  isWhole: boolean,
): View['data'] {
  const factOf = (id: string) => flow?.facts[id] ?? null;
  const known = Object.entries(data).map(([id, value]) => {
    const isMasked = !isWhole && value !== null && isPersonal(flow, id);
    const shown = isMasked ? inPart(value) : value;
    return { id, fact: factOf(id), value: shown, masked: isMasked, erased: false };
  });
  const gone = erased.map((id) => {
    return { id, fact: factOf(id), value: null, masked: false, erased: true };
  });
  return [...known, ...gone];
}

function cancelledOf(names: Names, { cancelled }: CaseState): View['cancelled'] {
  if (cancelled === undefined) return null;
  const { at, by, reason } = cancelled;
  return { at, by: names.person(by), reason };
}

function visitView(
  names: Names,
  visit: Visit,
  flow: CompiledFlow | undefined,
  at: Instant,
): Omit<z.infer<typeof VisitView>, 'can'> {
  const step = flow?.flow.steps[visit.step];
  return {
    ...peopleOf(names, visit),
    ...timesOf(visit, flow, at),
    seq: visit.seq,
    step: names.step(flow?.flow, visit.step),
    kind: step?.kind ?? 'task',
    status: visit.status,
    route: step?.routes.find((route) => route.id === visit.route)?.name ?? null,
    result: visit.result ?? null,
    limits: dueViews(visit.limits, taskOf(step)?.limits ?? [], {
      names,
      calendars: flow?.calendars,
      ran: ranOf(visit, at),
    }),
    comment: visit.comment ?? null,
    signs: (visit.signs ?? []).map((part) => signPartView(names, part)),
  };
}

/** Older visits have been built upon: they are not taken back. */
const RECENT = 50;

/** What is done to a visit from its case: to one's own work, or to that of others. */
function fromCase(
  inForce: InForce,
  actor: Actor,
  asked: AskedTask,
): z.infer<typeof VisitView>['can'] {
  const { state, visit } = asked;
  if (state.status === 'ended' || state.visits.length - visit.seq > RECENT) return [];
  const standing = { ...asked, actor: actor.id };
  return (['withdraw', 'urge'] as const).filter(
    (action) =>
      taskOf(asked.flow.flow.steps[visit.step]) !== undefined &&
      taskActions[action](standing) === undefined &&
      mayAsk(inForce, actor, asked, action),
  );
}

function peopleOf(names: Names, { post, holder, handler, onBehalfOf }: Visit) {
  return {
    on_behalf_of: onBehalfOf === undefined ? null : names.person(onBehalfOf),
    post: post === undefined ? null : names.post(post),
    holder: holder === undefined ? null : names.person(holder),
    handler: handler === undefined ? null : names.person(handler),
  };
}

function timesOf(visit: Visit, flow: CompiledFlow | undefined, at: Instant) {
  const first = visit.limits[0];
  const end = visit.submittedAt ?? at;
  return {
    arrived_at: visit.arrivedAt,
    submitted_at: visit.submittedAt ?? null,
    clock: visit.clock ?? null,
    used: first === undefined ? null : usedOf(visit, first, flow, at),
    used_unit: first?.unit ?? null,
    overdue: visit.limits.some((limit) => limit.dueAt !== null && limit.dueAt < end),
    until: visit.until ?? null,
  };
}

/** Null when the calendar does not reach so far. */
function usedOf(
  visit: Visit,
  limit: Visit['limits'][number],
  flow: CompiledFlow | undefined,
  at: Instant,
): number | null {
  const calendar = flow?.calendars.get(limit.calendar);
  if (calendar === undefined) return null;
  const sum = usedTime(calendar, ranOf(visit, at), limit.unit);
  return sum.ok ? sum.value : null;
}

function placesOf(row: CaseListRow, flow: CompiledFlow | undefined): Localized[] {
  if (row.outcome !== null) return [outcomeOf(row.outcome, flow).name];
  const steps = JSON.parse(row.at_steps ?? '[]') as string[];
  return [...new Set(steps)].map((id) => named(id, flow?.flow.steps[id]?.name).name);
}

function outcomeOf(id: string, flow: CompiledFlow | undefined) {
  return named(id, flow?.flow.outcomes.find((one) => one.id === id)?.name);
}

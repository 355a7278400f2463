/** Tasks as the API says them. */
import type { z } from 'zod';
import { ranOf } from '@flowmeter/engine/case/clock.ts';
import type { Fact, FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { ClockOwner } from '@flowmeter/engine/definition/limit.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { taskOf, waysOn } from '@flowmeter/engine/flow/structure.ts';
import type { Field } from '@flowmeter/engine/steps/base.ts';
import type { Actor } from '../app-env.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import { dueOf, taskRows } from '../store/case-rows.ts';
import type { TaskRow } from '../store/schema.ts';
import { permitted, type AskedTask } from '../use-cases/task-access.ts';
import type { FieldView, TaskRowView, TaskView } from '../views/cases.ts';
import { dueViews, visitClock } from './due.ts';
import { sharingView } from './sharing.ts';

type Row = z.infer<typeof TaskRowView>;
type View = z.infer<typeof TaskView>;

export function taskRowView(inForce: InForce, row: TaskRow, flow: CompiledFlow | undefined): Row {
  const names = namesOf(inForce);
  return {
    id: row.id,
    case_id: row.case_id,
    title: row.title,
    flow: named(row.flow_id, flow?.flow.name),
    step: names.step(flow?.flow, row.step),
    unit: names.unit(row.unit),
    post: names.post(row.post),
    holder: row.holder === '' ? null : names.person(row.holder),
    status: row.status as Row['status'],
    arrived_at: row.arrived_at,
    due_at: dueOf(row),
    warn_at: row.warn_at,
    clock: row.clock as ClockOwner,
    escalated: row.escalated === null ? null : names.post(row.escalated),
  };
}

/** An open task as the person asking may see and do it; undefined when the visit is not open. */
export function taskView(inForce: InForce, actor: Actor, asked: AskedTask): View | undefined {
  const { state, visit, flow, at } = asked;
  const row = taskRows(state, flow.flow).find((one) => one.seq === visit.seq);
  const step = taskOf(flow.flow.steps[visit.step]);
  if (row === undefined || step === undefined) return undefined;
  return {
    ...taskRowView(inForce, row, flow),
    version: state.version,
    help: step.description ?? null,
    legal: step.legal ?? false,
    fields: fieldViews(step.form, flow.facts, state.data),
    routes: waysOn(step).map((route) => ({
      id: route.id,
      name: route.name ?? flow.flow.steps[route.to]?.name ?? { zh: route.id, en: route.id },
      result: route.result ?? 'pass',
    })),
    limits: dueViews(visit.limits, step.limits, {
      names: namesOf(inForce),
      calendars: flow.calendars,
      ran: ranOf(visit, at),
    }),
    limit_clock: visitClock(visit, at),
    can: permitted(inForce, actor, asked),
    sharing: sharingView(inForce, actor, asked),
    pauses: visit.pauses.map(({ from, to, reason, evidence }) => ({
      from,
      to: to ?? null,
      reason,
      evidence,
    })),
  };
}

/** The fields of a form whose facts are declared, with what the case knows already. */
export function fieldViews(
  form: readonly Field[],
  facts: Record<string, Fact>,
  data: FactValues,
): z.infer<typeof FieldView>[] {
  return form.flatMap((field) => {
    const fact = facts[field.fact];
    if (fact === undefined) return [];
    return {
      id: field.fact,
      fact,
      required: !field.optional && !field.readonly,
      readonly: field.readonly ?? false,
      ...(field.section !== undefined && { section: field.section }),
      ...(field.width !== undefined && { width: field.width }),
      value: data[field.fact] ?? null,
    };
  });
}

/** What changed limits would have meant for past cases, as the API says it. */
import type { z } from 'zod';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import type { InForce } from '../in-force.ts';
import { namesOf } from '../names.ts';
import type { LimitCase, MeasuredLimits } from '../use-cases/measure-limits.ts';
import type { LimitCaseView, LimitEffectsView } from '../views/retraces.ts';
import { stoodView } from './retrace.ts';

export function limitEffectsView(
  inForce: InForce,
  { flow, limits, cases, downTo, more }: MeasuredLimits,
): z.infer<typeof LimitEffectsView> {
  const names = namesOf(inForce);
  return {
    limits: limits.map(({ changed, then, now, newlyOverdue, noLongerOverdue }) => {
      const { step, id, before, after } = changed;
      const before_flow = inForce.flow(flow.flow.id)?.flow;
      const has = step !== undefined && Object.hasOwn(flow.flow.steps, step);
      return {
        step: step === undefined ? null : names.step(has ? flow.flow : before_flow, step),
        id,
        before: textOf(before),
        after: textOf(after),
        then,
        now,
        newly_overdue: newlyOverdue,
        no_longer_overdue: noLongerOverdue,
      };
    }),
    cases,
    down_to: downTo,
    more,
  };
}

export function limitCaseView(
  inForce: InForce,
  { row, effect }: LimitCase,
): z.infer<typeof LimitCaseView> {
  const { then, now, seq, endedAt } = effect;
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    unit: namesOf(inForce).unit(row.unit),
    seq,
    ended_at: endedAt ?? null,
    then: stoodView(then.due, then.standing),
    now: stoodView(now.due, now.standing),
  };
}

function textOf(limit: Limit | undefined) {
  return limit === undefined ? null : { value: limit.value, unit: limit.unit };
}

/** Limits of a case or a visit, with the basis that their definition states. */
import type { z } from 'zod';
import type { DueLimit } from '@flowmeter/engine/case/state.ts';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import type { DueView } from '../views/parts.ts';

const unstated = { kind: 'typical' as const, source: { zh: '未注明', en: 'Not stated' } };

export function dueViews(
  limits: readonly DueLimit[],
  defined: readonly Limit[],
): z.infer<typeof DueView>[] {
  return limits.map((limit) => ({
    id: limit.id,
    layer: limit.layer,
    value: limit.value,
    unit: limit.unit,
    due_at: limit.dueAt,
    warn_at: limit.warnAt,
    calendar: limit.calendar,
    zone: limit.zone,
    uncovered: limit.uncovered ?? false,
    basis: defined.find((one) => one.id === limit.id)?.basis ?? unstated,
  }));
}

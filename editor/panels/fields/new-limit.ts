/** A limit as it begins: internal, one working day, to be set by the unit itself. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import type { Named } from '../around.ts';

/** Counted on the calendar that most limits of the flow are counted on. */
export function newLimit(
  limits: readonly Limit[],
  flow: FlowDefinition,
  calendars: readonly Named[],
): Limit {
  return {
    id: freshLimitId(limits),
    layer: 'internal',
    value: 1,
    unit: 'wd',
    calendar: usualCalendar(flow) ?? calendars[0]?.id ?? '',
    basis: {
      kind: 'typical',
      source: {
        zh: '典型做法（T），按本单位要求配置',
        en: 'Typical practice (T); set by your own rules',
      },
    },
  };
}

function freshLimitId(limits: readonly Limit[]): string {
  const used = new Set(limits.map(({ id }) => id));
  if (!used.has('internal')) return 'internal';
  for (let n = 2; ; n += 1) if (!used.has(`internal_${n}`)) return `internal_${n}`;
}

function usualCalendar(flow: FlowDefinition): string | undefined {
  const ofSteps = Object.values(flow.steps).flatMap((step) =>
    'limits' in step ? step.limits : [],
  );
  const counts = new Map<string, number>();
  for (const { calendar } of [...ofSteps, ...flow.limits]) {
    counts.set(calendar, (counts.get(calendar) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { Badge } from '../canvas/drawing.ts';
import { stepOf } from '../panels/problem-order.ts';

/** How many problems each step has. */
export function badgesOf(
  problems: readonly Problem[],
  flow: FlowDefinition,
): Readonly<Record<string, Badge>> {
  const badges: Record<string, Badge> = {};
  for (const found of problems) {
    const step = stepOf(found, flow);
    if (step === undefined) continue;
    const badge = (badges[step] ??= { errors: 0, warnings: 0 });
    if (found.level === 'error') badge.errors += 1;
    else badge.warnings += 1;
  }
  return badges;
}

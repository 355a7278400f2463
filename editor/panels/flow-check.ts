/** Everything that is wrong with a flow as it is being edited. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { parseDefinition } from '@flowmeter/engine/definition/parse.ts';
import { checkFlow } from '@flowmeter/engine/flow/soundness.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';

/**
 * What does not fit the schema and what does not hold together. A place that says something better
 * than that it does not fit is not told twice.
 */
export function problemsOf(flow: FlowDefinition, pack: Pack): Problem[] {
  const found = checkFlow(flow, pack);
  const parsed = parseDefinition(flow);
  const misfits = parsed.ok ? [] : parsed.problems;
  return [
    ...misfits.filter(({ at = '' }) => !found.some((one) => one.at && isWithin(one.at, at))),
    ...found,
  ];
}

function isWithin(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}

/** Everything that is wrong with a flow as it is being edited. */
import { checkChange } from '@flowmeter/engine/changes/check-change.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { parseDefinition } from '@flowmeter/engine/definition/parse.ts';
import { checkFlow } from '@flowmeter/engine/flow/soundness.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';

/**
 * What does not fit the schema and what does not hold together; of a flow that fits also what would no
 * longer hold in the other definitions, e.g. a rule about a step that is gone. A place that says
 * something better than that it does not fit is not told twice.
 */
export function problemsOf(flow: FlowDefinition, pack: Pack): Problem[] {
  const parsed = parseDefinition(flow);
  if (parsed.ok) return checkChange(parsed.value, pack);
  const found = checkFlow(flow, pack);
  return [
    ...parsed.problems.filter(
      ({ at = '' }) => !found.some((one) => one.at && isWithin(one.at, at)),
    ),
    ...found,
  ];
}

function isWithin(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}

/** Everything that is wrong with a definition as it is being edited. */
import { checkChange, knownProblems } from '@flowmeter/engine/changes/check-change.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { parseDefinition } from '@flowmeter/engine/definition/parse.ts';
import { checkFlow } from '@flowmeter/engine/flow/soundness.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';

/**
 * What does not fit the schema and what does not hold together; of one that fits also what would no
 * longer hold in the other definitions, e.g. a rule about a step that is gone. A place that says
 * something better than that it does not fit is not told twice.
 */
export function problemsOf(definition: Definition, pack: Pack): Problem[] {
  const parsed = parseDefinition(definition);
  if (parsed.ok) return checkChange([parsed.value], pack, [], knownOf(pack));
  if (definition.kind !== 'flow') return parsed.problems;
  const found = checkFlow(definition, pack);
  return [
    ...parsed.problems.filter(
      ({ at = '' }) => !found.some((one) => one.at && isWithin(one.at, at)),
    ),
    ...found,
  ];
}

/** A pack stays as it is for a sitting: what is wrong with it is found once. */
const known = new WeakMap<Pack, ReadonlySet<string>>();

function knownOf(pack: Pack): ReadonlySet<string> {
  const found = known.get(pack) ?? knownProblems(pack);
  known.set(pack, found);
  return found;
}

function isWithin(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}

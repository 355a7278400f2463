/** A condition written as JSON: read back with problems that name the place. */
import { Comparison, type Condition } from '@flowmeter/engine/definition/condition.ts';
import { tooDeep } from '@flowmeter/engine/definition/parse.ts';
import { pointer } from '@flowmeter/engine/definition/pointer.ts';
import { failed, ok, type Problem, problem, type Result } from '@flowmeter/engine/problem.ts';

export function writtenOf(condition: Condition): string {
  return JSON.stringify(condition, null, 2);
}

export function readCondition(text: string): Result<Condition> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return failed(problem('not_json', { reason: error instanceof Error ? error.message : '' }));
  }
  const deep = tooDeep(json);
  const misfits = deep === undefined ? misfitsOf(json, '') : [deep];
  return misfits.length > 0 ? failed(...misfits) : ok(json as Condition);
}

const groups = ['all', 'any', 'not'] as const;

/** What the schema would refuse, told about the part that is meant and not about all it could be. */
function misfitsOf(json: unknown, at: string): Problem[] {
  if (typeof json !== 'object' || json === null) return comparisonMisfits(json, at);
  const kind = groups.find((one) => Object.hasOwn(json, one));
  if (kind === undefined) return comparisonMisfits(json, at);
  if (Object.keys(json).length > 1) return [problem('mixed_condition', {}, at)];
  const inside: unknown = (json as Record<string, unknown>)[kind];
  if (kind === 'not') return misfitsOf(inside, `${at}/not`);
  if (!Array.isArray(inside) || inside.length === 0) {
    return [problem('empty_condition', {}, `${at}/${kind}`)];
  }
  return inside.flatMap((one, index) => misfitsOf(one, `${at}/${kind}/${index}`));
}

function comparisonMisfits(json: unknown, at: string): Problem[] {
  if (typeof json === 'object' && json !== null && Object.hasOwn(json, 'path')) {
    return [problem('path_refused', {}, `${at}/path`)];
  }
  const parsed = Comparison.safeParse(json);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) =>
    problem('schema', { reason: message }, `${at}${pointer(path)}`),
  );
}

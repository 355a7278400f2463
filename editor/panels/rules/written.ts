/** A rule written as JSON: read back, with problems that name the place. */
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import { tooDeep } from '@flowmeter/engine/definition/parse.ts';
import { pointer } from '@flowmeter/engine/definition/pointer.ts';
import { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { failed, ok, type Problem, problem, type Result } from '@flowmeter/engine/problem.ts';
import { readCondition } from '../condition/written.ts';

/** `fixedId`: findings speak of the rule by this id, so it stays. */
export function readRule(text: string, fixedId: string | undefined): Result<Rule> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return failed(problem('not_json', { reason: error instanceof Error ? error.message : '' }));
  }
  const deep = tooDeep(json);
  if (deep !== undefined) return failed(deep);
  const parsed = Rule.safeParse(json);
  const found: Problem[] = parsed.success
    ? []
    : parsed.error.issues
        .filter(({ path }) => path[0] !== 'conditions')
        .map(({ message, path }) => problem('schema', { reason: message }, pointer(path)));
  found.push(...misfitsOfCondition(json));
  if (!parsed.success) return failed(...found);
  const rule = parsed.data;
  if (fixedId !== undefined && rule.id !== fixedId) {
    return failed(problem('id_fixed', { kind: 'rule', id: fixedId }, '/id'));
  }
  return ok(rule);
}

/** The schema would name all that a part could have been; this names what is meant. */
function misfitsOfCondition(json: unknown): Problem[] {
  const conditions =
    typeof json === 'object' && json !== null && 'conditions' in json
      ? (json.conditions as Condition | undefined)
      : undefined;
  const read = readCondition(JSON.stringify(conditions ?? null));
  if (read.ok) return [];
  return read.problems.map((one) => ({ ...one, at: `/conditions${one.at ?? ''}` }));
}

/** A rule, and a whole set of them, written as JSON: read back, with problems that name the place. */
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import { tooDeep } from '@flowmeter/engine/definition/parse.ts';
import { pointer } from '@flowmeter/engine/definition/pointer.ts';
import { Rule, type RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import { failed, ok, type Problem, problem, type Result } from '@flowmeter/engine/problem.ts';
import { readCondition } from '../condition/written.ts';
import { readContent, readJson } from '../inputs/written.ts';

export function writtenRule(rule: Rule): string {
  return JSON.stringify(rule, null, 2);
}

export function writtenSet(set: RulesetDefinition): string {
  return JSON.stringify(set, null, 2);
}

/** The set's kind and id stay. */
export function readSet(text: string, id: string): Result<RulesetDefinition> {
  const read = readContent(text, { kind: 'ruleset', id });
  if (read.ok) return read;
  const around = read.problems.filter(({ at = '' }) => !inCondition.test(at));
  if (around.length === read.problems.length) return read;
  return failed(...around, ...misfitsOfConditions(text));
}

const inCondition = /^\/rules\/\d+\/conditions(\/|$)/;

/** Of every rule that is written there. */
function misfitsOfConditions(text: string): Problem[] {
  const json = readJson(text);
  const { rules } = json.ok ? (json.value as { rules: unknown[] }) : { rules: [] };
  return rules.flatMap((rule, index) =>
    misfitsOfCondition(rule).map((one) => ({ ...one, at: `/rules/${index}${one.at ?? ''}` })),
  );
}

/** `fixedId`: findings speak of the rule by this id, so it stays. */
export function readRule(text: string, fixedId: string | undefined): Result<Rule> {
  const read = readJson(text);
  if (!read.ok) return read;
  const json = read.value;
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

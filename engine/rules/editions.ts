/** What is in force on a business date: a rule, and the edition of each of its thresholds. */
import type { Rule } from '../definition/ruleset.ts';

export function isInForce(
  { valid_from, valid_to }: Pick<Rule, 'valid_from' | 'valid_to'>,
  day: string,
): boolean {
  return (valid_from ?? day) <= day && day <= (valid_to ?? day);
}

/** The rule with its thresholds as they are on that day; the same object for the same editions. */
export function ruleOn(rule: Rule, day: string): Rule {
  const { params } = rule;
  if (params === undefined) return rule;
  const chosen = Object.entries(params).map(([id, param]) => [id, editionOn(param, day)] as const);
  if (chosen.every(([, edition]) => edition === undefined)) return rule;
  const name = chosen.map(([, edition]) => edition?.from ?? '').join(' ');
  const known = dated.get(rule) ?? new Map<string, Rule>();
  dated.set(rule, known);
  const found = known.get(name);
  if (found !== undefined) return found;
  const made = { ...rule, params: { ...params, ...Object.fromEntries(chosen.flatMap(put)) } };
  known.set(name, made);
  return made;

  function put([id, edition]: readonly [string, Edition | undefined]) {
    const param = params?.[id];
    if (edition === undefined || param === undefined) return [];
    return [[id, { ...param, value: edition.value, basis: edition.basis }] as const];
  }
}

/** Days on which something about these rules changes, in order; between two of them nothing does. */
export function changesOf(rules: readonly Rule[]): string[] {
  const days = rules.flatMap(({ valid_from, valid_to, params = {} }) => [
    ...(valid_from === undefined ? [] : [valid_from]),
    ...(valid_to === undefined ? [] : [`${valid_to}+`]),
    ...Object.values(params).flatMap(({ editions = [] }) => editions.map(({ from }) => from)),
  ]);
  return [...new Set(days)].toSorted();
}

type Param = NonNullable<Rule['params']>[string];
type Edition = NonNullable<Param['editions']>[number];

/** Of those begun by that day the one that began last. */
function editionOn({ editions = [] }: Param, day: string): Edition | undefined {
  const begun = editions.filter(({ from }) => from <= day);
  return begun.reduce<Edition | undefined>(
    (latest, one) => (latest === undefined || one.from >= latest.from ? one : latest),
    undefined,
  );
}

const dated = new WeakMap<Rule, Map<string, Rule>>();

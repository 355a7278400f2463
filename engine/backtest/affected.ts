/** Which rules may answer otherwise by a candidate pack than by the one in force. */
import { hashOf } from '../definition/hash.ts';
import { all, type Pack } from '../definition/pack.ts';
import type { Definition } from '../definition/kinds.ts';
import type { Rule } from '../definition/ruleset.ts';
import { canonical } from '../definition/hash.ts';

/** What rules read their facts by: where one of these differs, any rule may answer otherwise. */
const READ_BY: ReadonlySet<Definition['kind']> = new Set([
  'facts',
  'record',
  'derived',
  'table',
  'calendar',
  'organisation',
]);

/** Of one kind of record: the rules as they are, and as they would be. */
export interface Affected {
  record: string;
  current: Rule[];
  candidate: Rule[];
}

/** Rules of all stages and subjects; `only` names those that are looked at whether they differ or not. */
export function affectedRules(
  current: Pack,
  candidate: Pack,
  only?: readonly string[],
): Affected[] {
  const before = rulesById(current);
  const after = rulesById(candidate);
  const isAlike = readAlike(current, candidate);
  const isAffected = (id: string) =>
    only?.includes(id) ?? (!isAlike || textOf(before.get(id)) !== textOf(after.get(id)));
  const ids = new Set([...before.keys(), ...after.keys()].filter(isAffected));
  const affected = new Map<string, Affected>();
  const of = (record: string): Affected => {
    const known = affected.get(record) ?? { record, current: [], candidate: [] };
    affected.set(record, known);
    return known;
  };
  for (const id of ids) {
    const [was, is] = [before.get(id), after.get(id)];
    if (was !== undefined) of(was.record).current.push(was);
    if (is !== undefined) of(is.record).candidate.push(is);
  }
  return [...affected.values()];
}

/** Do all rules read the same facts by both? */
export function readAlike(one: Pack, other: Pack): boolean {
  return hashesOf(one) === hashesOf(other);
}

function rulesById(pack: Pack): Map<string, Rule> {
  return new Map(
    all(pack, 'ruleset').flatMap(({ rules }) => rules.map((rule) => [rule.id, rule] as const)),
  );
}

function hashesOf({ definitions }: Pack): string {
  return definitions
    .filter(({ kind }) => READ_BY.has(kind))
    .map(hashOf)
    .toSorted()
    .join(' ');
}

/** Words of a rule are not what it finds, but a change of them is a change worth seeing as none. */
function textOf(rule: Rule | undefined): string {
  return rule === undefined ? '' : canonical(rule);
}

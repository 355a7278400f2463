/** Which facts of a record tell of a person: those that say so, and what hands on the value of such a fact. */
import type { Expression } from '../definition/expression.ts';
import type { RecordKind } from './kinds.ts';

type Own = Pick<RecordKind, 'definition' | 'derived' | 'links'>;
type Owns = ReadonlyMap<string, Own>;

/** Answers of other types (how many, whether) tell no person apart. */
const handsOn: ReadonlySet<string> = new Set(['string', 'text', 'date', 'datetime']);
const THIS = 'this.';

export function isPersonal(
  name: string,
  own: Own | undefined,
  owns: Owns,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (own === undefined) return false;
  const { definition, derived, links } = own;
  if (Object.hasOwn(definition.fields, name)) return definition.fields[name]?.personal === true;
  const fact = Object.hasOwn(derived, name) ? derived[name] : undefined;
  if (fact !== undefined) {
    const here = `${definition.id} ${name}`;
    if (fact.personal === true || seen.has(here)) return fact.personal === true;
    return handsOn.has(fact.type) && isIn(fact.value, own, owns, new Set([...seen, here]));
  }
  const dot = name.indexOf('.');
  const link = dot < 0 ? undefined : name.slice(0, dot);
  if (link === undefined || !Object.hasOwn(links, link)) return false;
  return isPersonal(name.slice(dot + 1), owns.get(links[link]?.record ?? ''), owns, seen);
}

/** Does the answer come from a fact that tells of a person? What is only asked about is not handed on. */
function isIn(
  value: Expression,
  own: Own,
  owns: Owns,
  seen: ReadonlySet<string>,
  asking = own,
): boolean {
  const inside = (one: Expression) => isIn(one, own, owns, seen, asking);
  if (typeof value !== 'object' || value === null || 'param' in value) return false;
  if ('fact' in value) {
    const { fact } = value;
    if (!fact.startsWith(THIS)) return isPersonal(fact, own, owns, seen);
    return isPersonal(fact.slice(THIS.length), asking, owns, seen);
  }
  if ('function' in value) return value.of.some(inside);
  if ('if' in value) return inside(value.then) || inside(value.else);
  if ('table' in value || value.value === undefined) return false;
  const their = owns.get(value.over);
  return their !== undefined && isIn(value.value, their, owns, seen, own);
}

/** What an expression may speak about: the facts of a record, the parameters of its derived fact. */
import type { FactDictionary } from '../case/forms.ts';
import type { DerivedFact } from '../definition/derived.ts';
import type { Scalar } from '../definition/condition.ts';
import type { RuleParams } from '../rules/operands.ts';
import type { FactParams } from '../rules/source.ts';
import { kindOfType, type RecordKind, type RecordTerms } from './kinds.ts';
import type { Kind } from './function-row.ts';

export interface Scope {
  terms: RecordTerms;
  kind: RecordKind;
  facts: FactDictionary;
  /** As conditions read them. */
  params: RuleParams;
  paramKinds: ReadonlyMap<string, Kind>;
}

/** The scope of a derived fact, asked with these arguments; a parameter that is not given is its default. */
export function scopeOf(
  terms: RecordTerms,
  kind: RecordKind,
  { params = {} }: DerivedFact,
  given: FactParams = {},
): Scope {
  const values = Object.entries(params).map(([id, { default: value, unit }]) => {
    const asked = Object.hasOwn(given, id) ? given[id] : value;
    return [id, { value: asked as Scalar, basis: typical, ...(unit !== undefined && { unit }) }];
  });
  const kinds = Object.entries(params).flatMap(([id, { type }]): [string, Kind][] => {
    const found = kindOfType(type);
    return found === undefined ? [] : [[id, found]];
  });
  return {
    terms,
    kind,
    facts: kind.facts,
    params: Object.fromEntries(values) as RuleParams,
    paramKinds: new Map(kinds),
  };
}

const typical: RuleParams[string]['basis'] = {
  kind: 'typical',
  source: { zh: '参数', en: 'parameter' },
};

/** Within an aggregate: their facts, and those of the record that asks as `this.x`. */
export function scopeWithin(scope: Scope, over: string): Scope | undefined {
  const kind = scope.terms.kinds.get(over);
  if (kind === undefined) return undefined;
  return { ...scope, kind, facts: factsWithin(kind.facts, scope.facts) };
}

export const THIS = 'this.';

const joins = new WeakMap<FactDictionary, WeakMap<FactDictionary, FactDictionary>>();

/** Their facts, and those of the record that asks. */
export function factsWithin(theirs: FactDictionary, asking: FactDictionary): FactDictionary {
  const known = joins.get(theirs) ?? new WeakMap<FactDictionary, FactDictionary>();
  joins.set(theirs, known);
  const found = known.get(asking);
  if (found !== undefined) return found;
  const facts: FactDictionary = Object.assign(Object.create(null), theirs);
  for (const [name, fact] of Object.entries(asking)) {
    if (name.startsWith(THIS)) continue;
    const called = { zh: `本记录·${fact.name.zh}`, en: `this record: ${fact.name.en}` };
    facts[THIS + name] = { ...fact, name: called, found: true };
  }
  known.set(asking, facts);
  return facts;
}

/** Derived facts made ready, once for each set of arguments that they are asked with. */
import type { DerivedFact } from '../definition/derived.ts';
import type { Plain } from '../rules/operators.ts';
import { readingName, type FactParams } from '../rules/source.ts';
import { answerOf } from './answer.ts';
import { kindOfType, type RecordKind } from './kinds.ts';
import type { RecordSource } from './record-source.ts';
import { scopeOf } from './scope.ts';

export interface Derived {
  type: DerivedFact['type'];
  answer: (record: RecordSource) => Plain | undefined;
}

/** Undefined: it is no derived fact of the kind. */
export function derivedOf(
  source: RecordSource,
  fact: string,
  params: FactParams | undefined,
): Derived | undefined {
  const { kind, asking } = source;
  const definition = Object.hasOwn(kind.derived, fact) ? kind.derived[fact] : undefined;
  if (definition === undefined) return undefined;
  const known = ready.get(kind) ?? new Map<string, Derived>();
  ready.set(kind, known);
  const name = readingName(fact, params);
  const found = known.get(name);
  if (found !== undefined) return found;
  const scope = scopeOf(asking.terms, kind, definition, params);
  const answer = answerOf(definition.value, scope, kindOfType(definition.type));
  const made: Derived = {
    type: definition.type,
    answer: (record) => answer({ source: record, record }),
  };
  if (known.size >= MOST_KEPT) known.clear();
  known.set(name, made);
  return made;
}

const ready = new WeakMap<RecordKind, Map<string, Derived>>();

/** Rules ask with few different thresholds; trying many out must not fill memory. */
const MOST_KEPT = 2000;

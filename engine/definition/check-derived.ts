/** Are derived facts whole: does each have the type it says, and does none come back to itself? */
import { problem, type Localized, type Problem } from '../problem.ts';
import { circleOf } from '../records/circles.ts';
import type { Kind } from '../records/function-row.ts';
import { kindOfType, recordTermsOf, type RecordKind, type RecordTerms } from '../records/kinds.ts';
import { scopeOf } from '../records/scope.ts';
import { typeExpression } from '../records/type-expression.ts';
import { misfit } from '../records/typed.ts';
import { plain } from '../rules/operands.ts';
import type { DerivedDefinition, DerivedFact } from './derived.ts';
import type { Expression } from './expression.ts';
import { all, type Pack } from './pack.ts';
import { pointer } from './pointer.ts';

export function checkDerived(definition: DerivedDefinition, pack: Pack): Problem[] {
  const terms = recordTermsOf(pack);
  const kind = terms.kinds.get(definition.record);
  if (kind === undefined) {
    const what = { zh: '记录', en: 'record' };
    return [problem('unknown_reference', { what, id: definition.record }, '/record')];
  }
  return Object.entries(definition.facts).flatMap(([id, fact]) => {
    const at = `/facts${pointer([id])}`;
    return [
      ...checkName(id, definition, kind, pack),
      ...checkFact(fact, kind, terms, at),
      ...checkCircle(id, kind, terms, `${at}/value`),
    ];
  });
}

/** A field, a link or a fact of another file would be read instead, or is hidden. */
function checkName(
  id: string,
  definition: DerivedDefinition,
  { definition: { fields }, links }: RecordKind,
  pack: Pack,
): Problem[] {
  const elsewhere = all(pack, 'derived').some(
    (one) =>
      one.id !== definition.id && one.record === definition.record && Object.hasOwn(one.facts, id),
  );
  const taken = id === 'now' || id === 'today' || Object.hasOwn(fields, id);
  return taken || elsewhere || Object.hasOwn(links, id)
    ? [problem('derived_hides', { fact: id }, `/facts${pointer([id])}`)]
    : [];
}

function checkFact(fact: DerivedFact, kind: RecordKind, terms: RecordTerms, at: string) {
  const { name, type, nullable = false, options, value } = fact;
  const typed = typeExpression(value, scopeOf(terms, kind, fact), `${at}/value`);
  const wanted = kindOfType(type) as Kind;
  const found = [
    ...checkParams(fact, at),
    ...typed.problems,
    ...misfit(typed, [wanted], `${at}/value`),
    ...checkOptions(fact, value, `${at}/value`),
  ];
  if (type === 'enum' && options === undefined) {
    found.push(problem('enum_without_options', { fact: name }, at));
  }
  if (typed.nullable && !nullable && typed.problems.length === 0) {
    found.push(problem('derived_may_be_null', { fact: name }, `${at}/value`));
  }
  return found;
}

function checkParams({ name, params = {} }: DerivedFact, at: string): Problem[] {
  return Object.entries(params).flatMap(([id, param]) => {
    if (plain(param.type, param.default) !== undefined) return [];
    const details = { fact: name, param: param.name, value: JSON.stringify(param.default) };
    return [problem('argument_wrong', details, `${at}/params${pointer([id])}/default`)];
  });
}

/** Texts that are written down as the answer are options. */
function checkOptions(
  { name, type, options = [] }: DerivedFact,
  value: Expression,
  at: string,
): Problem[] {
  if (type !== 'enum') return [];
  if (typeof value === 'string') {
    const known = options.some((option) => option.value === value);
    return known ? [] : [problem('derived_option', { value, fact: name }, at)];
  }
  if (typeof value !== 'object' || value === null || !('if' in value)) return [];
  const fact = { name, type, options, value };
  return [
    ...checkOptions(fact, value.then, `${at}/then`),
    ...checkOptions(fact, value.else, `${at}/else`),
  ];
}

function checkCircle(id: string, kind: RecordKind, terms: RecordTerms, at: string): Problem[] {
  const circle = circleOf(kind, id, terms);
  if (circle === undefined) return [];
  const words = (language: keyof Localized) =>
    circle.map(({ fact, of }) => of.derived[fact]?.name[language] ?? fact).join(' → ');
  return [problem('derived_cycle', { facts: { zh: words('zh'), en: words('en') } }, at)];
}

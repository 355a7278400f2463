/** The type of an aggregate: the fields it matches, the window it looks through, what it makes of them. */
import type { Aggregate, Expression, Window } from '../definition/expression.ts';
import { pointer } from '../definition/pointer.ts';
import { problem, type Localized, type Problem } from '../problem.ts';
import { checkCondition } from '../rules/check.ts';
import { aggregates } from './aggregates.ts';
import { kindOfType } from './kinds.ts';
import type { Kind } from './function-row.ts';
import { scopeWithin, type Scope } from './scope.ts';
import { checkTermsOf, misfit, within, wrong, type Place, type Typed } from './typed.ts';

type TypeAt = (expression: Expression, place: Place) => Typed;

export function typeAggregate(one: Aggregate, place: Place, typeAt: TypeAt): Typed {
  const theirs = scopeWithin(place.scope, one.over);
  if (theirs === undefined) {
    return wrong(unknown({ zh: '记录', en: 'record' }, one.over, `${place.at}/over`));
  }
  const row = aggregates[one.aggregate];
  const problems = [
    ...checkMatch(one, theirs, place, typeAt),
    ...checkWindow(one.window, one.over, { theirs, place, typeAt }),
    ...checkNeeds(one, theirs, place),
  ];
  if (one.where !== undefined) {
    problems.push(...checkCondition(one.where, checkTermsOf(theirs), `${place.at}/where`));
  }
  const value = typeValue(one, theirs, place, typeAt);
  problems.push(...(value?.problems ?? []));
  const nullable = row.none === null || one.at_least !== undefined;
  return { kind: row.gives === 'value' ? value?.kind : row.gives, nullable, problems };
}

function typeValue(
  { aggregate, value }: Aggregate,
  theirs: Scope,
  place: Place,
  typeAt: TypeAt,
): Typed | undefined {
  const { values, name } = aggregates[aggregate];
  const at = `${place.at}/value`;
  if (value === undefined) {
    if (values === 'nothing') return undefined;
    return wrong(needs(name, { zh: '取值', en: 'a value' }, place.at));
  }
  if (values === 'nothing')
    return wrong(problem('aggregate_takes_no_value', { aggregate: name }, at));
  const typed = typeAt(value, { ...within(place, 'value'), scope: theirs });
  return { ...typed, problems: [...typed.problems, ...misfit(typed, values, at)] };
}

/** Their fields, so that an index answers; what they equal is worked out from the record that asks. */
function checkMatch(
  { match = {} }: Aggregate,
  theirs: Scope,
  place: Place,
  typeAt: TypeAt,
): Problem[] {
  return Object.entries(match).flatMap(([field, value]) => {
    const at = `${place.at}/match${pointer([field])}`;
    const kind = fieldKind(theirs, field);
    const typed = typeAt(value, within(place, 'match', field));
    if (kind === undefined) return [...typed.problems, unknownField(field, at)];
    return [...typed.problems, ...misfit(typed, [kind], at)];
  });
}

interface Around {
  theirs: Scope;
  place: Place;
  typeAt: TypeAt;
}

function checkWindow(window: Window | undefined, over: string, around: Around): Problem[] {
  if (window === undefined) return [];
  const { theirs, place } = around;
  if ('last' in window) {
    const { order } = theirs.kind.definition;
    const at = `${place.at}/window`;
    const counts = (['last', 'skip'] as const).flatMap((id) =>
      checkCount(window[id], place.scope, `${at}/${id}`),
    );
    if (order === undefined)
      return [...counts, problem('record_without_order', { record: over }, at)];
    return [...counts, ...checkEnd(window.upto, order, ['window', 'upto'], around)];
  }
  const { field = theirs.kind.definition.date, from, to } = window.within;
  const at = `${place.at}/window/within`;
  if (field === undefined) return [problem('record_without_date', { record: over }, at)];
  const kind = fieldKind(theirs, field);
  if (kind !== 'date' && kind !== 'datetime') return [unknownField(field, `${at}/field`)];
  const open = from === undefined && to === undefined;
  return [
    ...(open ? [problem('aggregate_unbounded', {}, at)] : []),
    ...checkEnd(from, field, ['window', 'within', 'from'], around),
    ...checkEnd(to, field, ['window', 'within', 'to'], around),
  ];
}

/** An end of a window is of the kind of the field it is compared with. */
function checkEnd(
  end: Expression | undefined,
  field: string,
  path: string[],
  { theirs, place, typeAt }: Around,
): Problem[] {
  const kind = fieldKind(theirs, field);
  if (end === undefined || kind === undefined) return [];
  const typed = typeAt(end, within(place, ...path));
  return [...typed.problems, ...misfit(typed, [kind], place.at + pointer(path))];
}

function checkNeeds(one: Aggregate, theirs: Scope, { scope, at }: Place): Problem[] {
  const { name, counts, ordered } = aggregates[one.aggregate];
  const found = checkCount(one.at_least, scope, `${at}/at_least`);
  if (counts && one.where === undefined) {
    found.push(needs(name, { zh: '筛选条件', en: 'a condition' }, at));
  }
  if (ordered && theirs.kind.definition.order === undefined && one.window === undefined) {
    found.push(problem('record_without_order', { record: one.over }, `${at}/over`));
  }
  if (Object.keys(one.match ?? {}).length === 0 && one.window === undefined) {
    found.push(problem('aggregate_unbounded', {}, at));
  }
  if (one.others && scope.kind.definition.id !== one.over) {
    found.push(problem('aggregate_of_others', { record: one.over }, `${at}/others`));
  }
  return found;
}

function checkCount(
  count: number | { param: string } | undefined,
  { paramKinds }: Scope,
  at: string,
): Problem[] {
  if (count === undefined || typeof count === 'number') return [];
  if (paramKinds.get(count.param) === 'number') return [];
  return [problem('unknown_parameter', { param: count.param }, at)];
}

function fieldKind({ kind }: Scope, field: string): Kind | undefined {
  const { fields } = kind.definition;
  const type = Object.hasOwn(fields, field) ? fields[field]?.type : undefined;
  return type && kindOfType(type);
}

function unknownField(id: string, at: string): Problem {
  return unknown({ zh: '字段', en: 'field' }, id, at);
}

function unknown(what: Localized, id: string, at: string): Problem {
  return problem('unknown_reference', { what, id }, at);
}

function needs(aggregate: Localized, what: Localized, at: string): Problem {
  return problem('aggregate_needs', { aggregate, what }, at);
}

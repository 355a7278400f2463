/**
 * An expression as it is edited: what it is made of, and how it turns into another sort. Every edit is
 * pure; what is there stays inside where the new sort has a place for it.
 */
import type { Aggregate, Expression, Window } from '@flowmeter/engine/definition/expression.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { aggregates } from '@flowmeter/engine/records/aggregates.ts';
import type {
  FunctionParameter,
  FunctionRow,
  Kind,
} from '@flowmeter/engine/records/function-row.ts';
import { functionOf, functions } from '@flowmeter/engine/records/functions.ts';
import { kindOfType, type RecordKind } from '@flowmeter/engine/records/kinds.ts';
import { type Scope, scopeWithin } from '@flowmeter/engine/records/scope.ts';
import { takesKinds, typeExpression } from '@flowmeter/engine/records/type-expression.ts';
import { fits } from '@flowmeter/engine/records/typed.ts';

export const sorts = ['value', 'fact', 'param', 'function', 'if', 'table', 'aggregate'] as const;
export type Sort = (typeof sorts)[number];

export type FactReading = Extract<Expression, { fact: string }>;
export type Call = Extract<Expression, { function: string }>;
export type Choice = Extract<Expression, { if: unknown }>;
export type Lookup = Extract<Expression, { table: string }>;

export function sortOf(expression: Expression): Sort {
  if (typeof expression !== 'object' || expression === null) return 'value';
  return sorts.find((sort) => sort in expression) ?? 'value';
}

/** Sorts that there is something to choose for. */
export function sortsIn({ paramKinds }: Scope): Sort[] {
  return sorts.filter((sort) => sort !== 'param' || paramKinds.size > 0);
}

/** The tables that a record of the kind may ask, by what is known of their outputs. */
export function tablesIn({ kind }: Scope): TableDefinition[] {
  const ids = Object.keys(kind.facts).flatMap((name) => {
    const [head = '', rest] = name.split('.');
    return rest === undefined || Object.hasOwn(kind.links, head) ? [] : [head];
  });
  return [...new Set(ids)].flatMap((id) => kind.tables.get(id)?.table ?? []);
}

/** The expression as another sort, for a place that takes these kinds. */
export function converted(
  expression: Expression,
  sort: Sort,
  scope: Scope,
  wanted: readonly Kind[],
): Expression {
  if (sortOf(expression) === sort) return expression;
  return makers[sort](expression, scope, wanted);
}

type Maker = (held: Expression, scope: Scope, wanted: readonly Kind[]) => Expression;

const makers: Record<Sort, Maker> = {
  value: (_, __, [kind]) => blankOf(kind ?? 'number'),
  fact: (_, scope, wanted) => ({ fact: firstFact(scope, wanted) }),
  param: (_, scope, wanted) => ({ param: firstParam(scope, wanted) }),
  function: (held, scope, wanted) => {
    const [id = 'coalesce'] = functionIds(wanted);
    return callOf(id, [held], scope);
  },
  if: (held, scope, wanted) => ({
    if: { fact: firstFact(scope, ['boolean', ...wanted]), operator: 'notNull', value: true },
    then: held,
    else: blankOf(wanted[0] ?? 'number'),
  }),
  table: (_, scope) => {
    const [table] = tablesIn(scope);
    return { table: table?.id ?? '', output: table?.outputs[0]?.id ?? '' };
  },
  aggregate: (_, scope) => newAggregate(scope),
};

/** A value to begin with. */
export function blankOf(kind: Kind): Expression {
  return blanks[kind];
}

const blanks: Record<Kind, Expression> = {
  number: 0,
  text: '',
  boolean: true,
  date: { fact: 'today' },
  datetime: { fact: 'now' },
};

/** Functions that give what is wanted, and those that give what they take. */
export function functionIds(wanted: readonly Kind[]): string[] {
  return Object.entries(functions)
    .filter(([, { gives }]) => gives === 'first' || wanted.includes(gives))
    .map(([id]) => id);
}

/** The function with what was there as its arguments, as many as it asks for. */
export function callOf(id: string, held: readonly Expression[], scope: Scope): Call {
  const params = functionOf(id)?.params ?? [];
  const hasRepeats = params.some(({ repeats }) => repeats);
  const least = params.filter(({ optional }) => !optional).length + (hasRepeats ? 1 : 0);
  const kept = held.slice(0, hasRepeats ? undefined : params.length);
  const count = Math.max(least, kept.length);
  const of = Array.from({ length: count }, (_, index) => {
    const parameter = params[Math.min(index, params.length - 1)];
    const one = kept[index];
    const isFit = one !== undefined && parameter !== undefined && fitsIn(one, parameter, scope);
    return isFit ? one : argumentOf(parameter, scope);
  });
  return { function: id, of };
}

/** What an argument begins with. */
export function argumentOf(parameter: FunctionParameter | undefined, { terms }: Scope): Expression {
  if (parameter?.takes === 'calendar') return [...terms.calendars.keys()][0] ?? '';
  return blankOf(kindsTaken(parameter)[0] ?? 'number');
}

/** The kinds that a parameter takes; moments as date-times first. */
export function kindsTaken(parameter: FunctionParameter | undefined): readonly Kind[] {
  if (parameter === undefined || parameter.takes === 'calendar') return ['text'];
  if (parameter.takes === 'any') return ['number', 'text', 'boolean', 'date', 'datetime'];
  return takesKinds[parameter.takes];
}

/** May so many arguments be fewer, or more? */
export function mayVary({ params }: FunctionRow, count: number): { more: boolean; fewer: boolean } {
  const hasRepeats = params.some(({ repeats }) => repeats);
  const least = params.filter(({ optional }) => !optional).length;
  return { more: hasRepeats || count < params.length, fewer: count > least };
}

function fitsIn(one: Expression, parameter: FunctionParameter, scope: Scope): boolean {
  if (parameter.takes === 'calendar') return false;
  return fits(typeExpression(one, scope), kindsTaken(parameter));
}

/** An own fact of one of these kinds; else one that every record has. */
function firstFact({ kind }: Scope, wanted: readonly Kind[]): string {
  const own = [...Object.entries(kind.definition.fields), ...Object.entries(kind.derived)];
  const isWanted = ([, { type }]: (typeof own)[number]) => {
    const found = kindOfType(type);
    return found !== undefined && wanted.includes(found);
  };
  return own.find(isWanted)?.[0] ?? (wanted.includes('date') ? 'today' : 'now');
}

function firstParam({ paramKinds }: Scope, wanted: readonly Kind[]): string {
  const ids = [...paramKinds];
  return (ids.find(([, kind]) => wanted.includes(kind)) ?? ids[0])?.[0] ?? '';
}

/** Counts the records of a kind that belong to the one that asks. */
function newAggregate(scope: Scope): Aggregate {
  const over = otherKinds(scope)[0] ?? scope.kind.definition.id;
  return withOver({ aggregate: 'count', over }, over, scope);
}

/** Kinds of record that are linked with this one come first. */
export function otherKinds({ kind, terms }: Scope): string[] {
  const linked = (one: RecordKind) => linkBetween(kind, one) !== undefined;
  const all = [...terms.kinds.values()];
  const near = all.filter((one) => one !== kind && linked(one));
  return [...near, ...all.filter((one) => !near.includes(one))].map(
    ({ definition }) => definition.id,
  );
}

/** Their fields that equal what of the record that asks, as links between the two say. */
function matched({ kind, terms }: Scope, over: string): { match?: Record<string, Expression> } {
  const other = terms.kinds.get(over);
  const found = other && linkBetween(kind, other);
  if (found === undefined) return {};
  const pairs = found.map(([theirs, own]) => [theirs, { fact: own }] as const);
  return { match: Object.fromEntries(pairs) };
}

/** `[theirs, own]`, from a link either way, or from what both say whom they are about. */
function linkBetween(kind: RecordKind, other: RecordKind): [string, string][] | undefined {
  const mine = kind.definition.id;
  const theirs = other.definition.id;
  const there = Object.values(kind.links).find(({ record }) => record === theirs);
  if (there !== undefined) return Object.entries(there.by);
  const back = Object.values(other.links).find(({ record }) => record === mine);
  if (back !== undefined) return Object.entries(back.by).map(([own, its]) => [its, own]);
  const shared = (kind.definition.object ?? kind.definition.key).filter((field) =>
    Object.hasOwn(other.definition.fields, field),
  );
  return shared.length === 0 ? undefined : shared.map((field) => [field, field]);
}

/** Another way of making one answer: a value comes or goes with it. */
export function withAggregate(
  one: Aggregate,
  aggregate: Aggregate['aggregate'],
  scope: Scope,
): Aggregate {
  const { values, counts } = aggregates[aggregate];
  const { value, ...rest } = one;
  const theirs = scopeWithin(scope, one.over);
  const next: Aggregate = { ...rest, aggregate };
  if (counts && next.where === undefined && theirs !== undefined) {
    const fact = firstFact(theirs, ['boolean', 'number', 'text']);
    next.where = { fact, operator: 'notNull', value: true };
  }
  if (values === 'nothing' || theirs === undefined) return next;
  const stays = value !== undefined && fits(typeExpression(value, theirs), values);
  return { ...next, value: stays ? value : { fact: firstFact(theirs, values) } };
}

/** Records of another kind: nothing of what was said about the first holds. */
export function withOver(one: Aggregate, over: string, scope: Scope): Aggregate {
  const { aggregate } = one;
  const others = over === scope.kind.definition.id ? { others: true } : {};
  return withAggregate({ aggregate, over, ...matched(scope, over), ...others }, aggregate, scope);
}

export const windows = ['all', 'last', 'within'] as const;
export type WindowSort = (typeof windows)[number];

export function windowSort(window: Window | undefined): WindowSort {
  if (window === undefined) return 'all';
  return 'last' in window ? 'last' : 'within';
}

/** Which of the records are looked at. */
export function newWindow(sort: WindowSort, over: RecordKind | undefined): Window | undefined {
  if (sort === 'all') return undefined;
  if (sort === 'last') return { last: 3 };
  const { date, fields } = over?.definition ?? {};
  const type = date === undefined ? undefined : fields?.[date]?.type;
  return { within: { to: { fact: type === 'date' ? 'today' : 'now' } } };
}

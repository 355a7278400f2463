/**
 * The type of an expression, known from declarations alone, and what is wrong with it, each problem at
 * its place. What is null has any kind; so has what a problem has been told about already.
 */
import { declarationOf } from '../case/builtin-facts.ts';
import type { Scalar } from '../definition/condition.ts';
import type { Expression } from '../definition/expression.ts';
import { pointer } from '../definition/pointer.ts';
import { problem, type Problem } from '../problem.ts';
import { checkCondition, MAX_DEPTH } from '../rules/check.ts';
import { checkReading } from '../rules/check-arguments.ts';
import { withParams } from '../rules/operands.ts';
import type { FunctionParameter, FunctionRow, Kind } from './function-row.ts';
import { functionOf } from './functions.ts';
import { kindOfType } from './kinds.ts';
import type { Scope } from './scope.ts';
import { outputFact, tableFacts } from '../tables/facts.ts';
import { typeAggregate } from './type-aggregate.ts';
import {
  checkTermsOf,
  everyKind,
  fits,
  kindAmong,
  kindsOf,
  misfit,
  sameKind,
  within,
  wrong,
  type Place,
  type Typed,
} from './typed.ts';

export function typeExpression(expression: Expression, scope: Scope, at = ''): Typed {
  return typeAt(expression, { scope, at, depth: 1 });
}

function typeAt(expression: Expression, place: Place): Typed {
  if (place.depth > MAX_DEPTH) {
    const limit = { zh: `${MAX_DEPTH} 层表达式`, en: `${MAX_DEPTH} levels of expressions` };
    return wrong(problem('too_large', { limit }, place.at));
  }
  if (typeof expression !== 'object' || expression === null) return typeLiteral(expression);
  if ('fact' in expression) return typeFact(expression, place);
  if ('param' in expression) return typeParam(expression.param, place);
  if ('function' in expression) return typeFunction(expression, place);
  if ('if' in expression) return typeChoice(expression, place);
  if ('table' in expression) return typeTable(expression, place);
  return typeAggregate(expression, place, typeAt);
}

function typeLiteral(value: Scalar): Typed {
  if (value === null) return { kind: undefined, nullable: true, problems: [] };
  if (typeof value === 'string')
    return { kind: 'text', nullable: false, text: value, problems: [] };
  return { kind: typeof value as 'number' | 'boolean', nullable: false, problems: [] };
}

function typeFact(
  { fact, params }: Extract<Expression, { fact: string }>,
  { scope, at }: Place,
): Typed {
  const problems = checkReading({ fact, params }, checkTermsOf(scope), at);
  const declared = declarationOf(fact, scope.facts);
  if (declared === undefined || problems.length > 0) return wrong(...problems);
  const kind = kindOfType(declared.type);
  if (kind !== undefined) return { kind, nullable: declared.nullable === true, problems };
  return wrong(problem('expression_list', { fact: declared.name }, `${at}/fact`));
}

function typeParam(id: string, { scope, at }: Place): Typed {
  const kind = scope.paramKinds.get(id);
  if (kind === undefined) return wrong(problem('unknown_parameter', { param: id }, `${at}/param`));
  return { kind, nullable: scope.params[id]?.value === null, problems: [] };
}

function typeFunction(expression: Extract<Expression, { function: string }>, place: Place): Typed {
  const row = functionOf(expression.function);
  const args = expression.of.map((one, index) => typeAt(one, within(place, 'of', index)));
  const problems = args.flatMap((one) => one.problems);
  if (row === undefined) {
    const details = { function: expression.function };
    return wrong(...problems, problem('unknown_function', details, `${place.at}/function`));
  }
  problems.push(...checkArguments(row, args, expression.of, place));
  if (problems.length > 0) return wrong(...problems);
  const nullable = row.passesNull
    ? args.every((one) => one.nullable)
    : args.some((one) => one.nullable);
  if (row.gives !== 'first') return { kind: row.gives, nullable, problems };
  const [kind] = kindsOf(row, args);
  return { kind, nullable, problems, ...(kind === 'text' && { text: textAmong(args) }) };
}

/** Written down in every place: still a text that may stand for a date. */
function textAmong(args: readonly Typed[]): string | undefined {
  return args.every(({ text }) => text !== undefined) ? args[0]?.text : undefined;
}

function checkArguments(
  { name, params }: FunctionRow,
  args: readonly Typed[],
  of: readonly Expression[],
  place: Place,
): Problem[] {
  const most = params.some(({ repeats }) => repeats) ? Infinity : params.length;
  const least = params.filter(({ optional }) => !optional).length;
  if (args.length < least || args.length > most) {
    const wanted = most === least ? String(least) : `${least}–${most === Infinity ? '…' : most}`;
    const details = { function: name, wanted, found: args.length };
    return [problem('function_arguments', details, `${place.at}/of`)];
  }
  const found = args.flatMap((arg, index) => {
    const parameter = params[Math.min(index, params.length - 1)];
    const at = `${place.at}/of/${index}`;
    if (parameter === undefined) return [];
    if (parameter.takes === 'calendar') return checkCalendar(of[index], place, at);
    return misfit(arg, takesKinds[parameter.takes], at);
  });
  const alike = params.some(({ repeats }) => repeats) ? args : [];
  const other = alike.findIndex((one) => !fitsAmong(one, alike));
  if (other < 0 || found.length > 0) return found;
  return misfit(alike[other] ?? wrong(), [kindAmong(alike) ?? 'text'], `${place.at}/of/${other}`);
}

function fitsAmong(one: Typed, all: readonly Typed[]): boolean {
  const kind = kindAmong(all);
  return kind === undefined || fits(one, [kind]);
}

/** What the arguments of a function may be, by what its parameter takes. */
export const takesKinds: Record<
  Exclude<FunctionParameter['takes'], 'calendar'>,
  readonly Kind[]
> = {
  text: ['text'],
  number: ['number'],
  boolean: ['boolean'],
  date: ['date'],
  datetime: ['datetime'],
  moment: ['date', 'datetime'],
  ordered: ['number', 'date', 'datetime'],
  any: everyKind,
};

function checkCalendar(value: Expression | undefined, { scope }: Place, at: string): Problem[] {
  if (typeof value === 'string' && scope.terms.calendars.has(value)) return [];
  const what = { zh: '日历', en: 'calendar' };
  return [problem('unknown_reference', { what, id: JSON.stringify(value ?? null) }, at)];
}

function typeChoice(expression: Extract<Expression, { if: unknown }>, place: Place): Typed {
  const { scope, at } = place;
  const problems = checkCondition(expression.if, checkTermsOf(scope), `${at}/if`);
  const yes = typeAt(expression.then, within(place, 'then'));
  const no = typeAt(expression.else, within(place, 'else'));
  problems.push(...yes.problems, ...no.problems);
  const nullable = yes.nullable || no.nullable;
  if (sameKind(yes, no)) return { kind: kindAmong([yes, no]), nullable, problems };
  const kind = kindAmong([yes, no]) ?? 'text';
  return wrong(
    ...problems,
    ...misfit(yes, [kind], `${at}/then`),
    ...misfit(no, [kind], `${at}/else`),
  );
}

function typeTable(expression: Extract<Expression, { table: string }>, place: Place): Typed {
  const { scope, at } = place;
  const { table: id, inputs = {}, output: wanted } = expression;
  const table = scope.kind.tables.get(id)?.table;
  if (table === undefined) return wrong(unknown('决策表', 'decision table', id, `${at}/table`));
  const problems: Problem[] = [];
  for (const [input, value] of Object.entries(inputs)) {
    const typed = typeAt(value, within(place, 'inputs', input));
    problems.push(...typed.problems);
    const column = table.inputs.find((one) => one.id === input);
    const kind = column && kindOfType(column.type);
    const there = `${at}/inputs${pointer([input])}`;
    if (kind === undefined) problems.push(unknown('输入', 'input', input, there));
    else problems.push(...misfit(typed, [kind], there));
  }
  for (const { id: input, fact = input, params } of table.inputs) {
    if (Object.hasOwn(inputs, input)) continue;
    const reading = { fact, params: withParams(params, scope.params) };
    const found = checkReading(reading, checkTermsOf(scope), at);
    problems.push(...found.map((one) => ({ ...one, at: `${at}/inputs` })));
  }
  const output = table.outputs.find((one) => one.id === wanted);
  if (output === undefined) {
    return wrong(...problems, unknown('输出', 'output', wanted, `${at}/output`));
  }
  const fact = tableFacts([table])[outputFact(table, output)];
  const kind = fact && kindOfType(fact.type);
  if (kind !== undefined) return { kind, nullable: fact?.nullable === true, problems };
  return wrong(...problems, problem('expression_list', { fact: output.name }, `${at}/output`));
}

function unknown(zh: string, en: string, id: string, at: string): Problem {
  return problem('unknown_reference', { what: { zh, en }, id }, at);
}

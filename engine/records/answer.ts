/** Expressions made ready to be asked again and again: a function of the record, without generated code. */
import { instantMs, instantText } from '../calendar/zone.ts';
import { declarationOf } from '../case/builtin-facts.ts';
import type { Scalar } from '../definition/condition.ts';
import type { Expression } from '../definition/expression.ts';
import type { ListItem } from '../definition/facts.ts';
import { interpret } from '../rules/interpret.ts';
import { plain, readFact, withParams } from '../rules/operands.ts';
import type { Plain } from '../rules/operators.ts';
import type { FactSource } from '../rules/source.ts';
import { decide } from '../tables/decide.ts';
import { answerAggregate } from './answer-aggregate.ts';
import { apply, type Kind } from './function-row.ts';
import { functionOf } from './functions.ts';
import { kindOfType } from './kinds.ts';
import type { RecordSource } from './record-source.ts';
import type { Scope } from './scope.ts';
import { typeExpression } from './type-expression.ts';
import { kindAmong, kindsOf } from './typed.ts';

/** What is asked: facts are read from `source`; `record` is the record that asks. */
export interface Frame {
  source: FactSource;
  record: RecordSource;
}

/** Date-times as epoch milliseconds; undefined is not known. */
export type Answer = (frame: Frame) => Plain | undefined;

/** `wanted` says what a text that is written down stands for. */
export function answerOf(expression: Expression, scope: Scope, wanted?: Kind): Answer {
  if (typeof expression !== 'object' || expression === null) return constant(expression, wanted);
  if ('fact' in expression) return answerFact(expression, scope);
  if ('param' in expression) return answerParam(expression.param, scope);
  if ('function' in expression) return answerFunction(expression, scope, wanted);
  if ('if' in expression) return answerChoice(expression, scope, wanted);
  if ('table' in expression) return answerTable(expression, scope);
  return answerAggregate(expression, scope, answerOf);
}

function constant(value: Scalar, wanted: Kind | undefined): Answer {
  const found = wanted === 'datetime' && typeof value === 'string' ? instantMs(value) : value;
  return () => found;
}

function answerFact(
  { fact, params: given }: Extract<Expression, { fact: string }>,
  { facts, params: known }: Scope,
): Answer {
  const params = withParams(given, known);
  const type = declarationOf(fact, facts)?.type;
  if (type === undefined) return () => undefined;
  return ({ source }) => {
    const value = readFact(fact, params, { source, facts });
    return value === undefined || value === null ? value : plain(type, value);
  };
}

function answerParam(id: string, { params, paramKinds }: Scope): Answer {
  const value = Object.hasOwn(params, id) ? params[id]?.value : undefined;
  if (value === undefined || Array.isArray(value)) return () => undefined;
  return constant(value, paramKinds.get(id));
}

function answerFunction(
  { function: id, of }: Extract<Expression, { function: string }>,
  scope: Scope,
  wanted: Kind | undefined,
): Answer {
  const row = functionOf(id);
  if (row === undefined) return () => undefined;
  const kinds = kindsOf(
    row,
    of.map((one) => typeExpression(one, scope)),
  );
  const args = of.map((one, index) => {
    const isText = row.gives === 'first' && kinds[index] === 'text';
    return answerOf(one, scope, isText ? wanted : kinds[index]);
  });
  return (frame) =>
    apply(
      row,
      args.map((one) => one(frame)),
      frame.record.asking.terms.setting,
    );
}

/** Where the condition is not known, neither is the answer, unless it is the same both ways. */
function answerChoice(
  choice: Extract<Expression, { if: unknown }>,
  scope: Scope,
  wanted: Kind | undefined,
): Answer {
  const { facts, params } = scope;
  const among =
    wanted ?? kindAmong([choice.then, choice.else].map((one) => typeExpression(one, scope)));
  const yes = answerOf(choice.then, scope, among);
  const no = answerOf(choice.else, scope, among);
  return (frame) => {
    const holds = interpret(choice.if, { source: frame.source, facts, params });
    if (holds !== 'unknown') return holds ? yes(frame) : no(frame);
    const [one, other] = [yes(frame), no(frame)];
    return one === other ? one : undefined;
  };
}

/** A table asked with what it is handed over, and, for the rest, with the facts of the record. */
function answerTable(
  { table: id, inputs = {}, output }: Extract<Expression, { table: string }>,
  { kind, facts, params, ...scope }: Scope,
): Answer {
  const compiled = kind.tables.get(id);
  const place = compiled?.table.outputs.findIndex((one) => one.id === output) ?? -1;
  if (compiled === undefined || place < 0) return () => undefined;
  const type = compiled.table.outputs[place]?.type ?? 'string';
  const given = compiled.columns.map(({ column }): ((frame: Frame) => Plain | undefined) => {
    if (column.fact === undefined) return ({ record }) => record.day();
    const handed = Object.hasOwn(inputs, column.id) ? inputs[column.id] : undefined;
    const inner = { kind, facts, params, ...scope };
    const wanted = kindOfType(column.type);
    const asked = { fact: column.fact, ...(column.params && { params: column.params }) };
    const answer = answerOf(handed ?? asked, inner, wanted);
    return wanted === 'datetime' ? (frame) => said(answer(frame)) : answer;
  });
  return (frame) => {
    const decision = decide(
      compiled,
      given.map((one) => one(frame)),
    );
    const value = 'values' in decision ? decision.values[place] : undefined;
    return value === null || value === undefined ? value : plain(type, value);
  };
}

function said(value: Plain | undefined): ListItem | null | undefined {
  return typeof value === 'number' ? instantText(value) : value;
}

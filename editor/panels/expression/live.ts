/** What an expression comes to on a record of an example, in words. */
import { instantText } from '@flowmeter/engine/calendar/zone.ts';
import type { Expression } from '@flowmeter/engine/definition/expression.ts';
import { answerOf } from '@flowmeter/engine/records/answer.ts';
import type { Kind } from '@flowmeter/engine/records/function-row.ts';
import type { RecordSource } from '@flowmeter/engine/records/record-source.ts';
import type { Scope } from '@flowmeter/engine/records/scope.ts';
import { typeExpression } from '@flowmeter/engine/records/type-expression.ts';
import type { Fact, FactValue } from '@flowmeter/engine/definition/facts.ts';

/** Undefined: it cannot be known. With the type by which it is said. */
export function liveValue(
  expression: Expression,
  scope: Scope,
  source: RecordSource,
  wanted?: Kind,
): { value: FactValue | undefined; type: Fact['type'] } {
  const { kind } = typeExpression(expression, scope);
  const value = answerOf(expression, scope, wanted)({ source, record: source });
  const known = kind === 'text' || kind === undefined ? (wanted ?? kind) : kind;
  const isMoment = typeof value === 'number' && known === 'datetime';
  const type = known === 'text' || known === undefined ? 'string' : known;
  return { value: isMoment ? instantText(value) : value, type };
}

/** Expressions in words: `抄表记录（户号 = 户号，最近 3 条，抄见电量 = 0）的条数`. */
import { declarationOf } from '../case/builtin-facts.ts';
import type { FactDictionary } from '../case/forms.ts';
import type { Aggregate, Expression, Window } from '../definition/expression.ts';
import type { Localized } from '../problem.ts';
import { describe } from '../rules/explain.ts';
import { withParams, type RuleParams } from '../rules/operands.ts';
import { bracketed, join, joined, nameOfReading, same, sayValue } from '../rules/words.ts';
import { aggregates } from './aggregates.ts';
import { functionOf } from './functions.ts';
import type { RecordTerms } from './kinds.ts';
import { factsWithin } from './scope.ts';

/** What is needed to speak about an expression. */
export interface Speaking {
  facts: FactDictionary;
  kinds: RecordTerms['kinds'];
  /** Parameters of the derived fact, by their ids. */
  params?: Readonly<Record<string, { name: Localized }>> | undefined;
  /** Their values, which are said in place of their names. */
  values?: RuleParams | undefined;
}

export function describeExpression(expression: Expression, speaking: Speaking): Localized {
  if (typeof expression !== 'object' || expression === null) {
    return sayValue('', expression, {});
  }
  if ('fact' in expression) {
    const params = withParams(expression.params, speaking.values);
    return nameOfReading({ fact: expression.fact, params }, speaking.facts);
  }
  if ('param' in expression) return paramName(expression.param, speaking);
  if ('function' in expression) return sayFunction(expression.function, expression.of, speaking);
  if ('if' in expression) return sayChoice(expression, speaking);
  if ('table' in expression) return sayTable(expression, speaking);
  return sayAggregate(expression, speaking);
}

const signs: Readonly<Record<string, string>> = {
  add: '+',
  subtract: '−',
  multiply: '×',
  divide: '÷',
};

function sayFunction(id: string, of: readonly Expression[], speaking: Speaking): Localized {
  const sign = Object.hasOwn(signs, id) ? signs[id] : undefined;
  if (sign !== undefined && of.length > 1) {
    return joined(
      of.map((one) => sayPart(one, speaking)),
      ` ${sign} `,
      ` ${sign} `,
    );
  }
  const name = functionOf(id)?.name ?? same(id);
  const args = of.map((one) => describeExpression(one, speaking));
  return join`${name}${bracketed(joined(args, '，', ', '))}`;
}

/** In brackets where it has a sign of its own. */
function sayPart(one: Expression, speaking: Speaking): Localized {
  const words = describeExpression(one, speaking);
  const isSigned =
    typeof one === 'object' &&
    one !== null &&
    'function' in one &&
    Object.hasOwn(signs, one.function);
  return isSigned ? join`${{ zh: '（', en: '(' }}${words}${{ zh: '）', en: ')' }}` : words;
}

function sayChoice(
  { if: when, then, else: other }: Extract<Expression, { if: unknown }>,
  speaking: Speaking,
): Localized {
  const asked = describe(when, speaking.values, speaking.facts);
  const [yes, no] = [then, other].map((one) => describeExpression(one, speaking));
  return join`${{ zh: '若', en: 'if ' }}${asked}${{ zh: '则', en: ' then ' }}${yes ?? same('')}${{ zh: '，否则', en: ', else ' }}${no ?? same('')}`;
}

function sayTable(
  { table, inputs = {}, output }: Extract<Expression, { table: string }>,
  speaking: Speaking,
): Localized {
  const name =
    declarationOf(`${table}.${output}`, speaking.facts)?.name ?? same(`${table}.${output}`);
  const given = Object.entries(inputs).map(
    ([id, one]) => join`${id} = ${describeExpression(one, speaking)}`,
  );
  return given.length === 0 ? name : join`${name}${bracketed(joined(given, '，', ', '))}`;
}

function sayAggregate(one: Aggregate, speaking: Speaking): Localized {
  const kind = speaking.kinds.get(one.over);
  const theirs: Speaking = {
    ...speaking,
    facts: kind === undefined ? {} : factsWithin(kind.facts, speaking.facts),
  };
  const said = [
    ...Object.entries(one.match ?? {}).map(([field, value]) => {
      const name = kind?.definition.fields[field]?.name ?? same(field);
      if (typeof value !== 'object' || value === null) {
        return join`${name} = ${sayValue(field, value, theirs.facts)}`;
      }
      const words = describeExpression(value, speaking);
      const isSame = words.zh === name.zh && words.en === name.en;
      return isSame ? { zh: `${name.zh}相同`, en: `same ${name.en}` } : join`${name} = ${words}`;
    }),
    ...(one.others ? [{ zh: '不含本条', en: 'others only' }] : []),
    ...(one.window === undefined ? [] : [sayWindow(one.window, speaking)]),
    ...(one.where === undefined ? [] : [describe(one.where, speaking.values, theirs.facts)]),
    ...(one.at_least === undefined
      ? []
      : [
          join`${{ zh: '至少 ', en: 'at least ' }}${sayCount(one.at_least, speaking)}${{ zh: ' 条', en: '' }}`,
        ]),
  ];
  const over = kind?.definition.name ?? same(one.over);
  const records = said.length === 0 ? over : join`${over}${bracketed(joined(said, '，', '; '))}`;
  const { name } = aggregates[one.aggregate];
  if (one.aggregate === 'exists') {
    return { zh: `${records.zh}${name.zh}`, en: `${name.en}: ${records.en}` };
  }
  if (one.value === undefined) {
    return { zh: `${records.zh}的${name.zh}`, en: `${name.en} of ${records.en}` };
  }
  const value = describeExpression(one.value, theirs);
  return {
    zh: `${records.zh}的${value.zh}${name.zh}`,
    en: `${name.en} ${value.en} of ${records.en}`,
  };
}

function sayWindow(window: Window, speaking: Speaking): Localized {
  if ('last' in window) {
    const { last, skip, including = true, upto } = window;
    const count = sayCount(last, speaking);
    const parts: Localized[] = [
      join`${{ zh: '最近 ', en: 'last ' }}${count}${{ zh: ' 条', en: '' }}`,
    ];
    if (!including) parts.push({ zh: '本条之前', en: 'before this one' });
    if (skip !== undefined) {
      parts.push(
        join`${{ zh: '略过 ', en: 'without the last ' }}${sayCount(skip, speaking)}${{ zh: ' 条', en: '' }}`,
      );
    }
    if (upto !== undefined) {
      parts.push(join`${{ zh: '截至', en: 'up to ' }}${describeExpression(upto, speaking)}`);
    }
    return joined(parts, '，', ', ');
  }
  const { from, to } = window.within;
  const [begin, end] = [from, to].map((one) =>
    one === undefined ? same('…') : describeExpression(one, speaking),
  );
  return join`${begin ?? same('…')} → ${end ?? same('…')}`;
}

function sayCount(count: number | { param: string }, speaking: Speaking): Localized {
  return typeof count === 'number' ? same(String(count)) : paramName(count.param, speaking);
}

function paramName(id: string, { params = {}, values = {} }: Speaking): Localized {
  const known = Object.hasOwn(values, id) ? values[id] : undefined;
  if (known !== undefined) return sayValue('', known.value, {}, {}, known.unit);
  return Object.hasOwn(params, id) ? (params[id]?.name ?? same(id)) : same(id);
}

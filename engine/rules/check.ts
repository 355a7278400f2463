/**
 * Checks of conditions and rules: what json-rules-engine would let pass, or read in two ways, is
 * refused here, so that an accepted rule means one thing.
 */
import { declarationOf } from '../case/builtin-facts.ts';
import type { Comparison, Condition, Operand } from '../definition/condition.ts';
import type { Fact } from '../definition/facts.ts';
import { problem, warning, type Localized, type Problem } from '../problem.ts';
import { checkReading, type CheckTerms } from './check-arguments.ts';
import { groupOf } from './interpret.ts';
import { comparable, isFactOperand, isParamOperand, plain } from './operands.ts';
import { operatorOf, type Operator } from './operators.ts';

/** Deeper conditions are refused: nobody could read them, and a hostile one exhausts the stack. */
export const MAX_DEPTH = 32;

/** Problems of a condition that fits the schema, each at its place below `pointer`. */
export function checkCondition(condition: Condition, terms: CheckTerms, pointer = ''): Problem[] {
  return check(condition, terms, pointer, 1);
}

/** Fact types in words. */
export const typeNames: Record<Fact['type'], Localized> = {
  string: { zh: '文字', en: 'text' },
  text: { zh: '长文字', en: 'long text' },
  number: { zh: '数字', en: 'number' },
  integer: { zh: '整数', en: 'whole number' },
  boolean: { zh: '是否', en: 'yes/no' },
  date: { zh: '日期', en: 'date' },
  datetime: { zh: '日期时间', en: 'date and time' },
  enum: { zh: '选项', en: 'option' },
  list: { zh: '列表', en: 'list' },
};

function check(condition: Condition, terms: CheckTerms, at: string, depth: number): Problem[] {
  if (depth > MAX_DEPTH) {
    const limit = { zh: `${MAX_DEPTH} 层条件`, en: `${MAX_DEPTH} levels of conditions` };
    return [problem('too_large', { limit }, at)];
  }
  const group = groupOf(condition);
  if (group === undefined) return checkComparison(condition as Comparison, terms, at);
  if (Object.keys(condition).length > 1) return [problem('mixed_condition', {}, at)];
  if (group.parts.length === 0) return [problem('empty_condition', {}, `${at}/${group.kind}`)];
  return group.parts.flatMap((part, index) => {
    const place = group.kind === 'not' ? `${at}/not` : `${at}/${group.kind}/${index}`;
    return check(part, terms, place, depth + 1);
  });
}

function checkComparison(comparison: Comparison, terms: CheckTerms, at: string): Problem[] {
  if (Object.hasOwn(comparison, 'path')) return [problem('path_refused', {}, `${at}/path`)];
  const found = checkReading(comparison, terms, at);
  const operator = operatorOf(comparison.operator);
  if (operator === undefined) {
    const details = { operator: comparison.operator };
    return [...found, problem('unknown_operator', details, `${at}/operator`)];
  }
  const fact = declarationOf(comparison.fact, terms.facts);
  if (fact === undefined) return found;
  const left: Left = { fact, operator };
  if (!operator.types.includes(fact.type)) {
    return [...found, mismatch(left, comparison.value, `${at}/operator`)];
  }
  return [...found, ...checkValue(comparison.value, left, terms, at)];
}

interface Left {
  fact: Fact;
  operator: Operator;
}

function checkValue(value: Operand, left: Left, terms: CheckTerms, at: string): Problem[] {
  const place = `${at}/value`;
  if (left.operator.takes === 'nothing') return checkNothing(value, left, at);
  if (isFactOperand(value)) {
    const found = checkReading(value, terms, place);
    const other = declarationOf(value.fact, terms.facts);
    if (other === undefined) return found;
    const fits = left.operator.takes === 'one' && comparable(left.fact.type, other.type);
    return fits ? found : [...found, mismatch(left, other.name, place)];
  }
  if (!isParamOperand(value)) return checkLiteral(value, left, place);
  const { params = {} } = terms;
  const param = Object.hasOwn(params, value.param) ? params[value.param] : undefined;
  return param === undefined
    ? [problem('unknown_parameter', { param: value.param }, place)]
    : checkLiteral(param.value, left, place);
}

/** `isNull` compares with nothing: its value is written `true`. */
function checkNothing(value: Operand, left: Left, at: string): Problem[] {
  const found = value === true ? [] : [mismatch(left, value, `${at}/value`)];
  if (left.fact.nullable) return found;
  return [...found, warning('never_null', { fact: left.fact.name }, `${at}/fact`)];
}

function checkLiteral(value: unknown, left: Left, at: string): Problem[] {
  const { fact, operator } = left;
  if (Array.isArray(value) !== (operator.takes === 'list')) return [mismatch(left, value, at)];
  if (!Array.isArray(value)) return checkOne(value, left, at);
  if (value.length === 0) return [mismatch(left, value, at)];
  return value.flatMap((one, index) => checkOne(one, { fact, operator }, `${at}/${index}`));
}

function checkOne(value: unknown, left: Left, at: string): Problem[] {
  const { fact, operator } = left;
  if (plain(fact.type, value) === undefined) return [mismatch(left, value, at)];
  if (fact.type !== 'enum' || operator.takes === 'nothing') return [];
  if (fact.options?.some((option) => option.value === value)) return [];
  return [problem('value_outside_domain', { value: String(value), fact: fact.name }, at)];
}

function mismatch({ fact, operator }: Left, value: unknown, at: string): Problem {
  const details = {
    fact: fact.name,
    type: typeNames[fact.type],
    operator: operator.name,
    value: isLocalized(value) ? value : (JSON.stringify(value) ?? ''),
  };
  return problem('type_mismatch', details, at);
}

function isLocalized(value: unknown): value is Localized {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}

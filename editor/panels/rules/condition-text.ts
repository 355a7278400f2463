/** A condition as it is written in a cell: `[容量] ≥ 100 且 ([状态] = 开启 或 [天数] > $most)`. */
import type {
  Comparison,
  Condition,
  FactParams,
  Operand,
  Scalar,
} from '@flowmeter/engine/definition/condition.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { Language } from '@flowmeter/engine/problem.ts';
import { isFactOperand, isParamOperand } from '@flowmeter/engine/rules/operands.ts';
import { operatorOf } from '@flowmeter/engine/rules/operators.ts';
import { type ConditionTerms, enteredAs } from '../condition/comparison.ts';
import { isPlain, optionValue, words, writtenFact } from './condition-words.ts';

interface Around {
  terms: ConditionTerms;
  language: Language;
}

export function writeCondition(
  condition: Condition,
  terms: ConditionTerms,
  language: Language,
): string {
  return write(condition, { terms, language });
}

function write(condition: Condition, around: Around): string {
  if ('all' in condition) return listed(condition.all, 'all', around);
  if ('any' in condition) return listed(condition.any, 'any', around);
  if ('not' in condition) return `${words.not[around.language]} (${write(condition.not, around)})`;
  return writeComparison(condition, around);
}

/** Groups within a group stand in brackets; one alone needs no group. */
function listed(parts: readonly Condition[], kind: 'all' | 'any', around: Around): string {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return write(only, around);
  const inside = parts.map((part) => {
    const text = write(part, around);
    return isGroup(part) ? `(${text})` : text;
  });
  return inside.join(` ${words[kind][around.language]} `);
}

function isGroup(condition: Condition): boolean {
  if ('all' in condition) return condition.all.length > 1 || condition.all.some(isGroup);
  return 'any' in condition && (condition.any.length > 1 || condition.any.some(isGroup));
}

function writeComparison({ fact, params, operator, value }: Comparison, around: Around): string {
  const known = operatorOf(operator);
  const left = writeReading(fact, params, around);
  const sign = known?.symbol[around.language] ?? operator;
  if (known?.takes === 'nothing') return `${left} ${sign}`;
  return `${left} ${sign} ${writeOperand(value, fact, around)}`;
}

function writeReading(fact: string, params: FactParams | undefined, around: Around): string {
  const name = writtenFact(fact, around.terms, around.language);
  if (params === undefined) return name;
  const given = Object.entries(params).map(([id, value]) => `${id}=${writeArgument(value)}`);
  return `${name}(${given.join(', ')})`;
}

function writeArgument(value: FactParams[string]): string {
  if (Array.isArray(value)) return `(${value.map(writeArgument).join(', ')})`;
  if (value !== null && typeof value === 'object') return `$${value.param}`;
  return typeof value === 'string' ? quoted(value) : String(value);
}

function writeOperand(value: Operand, fact: string, around: Around): string {
  if (isFactOperand(value)) return writeReading(value.fact, value.params, around);
  if (isParamOperand(value)) return `$${value.param}`;
  const declared = enteredAs(fact, around.terms);
  const one = (part: Scalar) => writeLiteral(part, declared, around.language);
  return Array.isArray(value) ? `(${value.map(one).join(', ')})` : one(value);
}

export function writeLiteral(
  value: Scalar,
  fact: Pick<Fact, 'options'> | undefined,
  language: Language,
): string {
  if (value === null) return words.null[language];
  if (typeof value === 'boolean') return words[`${value}`][language];
  if (typeof value === 'number') return String(value);
  const name = fact?.options?.find((option) => option.value === value)?.name[language];
  const isClear = name !== undefined && optionValue(fact ?? {}, name) === value;
  return quoted(isClear ? name : value);
}

function quoted(text: string): string {
  return isPlain(text) ? text : JSON.stringify(text);
}

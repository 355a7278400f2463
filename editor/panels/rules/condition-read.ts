/** A condition read from the text of a cell; what cannot be read is named with the reason. */
import {
  type Comparison,
  Condition,
  FactName,
  type FactParams,
  type Operand,
  type Scalar,
} from '@flowmeter/engine/definition/condition.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { fill, type Localized } from '@flowmeter/engine/problem.ts';
import { operatorIds, operatorOf } from '@flowmeter/engine/rules/operators.ts';
import { type ConditionTerms, enteredAs } from '../condition/comparison.ts';
import type { Read } from '../grid/cell-text.ts';
import { type Token, tokensOf } from './condition-tokens.ts';
import { factsCalled, isFigure, isWord, optionValue, type Word, words } from './condition-words.ts';

/** What is read, and how far it has been. Once something was refused nothing more is read. */
interface Reading {
  tokens: Token[];
  terms: ConditionTerms;
  refusal?: Localized;
}

const refusals = {
  stray: { zh: '“{text}”这里读不懂', en: 'cannot be read from “{text}” on' },
  end: { zh: '条件没有写完', en: 'the condition is not finished' },
  fact: { zh: '没有叫“{text}”的数据项', en: 'there is no fact “{text}”' },
  several: {
    zh: '有几个数据项都叫“{text}”，请写编号',
    en: 'several facts are “{text}”: write the id',
  },
  operator: {
    zh: '“{text}”处应写比较，如 =、≥、属于',
    en: '“{text}” stands where a comparison belongs: =, ≥, in',
  },
  value: { zh: '“{text}”处应写一个值', en: '“{text}” stands where a value belongs' },
  close: { zh: '缺少右括号', en: 'a bracket is not closed' },
  fit: { zh: '这不是完整的条件', en: 'this is no whole condition' },
} satisfies Record<string, Localized>;

export function readConditionText(text: string, terms: ConditionTerms): Read<Condition> {
  const split = tokensOf(text);
  if ('stray' in split) return { ok: false, reason: said('stray', split.stray) };
  const reading: Reading = { tokens: split.tokens, terms };
  const condition = readGroup(reading, 'any');
  const [left] = reading.tokens;
  if (reading.refusal === undefined && left !== undefined) refuse(reading, 'stray', left.text);
  if (reading.refusal !== undefined) return { ok: false, reason: reading.refusal };
  const parsed = Condition.safeParse(condition);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, reason: refusals.fit };
}

function said(kind: keyof typeof refusals, text: string): Localized {
  const { zh, en } = refusals[kind];
  const values = { text: text.length > 24 ? `${text.slice(0, 24)}…` : text };
  return { zh: fill(zh, values), en: fill(en, values) };
}

function refuse(reading: Reading, kind: keyof typeof refusals, text: string): undefined {
  reading.refusal ??= said(kind, text);
  reading.tokens = [];
  return undefined;
}

/** `or` binds less than `and`. */
function readGroup(reading: Reading, kind: 'all' | 'any'): Condition | undefined {
  const parts: Condition[] = [];
  do {
    const part = kind === 'any' ? readGroup(reading, 'all') : readPart(reading);
    if (part === undefined) return undefined;
    parts.push(part);
  } while (takeWord(reading, kind));
  const [only] = parts;
  if (parts.length === 1) return only;
  return kind === 'any' ? { any: parts } : { all: parts };
}

function readPart(reading: Reading): Condition | undefined {
  if (takeWord(reading, 'not')) {
    const inside = readPart(reading);
    return inside && { not: inside };
  }
  if (!takeSign(reading, '(')) return readComparison(reading);
  const inside = readGroup(reading, 'any');
  if (inside !== undefined && !takeSign(reading, ')')) return refuse(reading, 'close', '');
  return inside;
}

function readComparison(reading: Reading): Comparison | undefined {
  const left = readFact(reading);
  if (left === undefined) return undefined;
  const operator = readOperator(reading);
  if (operator === undefined) {
    const [next] = reading.tokens;
    return refuse(reading, next === undefined ? 'end' : 'operator', next?.text ?? '');
  }
  const takes = operatorOf(operator)?.takes;
  if (takes === 'nothing') return { ...left, operator, value: true };
  const value = readOperand(reading, enteredAs(left.fact, reading.terms), takes === 'list');
  return value === undefined ? undefined : { ...left, operator, value };
}

type Left = Pick<Comparison, 'fact' | 'params'>;

function readFact(reading: Reading): Left | undefined {
  const token = reading.tokens.shift();
  if (token === undefined) return refuse(reading, 'end', '');
  if (token.kind !== 'name' && token.kind !== 'word') return refuse(reading, 'fact', token.text);
  const found = factsCalled(token.text, reading.terms);
  const isElsewhere = token.text.includes('.') && FactName.safeParse(token.text).success;
  const [fact = isElsewhere ? token.text : undefined, another] = found;
  if (fact === undefined) return refuse(reading, 'fact', token.text);
  if (another !== undefined) return refuse(reading, 'several', token.text);
  if (!takeSign(reading, '(')) return { fact };
  const params = readArguments(reading);
  return params && { fact, params };
}

function readArguments(reading: Reading): FactParams | undefined {
  const params: FactParams = {};
  do {
    const id = reading.tokens.shift();
    const isId = id?.kind === 'word' && /^[A-Za-z]/.test(id.text);
    if (!isId || !takeSign(reading, '=')) return refuse(reading, 'value', id?.text ?? '');
    const value = readArgument(reading);
    if (value === undefined) return undefined;
    params[id.text] = value;
  } while (takeSign(reading, ','));
  return takeSign(reading, ')') ? params : refuse(reading, 'close', '');
}

function readArgument(reading: Reading): FactParams[string] | undefined {
  const [next] = reading.tokens;
  if (next?.kind === 'param') {
    reading.tokens.shift();
    return { param: next.text };
  }
  return takeSign(reading, '(') ? readList(reading, undefined) : readLiteral(reading, undefined);
}

/** The longest that fits; what follows it without a space is left to be read. */
function readOperator(reading: Reading): string | undefined {
  const [first] = reading.tokens;
  if (first === undefined) return undefined;
  const fits = operatorIds.flatMap((id) => {
    const { symbol, name } = operatorOf(id) ?? { symbol: words.all, name: words.all };
    return [symbol.zh, symbol.en, name.zh, name.en, id].map((sign) => ({ id, sign }));
  });
  for (const { id, sign } of fits.toSorted((a, b) => b.sign.length - a.sign.length)) {
    if (takeText(reading, sign)) return id;
  }
  return undefined;
}

/** Words one after another that say the sign; an ideographic one may be run together with what follows. */
function takeText(reading: Reading, sign: string): boolean {
  const pieces = sign.split(' ');
  const taken = reading.tokens.slice(0, pieces.length);
  const isSame = pieces.every((piece, place) => {
    const token = taken[place];
    return (
      token !== undefined &&
      token.kind !== 'text' &&
      token.text.toLowerCase() === piece.toLowerCase()
    );
  });
  if (isSame) {
    reading.tokens.splice(0, pieces.length);
    return true;
  }
  const [first] = reading.tokens;
  const isRun = first?.kind === 'word' && sign > '\u2e7f' && first.text.startsWith(sign);
  if (!isRun || first === undefined) return false;
  reading.tokens[0] = { kind: 'word', text: first.text.slice(sign.length) };
  return true;
}

function takeWord(reading: Reading, word: Word): boolean {
  return takeText(reading, words[word].zh) || takeText(reading, words[word].en);
}

function takeSign(reading: Reading, sign: string): boolean {
  const [first] = reading.tokens;
  if (first?.kind !== 'sign' || first.text !== sign) return false;
  reading.tokens.shift();
  return true;
}

function readOperand(
  reading: Reading,
  fact: Fact | undefined,
  isList: boolean,
): Operand | undefined {
  const [next] = reading.tokens;
  if (next?.kind === 'param') {
    reading.tokens.shift();
    return { param: next.text };
  }
  if (next?.kind === 'name') return readFact(reading);
  if (takeSign(reading, '(')) return readList(reading, fact);
  const value = readLiteral(reading, fact);
  return isList && value !== undefined ? [value] : value;
}

function readList(reading: Reading, fact: Fact | undefined): Scalar[] | undefined {
  const values: Scalar[] = [];
  do {
    const value = readLiteral(reading, fact);
    if (value === undefined) return undefined;
    values.push(value);
  } while (takeSign(reading, ','));
  return takeSign(reading, ')') ? values : refuse(reading, 'close', '');
}

function readLiteral(reading: Reading, fact: Fact | undefined): Scalar | undefined {
  const token = reading.tokens.shift();
  if (token === undefined) return refuse(reading, 'end', '');
  const { kind, text } = token;
  if (kind === 'text') return optionValue(fact ?? {}, text);
  if (kind !== 'word') return refuse(reading, 'value', text);
  if (isFigure(text)) return Number(text);
  if (isWord('null', text)) return null;
  if (isWord('true', text)) return true;
  return isWord('false', text) ? false : optionValue(fact ?? {}, text);
}

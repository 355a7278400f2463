/** The thresholds of a rule as they are written in a cell: `most = 5 wd; ratio = 0.7`. */
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { Language, Localized } from '@flowmeter/engine/problem.ts';
import type { Read } from '../grid/cell-text.ts';
import { writeLiteral } from './condition-text.ts';
import { isFigure, isWord } from './condition-words.ts';
import { newParam } from './threshold-shape.ts';

type Params = NonNullable<Rule['params']>;
type Value = Params[string]['value'];

export function writeThresholds(params: Params = {}, language: Language): string {
  const one = (value: Exclude<Value, readonly unknown[]>) =>
    writeLiteral(value, undefined, language);
  return Object.entries(params)
    .map(([id, { value, unit }]) => {
      const said = Array.isArray(value) ? `(${value.map(one).join(', ')})` : one(value);
      return `${id} = ${said}${unit === undefined ? '' : ` ${unit}`}`;
    })
    .join('; ');
}

const MISFIT: Localized = {
  zh: '写作：编号 = 值 单位；多个之间用分号',
  en: 'write: id = value unit; with ; between several',
};

/** What a threshold stands on, and what it becomes later, stays as it was. */
export function readThresholds(text: string, held: Params = {}): Read<Params | undefined> {
  const parts = text.split(/[;；\n]/).filter((part) => part.trim() !== '');
  const params: Params = {};
  for (const part of parts) {
    const [, id, said] =
      /^\s*([A-Za-z][A-Za-z0-9_-]{0,63})\s*[=＝]\s*(\S.*?)\s*$/s.exec(part) ?? [];
    const read = said === undefined ? undefined : readValue(said);
    if (id === undefined || read === undefined || Object.hasOwn(params, id)) {
      return { ok: false, reason: MISFIT };
    }
    const { unit: _, ...kept } = Object.hasOwn(held, id) ? (held[id] ?? newParam) : newParam;
    params[id] = { ...kept, ...read };
  }
  return { ok: true, value: parts.length === 0 ? undefined : params };
}

type Said = Pick<Params[string], 'value'> & { unit?: string };

/** A list in brackets, text in quotes or without, a figure with its unit. */
function readValue(text: string): Said | undefined {
  const list = /^[(（](.*)[)）]\s*(\S{0,16})$/s.exec(text);
  if (list !== null) {
    const values = (list[1] ?? '').split(/[,，、]/).map((one) => scalarOf(one.trim()));
    return values.includes('') ? undefined : withUnit(values, list[2]);
  }
  const [, figure = '', unit = ''] = /^(\S+)\s+(\S{1,16})$/.exec(text) ?? [];
  if (isFigure(figure)) return withUnit(Number(figure), unit);
  const joined = /^(-?\d+(?:\.\d+)?)([^\d\s.].{0,15})$/.exec(text);
  return joined === null ? { value: scalarOf(text) } : withUnit(Number(joined[1]), joined[2]);
}

function withUnit(value: Value, unit: string | undefined): Said {
  return unit === undefined || unit === '' ? { value } : { value, unit };
}

function scalarOf(text: string): string | number | boolean {
  if (isFigure(text)) return Number(text);
  if (isWord('true', text)) return true;
  if (isWord('false', text)) return false;
  return /^"(?:[^"\\]|\\.)*"$/.test(text) ? (JSON.parse(text) as string) : text;
}

/** What may be picked for a cell, and what becomes of the text in it. */
import type { Language } from '@flowmeter/engine/problem.ts';
import { readTest, readValue, writeTest, writeValue } from './cell-text.ts';
import type { GridColumn } from './sheet.ts';

export interface Choice {
  /** As it is written in a cell. */
  text: string;
  isOn: boolean;
  /** Not a value but the whole cell: whatever it is, or nothing. */
  isWhole: boolean;
}

/** Options of the column, yes and no; none for figures and words of any kind. */
export function choicesOf(column: GridColumn, text: string, language: Language): Choice[] {
  const values = column.type === 'boolean' ? [true, false] : optionsOf(column);
  if (values.length === 0) return [];
  const held = heldIn(column, text);
  const whole = column.isInput ? '-' : writeValue(column, null, language);
  return [
    ...values.map((value) => ({
      text: writeValue(column, value, language),
      isOn: held.includes(value),
      isWhole: false,
    })),
    { text: whole, isOn: held.length === 0 && text !== '', isWhole: true },
  ];
}

/** Those that what is being typed may become. */
export function fitting(choices: readonly Choice[], text: string): Choice[] {
  const piece = pieceOf(text).toLowerCase();
  const fits = choices.filter((one) => one.text.toLowerCase().includes(piece));
  return fits.length > 0 ? fits : [...choices];
}

/** The last of several alternatives, which is being typed. */
function pieceOf(text: string): string {
  return text.slice(text.search(/[^,，、]*$/)).trim();
}

/** The last alternative becomes the choice. */
export function completed(column: GridColumn, text: string, choice: Choice): string {
  if (!column.isInput || choice.isWhole) return choice.text;
  const before = text.slice(0, text.search(/[^,，、]*$/));
  return before === '' ? choice.text : `${before.trimEnd()} ${choice.text}`;
}

/** The choice among the alternatives, or no longer. */
export function toggled(
  column: GridColumn,
  text: string,
  choice: Choice,
  language: Language,
): string {
  const read = readTest(column, text);
  const picked = readValue(column, choice.text);
  if (choice.isWhole || !column.isInput || !read.ok || !picked.ok) return choice.text;
  const rest = read.value.filter((test) => test !== picked.value);
  const cell = rest.length < read.value.length ? rest : [...rest, picked.value];
  return writeTest(column, cell, language);
}

function optionsOf({ options = [] }: GridColumn): string[] {
  return options.map(({ value }) => value);
}

function heldIn(column: GridColumn, text: string): unknown[] {
  if (column.isInput) {
    const read = readTest(column, text);
    return read.ok ? read.value : [undefined];
  }
  const read = readValue(column, text);
  if (!read.ok) return [undefined];
  return read.value === null ? [] : [read.value];
}

/** Signs put before, around or instead of what is in a cell. */
export const signs = ['>=', '>', '<=', '<', '[..)', 'not', '-'] as const;
export type Sign = (typeof signs)[number];

/** A sign replaces the one before it. */
export function signed(text: string, sign: Sign): string {
  if (sign === '-') return '-';
  const bare = /^\s*(?:>=|<=|≥|≤|>|<|＞|＜)?\s*(.*?)\s*$/s.exec(text)?.[1] ?? '';
  const said = bare === '-' ? '' : bare;
  if (sign === 'not') return /^not\(.*\)$/s.test(said) ? said.slice(4, -1) : `not(${said})`;
  if (sign !== '[..)') return `${sign} ${said.replace(/^[[(](.*?)\.\..*$/s, '$1')}`;
  return /\.\./.test(said) ? said : `[${said}..)`;
}

/** A day in place of the one that stands at the end of the text, or after it. */
export function withDay(text: string, day: string): string {
  const bare = text.trim() === '-' ? '' : text;
  const place = bare.search(/\d{4}[-/\u5e74]\d{1,2}[-/\u6708]\d{1,2}\u65e5?[)\]]?$/);
  const closing = /[)\]]$/.exec(bare)?.[0] ?? '';
  const before = place < 0 ? bare.slice(0, bare.length - closing.length) : bare.slice(0, place);
  return `${before}${day}${closing}`;
}

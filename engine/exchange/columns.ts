/** What the cells of a column say about its type. */
import type { TableInput, TableOutput } from '../definition/table.ts';
import type { Localized } from '../problem.ts';
import type { LiteralKind, ReadCell } from './feel.ts';
import type { ColumnType } from './write-feel.ts';

const fitting: Record<ColumnType, readonly LiteralKind[]> = {
  string: ['string', 'word'],
  text: ['string', 'word'],
  enum: ['string', 'word'],
  number: ['number'],
  integer: ['number'],
  boolean: ['boolean'],
  date: ['date'],
  datetime: ['datetime'],
};

const typeOfKind: Record<LiteralKind, ColumnType | undefined> = {
  string: 'string',
  word: 'string',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  null: undefined,
};

/** A type by its name; undefined for anything else. */
export function columnTypeOf(name: string | undefined): ColumnType | undefined {
  return name !== undefined && Object.hasOwn(fitting, name) ? (name as ColumnType) : undefined;
}

/** May values written so stand in a column of this type? Null may stand anywhere. */
export function fitsType(kinds: Iterable<LiteralKind>, type: ColumnType): boolean {
  return [...kinds].every((kind) => kind === 'null' || fitting[type].includes(kind));
}

/** The one type that all of them have; undefined: there is none, or nothing is said. */
export function typeOfKinds(kinds: Iterable<LiteralKind>): ColumnType | undefined {
  const types = new Set([...kinds].flatMap((kind) => typeOfKind[kind] ?? []));
  return types.size === 1 ? [...types][0] : undefined;
}

type Domain = Pick<TableInput, 'options' | 'min' | 'max'> & Pick<TableOutput, 'values'>;

/** The longest value of an option, and the most options. */
const LONGEST = 64;
const MOST = 200;

/** A list of the values there may be, as the domain of a column; undefined where it is none of ours. */
export function domainOf({ cell, kinds, ordered }: ReadCell, type: ColumnType): Domain | undefined {
  const [only, ...more] = cell;
  if (only === undefined || !fitsType(kinds, type)) return undefined;
  if (ordered) {
    if (more.length > 0 || typeof only !== 'object' || only === null || 'not' in only)
      return undefined;
    const { from, to, above, below } = only;
    if (above !== undefined || below !== undefined) return undefined;
    return {
      ...(from === undefined ? {} : { min: from }),
      ...(to === undefined ? {} : { max: to }),
    };
  }
  const values = cell.flatMap((one) => (typeof one === 'object' ? [] : [one]));
  if (values.length < cell.length || values.length > MOST) return undefined;
  const options = values.filter((one) => typeof one === 'string' && isOptionValue(one));
  if (options.length < values.length) return { values };
  return { options: options.map((value) => ({ value: String(value), name: same(String(value)) })) };
}

function isOptionValue(value: string): boolean {
  return value.length > 0 && value.length <= LONGEST;
}

/** The same words in both languages: the document has but one. */
export function same(text: string): Localized {
  return { zh: text, en: text };
}

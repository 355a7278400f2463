/**
 * What the rows and columns of a sheet are: proposed from its words and cells, each guess said, and then
 * whatever a person makes of the proposal.
 */
import { z } from 'zod';
import type { FactDictionary } from '../case/forms.ts';
import { factTypes, type Fact } from '../definition/facts.ts';
import { Id } from '../definition/header.ts';
import { hitPolicies, TableInput, type HitPolicy } from '../definition/table.ts';
import { warning, type Localized, type Problem } from '../problem.ts';
import { typeNames } from '../rules/check.ts';
import { typeOfKinds } from './columns.ts';
import type { LiteralKind } from './feel.ts';
import { cellPlace, columnName, type Grid } from './grid.ts';
import { createIds } from './ids.ts';
import { readSheetCell, readSheetValue } from './sheet-cells.ts';
import {
  columnRoles,
  policyOf,
  roleOf,
  roleOfName,
  typeOfWord,
  type ColumnRole,
} from './sheet-words.ts';
import type { ColumnType } from './write-feel.ts';

const columnTypes = factTypes.filter((type) => type !== 'list');

export const MappedColumn = z.strictObject({
  role: z.enum(columnRoles),
  id: Id,
  name: z.string().min(1).max(2000),
  type: z.enum(columnTypes),
  fact: TableInput.shape.fact,
});

export const Mapping = z.strictObject({
  id: Id,
  name: z.string().min(1).max(2000),
  hit: z.enum(Object.keys(hitPolicies) as [HitPolicy, ...HitPolicy[]]),
  /** The first row of cells, counted from 0. */
  from: z.int().nonnegative(),
  /** One for each column of the sheet, from the first on. */
  columns: z.array(MappedColumn).min(1).max(256),
});

export type MappedColumn = z.infer<typeof MappedColumn>;
export type Mapping = z.infer<typeof Mapping>;

export interface Proposal {
  mapping: Mapping;
  /** What was guessed, and where. */
  guesses: Problem[];
}

/**
 * Undefined where the sheet has no two rows and two columns that could be a table.
 * @param facts a column that is called as one of them asks for it
 */
export function proposeMapping(grid: Grid, facts: FactDictionary = {}): Proposal | undefined {
  const head = headOf(grid);
  const { rows } = grid;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const used = Array.from({ length: width }, (_, column) => isUsed(grid, head, column));
  const isTable = rows.slice(head.from).some((row) => !isBlank(row));
  if (!isTable || used.filter(Boolean).length < 2) return undefined;
  const roles = rolesOf(grid, head, used);
  const ids = { input: createIds(), output: createIds(), other: createIds() };
  const guesses = [...roles.guesses];
  const columns = roles.roles.map((role, column): MappedColumn => {
    const name = textAt(rows, head.names, column) || columnName(column);
    const known = role === 'input' ? factCalled(name, facts) : undefined;
    const typed = typeAt(grid, head, column, role, facts[known ?? '']?.type);
    const guess = known === undefined || known === name ? typed.guess : factGuess(known);
    if (guess !== undefined) guesses.push(guessed(name, guess, cellPlace(head.from, column)));
    const given = role === 'input' || role === 'output' ? ids[role] : ids.other;
    const id = given.of([known, name], role === 'output' ? 'result' : role);
    const fact = known !== undefined && known !== id ? { fact: known } : {};
    return { role, id, name, type: typed.type, ...fact };
  });
  if (head.hit === undefined) guesses.push(guessed(POLICY, UNIQUE, cellPlace(head.names, 0)));
  const name = head.title || grid.name || '–';
  const id = createIds().of([head.title, grid.name], 'table');
  return { mapping: { id, name, hit: head.hit ?? 'U', from: head.from, columns }, guesses };
}

const POLICY: Localized = { zh: '命中策略', en: 'Hit policy' };
const UNIQUE: Localized = {
  zh: '未写，按“U 唯一”处理',
  en: 'is not given; it is taken as U, unique',
};

/** By its id, or by its name in either language. */
function factCalled(name: string, facts: FactDictionary): string | undefined {
  if (Object.hasOwn(facts, name)) return name;
  const said = name.toLowerCase();
  return Object.keys(facts).find((id) => {
    const words = facts[id]?.name;
    return words?.zh === name || words?.en.toLowerCase() === said;
  });
}

function factGuess(fact: string): Localized {
  return { zh: `按同名的数据项 ${fact} 处理`, en: `is taken as the fact of that name, ${fact}` };
}

interface Head {
  title: string;
  roles: number | undefined;
  names: number;
  types: number | undefined;
  /** The first row below. */
  from: number;
  hit: HitPolicy | undefined;
}

/** At most a title, a row of roles, the names and a row of types, in this order or with the names first. */
function headOf({ rows }: Grid): Head {
  let at = rows.findIndex((row) => !isBlank(row));
  const head: Head = {
    title: '',
    roles: undefined,
    names: -1,
    types: undefined,
    from: 0,
    hit: undefined,
  };
  if (filled(rows[at]).length === 1 && filled(rows[at + 1]).length > 1) {
    [head.title = ''] = filled(rows[at]);
    at++;
  }
  for (; at >= 0 && at < rows.length; at++) {
    const row = rows[at];
    if (head.roles === undefined && isOf(row, (text) => roleOf(text) ?? policyOf(text)))
      head.roles = at;
    else if (head.names >= 0 && head.types === undefined && isOf(row, typeOfWord)) head.types = at;
    else if (head.names < 0) head.names = at;
    else break;
  }
  if (head.names < 0) head.names = head.roles ?? 0;
  head.from = at < 0 ? rows.length : at;
  head.hit = policyOf(cornerOf(rows, head));
  return head;
}

/** The first cell of the head, where rows are numbered below it. */
function cornerOf(rows: Grid['rows'], { roles, names, from }: Head): string {
  const corner = textAt(rows, roles ?? names, 0);
  const isNumbered = rows.slice(from).every((row) => /^\d*$/.test((row[0] ?? '').trim()));
  return roles !== undefined || isNumbered ? corner : '';
}

function isOf(row: readonly string[] | undefined, word: (text: string) => unknown): boolean {
  const texts = filled(row);
  return texts.length > 1 && texts.every((text) => word(text) !== undefined);
}

function filled(row: readonly string[] = []): string[] {
  return row.map((text) => text.trim()).filter((text) => text !== '');
}

export function isBlank(row: readonly string[] | undefined): boolean {
  return filled(row).length === 0;
}

function textAt(rows: Grid['rows'], row: number | undefined, column: number): string {
  return row === undefined ? '' : (rows[row]?.[column] ?? '').trim();
}

function isUsed({ rows }: Grid, { names, from }: Head, column: number): boolean {
  return (
    textAt(rows, names, column) !== '' ||
    rows.slice(from).some((row) => (row[column] ?? '').trim() !== '')
  );
}

/** By a row of roles, else by how names begin, else the last column is what comes out. */
function rolesOf({ rows }: Grid, head: Head, used: readonly boolean[]) {
  const roles = used.map((isColumnUsed, column): ColumnRole => {
    if (!isColumnUsed) return 'none';
    const name = textAt(rows, head.names, column);
    const said = textAt(rows, head.roles, column);
    if (column === 0 && head.hit !== undefined) return 'row';
    return roleOf(said) ?? roleOfName(name) ?? 'input';
  });
  const guesses: Problem[] = [];
  const last = roles.lastIndexOf('input');
  if (last > 0 && !roles.includes('output')) {
    roles[last] = 'output';
    const name = textAt(rows, head.names, last) || columnName(last);
    const guess = {
      zh: '是最后一列，按结果处理',
      en: 'is the last column and taken for the result',
    };
    guesses.push(guessed(name, guess, cellPlace(head.names, last)));
  }
  return { roles, guesses };
}

/** As a row of types says, else as the fact is, else as the cells are. */
function typeAt(
  { rows }: Grid,
  head: Head,
  column: number,
  role: ColumnRole,
  asked?: Fact['type'],
): { type: ColumnType; guess?: Localized } {
  const said = typeOfWord(textAt(rows, head.types, column));
  if (said !== undefined) return { type: said };
  if (asked !== undefined && asked !== 'list') return { type: asked };
  if (role !== 'input' && role !== 'output') return { type: 'string' };
  const kinds = new Set<LiteralKind>();
  let isOrdered = false;
  for (const row of rows.slice(head.from)) {
    const text = row[column] ?? '';
    if (role === 'output') {
      const read = readSheetValue(text);
      if ('kind' in read) kinds.add(read.kind);
      continue;
    }
    const read = readSheetCell(text);
    if ('reason' in read) continue;
    isOrdered ||= read.ordered;
    for (const kind of read.kinds) kinds.add(kind);
  }
  return guessOf(kinds, isOrdered);
}

function guessOf(
  kinds: Set<LiteralKind>,
  isOrdered: boolean,
): { type: ColumnType; guess: Localized } {
  const single = typeOfKinds(kinds);
  const ordered = (['number', 'date', 'datetime'] as const).find((kind) => kinds.has(kind));
  const type = single ?? (isOrdered ? ordered : undefined) ?? 'string';
  const mixed = single === undefined && kinds.size > 1;
  return {
    type,
    guess: {
      zh: `未声明类型，${mixed ? '值的形式不一，' : ''}按“${typeNames[type].zh}”处理`,
      en: `has no type; ${mixed ? 'its values differ in form, and ' : ''}it is taken as ${typeNames[type].en}`,
    },
  };
}

function guessed(name: string | Localized, guess: Localized, place: Localized): Problem {
  return warning('exchange_guess', { name, guess, place });
}

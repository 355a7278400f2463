/** Tables out of a file or pasted text: what it is is told by its bytes, not by its name. */
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { readPasted, type Grid } from '@flowmeter/engine/exchange/grid.ts';
import { createIds } from '@flowmeter/engine/exchange/ids.ts';
import { proposeMapping, type Mapping } from '@flowmeter/engine/exchange/mapping.ts';
import { readDmn } from '@flowmeter/engine/exchange/read-dmn.ts';
import { tableOfGrid } from '@flowmeter/engine/exchange/sheet-table.ts';
import {
  failed,
  ok,
  problem,
  warning,
  type Localized,
  type Problem,
  type Result,
} from '@flowmeter/engine/problem.ts';
import { createLogDecoder, LogFileError } from '../log-files.ts';
import { fileReason } from '../log-problem.ts';
import { readWorkbook, type Sheets } from './read-workbook.ts';

export interface TableSource {
  /** Of the file; names the table where nothing in it does. */
  name: string;
  content: Uint8Array | string;
  /** What a person made of a proposal, by the name of the sheet. */
  mappings?: readonly { sheet: string; mapping: Mapping }[];
}

export interface ReadSheet {
  name: string;
  rows: Grid['rows'];
  mapping: Mapping;
}

export interface TableReading {
  format: 'dmn' | 'workbook' | 'text';
  tables: TableDefinition[];
  /** Sheets that could be tables, each with how it was read. */
  sheets: ReadSheet[];
  /** Errors name what was left out, warnings what was guessed or passed over. */
  problems: Problem[];
}

/** Fails where there is nothing to show: no table in the file, and no sheet that could be made one. */
export async function readTables(
  source: TableSource,
  facts: FactDictionary,
): Promise<Result<TableReading>> {
  const { content, name } = source;
  if (typeof content === 'string') return ofText(content, source, facts);
  if (begins(content, ZIP)) {
    const read = await readWorkbook(content);
    return read.ok ? ofSheets('workbook', read.value, source, facts) : read;
  }
  if (begins(content, COMPOUND)) return failed(unreadable(OLD, name));
  const decoded = decode(content, name);
  return decoded.ok ? ofText(decoded.value.text, source, facts, decoded.value.problems) : decoded;
}

const ZIP = [0x50, 0x4b];
/** Workbooks of before 2007, and those with a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const OLD: Localized = {
  zh: '是旧格式或加密的工作簿，请另存为 .xlsx',
  en: 'it is a workbook of an old form, or encrypted: save it as .xlsx',
};

function begins(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function unreadable(reason: Localized, place: string): Problem {
  return problem('exchange_unreadable', { reason, place });
}

interface Decoded {
  text: string;
  problems: Problem[];
}

/** As the document says; text that says nothing and is no UTF-8 is what spreadsheets in China save. */
function decode(bytes: Uint8Array, name: string): Result<Decoded> {
  try {
    const decoder = createLogDecoder();
    const text = decoder.write(bytes) + decoder.close();
    return ok({ text: text.replace(/^\uFEFF/, ''), problems: [] });
  } catch (error) {
    if (!(error instanceof LogFileError)) throw error;
    const text = bytes[0] === 0x3c ? undefined : chinese(bytes);
    if (text === undefined) return failed(unreadable(fileReason(error), name));
    const guess = {
      zh: '不是 UTF-8，按 GB18030 读取',
      en: 'is not in UTF-8; it was read as GB18030',
    };
    return ok({ text, problems: [warning('exchange_guess', { name, guess, place: name })] });
  }
}

function chinese(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function ofText(
  text: string,
  source: TableSource,
  facts: FactDictionary,
  before: Problem[] = [],
): Result<TableReading> {
  if (/^\s*<[?!A-Za-z]/.test(text)) {
    const read = readDmn(text);
    if (!read.ok) return read;
    const { tables, problems } = read.value;
    return ok({ format: 'dmn', tables, sheets: [], problems });
  }
  const pasted = readPasted(text);
  if (!pasted.ok) return pasted;
  const grid = { ...pasted.value, name: stemOf(source.name) };
  return ofSheets('text', { grids: [grid], problems: before }, source, facts);
}

/** `rates.csv` -> `rates` */
function stemOf(name: string): string {
  return name.replace(/\.[A-Za-z]{1,5}$/, '').trim();
}

function ofSheets(
  format: TableReading['format'],
  { grids, problems }: Sheets,
  source: TableSource,
  facts: FactDictionary,
): Result<TableReading> {
  const reading: TableReading = { format, tables: [], sheets: [], problems: [...problems] };
  const ids = createIds();
  for (const grid of grids) {
    const given = source.mappings?.find(({ sheet }) => sheet === grid.name)?.mapping;
    const proposal =
      given === undefined ? proposeMapping(grid, facts) : { mapping: given, guesses: [] };
    if (proposal === undefined) {
      if (grid.rows.length > 0) reading.problems.push(noTable(grid));
      continue;
    }
    const { mapping } = proposal;
    const own = given ?? { ...mapping, id: ids.of([mapping.id], 'table') };
    reading.problems.push(...proposal.guesses);
    reading.sheets.push({ name: grid.name, rows: grid.rows, mapping: own });
    const made = tableOfGrid(grid, own);
    if (made.ok) reading.tables.push(...made.value.tables);
    reading.problems.push(...(made.ok ? made.value.problems : made.problems));
  }
  return reading.sheets.length > 0
    ? ok(reading)
    : failed(problem('exchange_without_table'), ...reading.problems);
}

function noTable({ name }: Grid): Problem {
  const what = { zh: `工作表“${name}”`, en: `the sheet “${name}”` };
  return warning('exchange_not_kept', { what, place: { zh: '不是表格', en: 'it is no table' } });
}

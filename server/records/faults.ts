/**
 * What may be wrong with a file of records, with a row of it or with a cell: every reason once, in both
 * languages. `{name}` is filled from the details.
 */
import { fill, problem, type Localized, type Problem } from '@flowmeter/engine/problem.ts';

const cellReasons = {
  nul: { zh: '含有空字符（NUL）', en: 'it holds a NUL character' },
  required: { zh: '不能为空', en: 'it may not be empty' },
  not_number: { zh: '“{cell}”不是数字', en: '“{cell}” is no number' },
  decimal_comma: {
    zh: '“{cell}”含有逗号：小数点应为“.”，且不用千分位',
    en: '“{cell}” has a comma: decimals are written with “.”, and thousands without a separator',
  },
  not_exact: {
    zh: '“{cell}”位数过多，无法准确表示',
    en: '“{cell}” has more digits than can be kept exactly',
  },
  not_integer: { zh: '“{cell}”不是整数', en: '“{cell}” is no whole number' },
  not_boolean: { zh: '“{cell}”不是“是”或“否”', en: '“{cell}” is neither yes nor no' },
  not_date: {
    zh: '“{cell}”不是日期（如 2026-02-12）',
    en: '“{cell}” is no date such as 2026-02-12',
  },
  no_such_date: { zh: '没有“{cell}”这一天', en: 'there is no day “{cell}”' },
  not_datetime: {
    zh: '“{cell}”不是日期时间（如 2026-02-12 08:30:00+08:00）',
    en: '“{cell}” is no date and time such as 2026-02-12 08:30:00+08:00',
  },
  no_such_time: { zh: '没有“{cell}”这一时刻', en: 'there is no time “{cell}”' },
  no_offset: {
    zh: '“{cell}”没有时区，且未说明该文件的时区',
    en: '“{cell}” has no offset, and the zone of the file was not said',
  },
  not_option: { zh: '“{cell}”不在选项中', en: '“{cell}” is not among the options' },
  not_list: { zh: '“{cell}”不是列表', en: '“{cell}” is no list' },
  not_text: { zh: '不是文字', en: 'it is no text' },
  misfit: { zh: '“{cell}”{why_zh}', en: '“{cell}”: {why_en}' },
} as const satisfies Record<string, Localized>;

const rowReasons = {
  ...cellReasons,
  wrong_columns: {
    zh: '应有 {expected} 列，实有 {found} 列',
    en: 'it has {found} columns instead of {expected}',
  },
  stray_quote: {
    zh: '第 {column} 列引号位置有误',
    en: 'a quotation mark stands where none may be, in column {column}',
  },
  wrong_encoding: { zh: '不是有效的 {encoding} 编码', en: 'it is not valid {encoding}' },
  row_too_long: { zh: '一行超过 {limit} 个字符', en: 'the row has more than {limit} characters' },
  same_key: {
    zh: '与第 {first} 行主键相同而内容不同',
    en: 'its key is that of line {first}, with other content',
  },
} as const satisfies Record<string, Localized>;

const fileReasons = {
  not_found: { zh: '文件不存在', en: 'there is no such file' },
  unreadable: { zh: '无法打开文件：{reason}', en: 'the file cannot be opened: {reason}' },
  truncated: { zh: '文件不完整（第 {offset} 字节）', en: 'the file is cut off at byte {offset}' },
  damaged: {
    zh: '压缩数据已损坏（第 {offset} 字节）',
    en: 'the compressed data is damaged at byte {offset}',
  },
  too_large: { zh: '超过 {limit} 字节', en: 'it has more than {limit} bytes' },
  unknown_encoding: { zh: '未知的编码 {encoding}', en: 'unknown encoding {encoding}' },
  undetected_encoding: {
    zh: '既不是有效的 UTF-8，也不是有效的 GB18030（第 {offset} 字节）：请指明编码',
    en: 'it is valid neither as UTF-8 nor as GB18030 (byte {offset}): say which encoding it has',
  },
  not_decodable: {
    zh: '不是有效的 {encoding} 编码（第 {offset} 字节）',
    en: 'it is not valid {encoding} at byte {offset}',
  },
  row_endless: {
    zh: '第 {line} 行开始的一行超过 {limit} 个字符仍未结束（引号是否未结束？）',
    en: 'the row that begins in line {line} does not end within {limit} characters (is a quotation mark not closed?)',
  },
  quote_open: {
    zh: '第 {line} 行开始的引号直到文件结束都没有结束',
    en: 'a quotation mark in the row that begins in line {line} is never closed',
  },
  no_header: { zh: '没有表头', en: 'it has no header' },
  header_twice: { zh: '表头“{header}”出现两次', en: 'the header names “{header}” twice' },
  header_missing: { zh: '缺少列：{columns}', en: 'columns are missing: {columns}' },
  header_ambiguous: {
    zh: '表头“{header}”可指多个字段',
    en: 'the header “{header}” is the name of several fields',
  },
  no_parquet: {
    zh: '不是可读的 Parquet 文件：{reason}',
    en: 'no Parquet that can be read: {reason}',
  },
} as const satisfies Record<string, Localized>;

type FaultDetails = Record<string, string | number>;

/** Why a cell does not become a value. */
export interface CellFault {
  reason: keyof typeof cellReasons;
  details: FaultDetails;
}

/** Why a row is set apart. */
export interface RowFault {
  reason: keyof typeof rowReasons;
  details: FaultDetails;
  /** The header of the column; none when it is the whole row. */
  column?: string;
}

/** Nothing of the file can be imported; whoever reads catches it. */
export class RecordFileError extends Error {
  readonly problem: Problem;

  constructor(reason: keyof typeof fileReasons, details: FaultDetails = {}) {
    const words = filled(fileReasons[reason], details);
    super(words.en);
    this.name = 'RecordFileError';
    this.problem = problem('records_unreadable', { ...details, reason: words });
  }
}

/** Cells are quoted in words up to this length. */
const LONGEST_QUOTE = 60;

export function cellFault(
  reason: CellFault['reason'],
  cell: string,
  details: FaultDetails = {},
): CellFault {
  const shown = cell.length > LONGEST_QUOTE ? `${cell.slice(0, LONGEST_QUOTE)}…` : cell;
  return { reason, details: { ...details, cell: shown } };
}

/** Why a row is set apart, in words. */
export function wordsOfFault({ reason, details }: RowFault): Localized {
  return filled(rowReasons[reason], details);
}

function filled(words: Localized, details: FaultDetails): Localized {
  return { zh: fill(words.zh, details), en: fill(words.en, details) };
}

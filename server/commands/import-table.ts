/** `flowmeter import-table FILE [--out DIR]`: tables of other tools as definitions. */
import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import {
  failed,
  ok,
  problem,
  wordsOf,
  type Problem,
  type Result,
} from '@flowmeter/engine/problem.ts';
import { readTables } from '../exchange/read-tables.ts';
import { exit, type Command, type Terminal } from './command.ts';

const MOST_BYTES = 20 * 2 ** 20;

export const importTable: Command = {
  usage: 'FILE [--out DIR]',
  help: {
    zh: '导入决策表（DMN、XLSX、CSV、TSV）；不写 --out 则打印',
    en: 'import decision tables (DMN, XLSX, CSV, TSV); printed without --out',
  },
  words: { least: 1, most: 1 },
  options: ['out'],
  async run({ words: [file = ''], options: { out: folder } }, terminal) {
    const bytes = await bytesOf(file);
    const read = bytes.ok
      ? await readTables({ name: basename(file), content: bytes.value }, {})
      : bytes;
    tell(read.ok ? read.value.problems : read.problems, terminal);
    if (!read.ok) return exit.failed;
    const { tables, problems } = read.value;
    const kept =
      folder === undefined ? print(tables, terminal) : await keep(tables, folder, terminal);
    return kept && problems.every(({ level }) => level === 'warning') ? exit.done : exit.failed;
  },
};

function tell(problems: readonly Problem[], { err, language }: Terminal): void {
  for (const one of problems) {
    const mark = one.level === 'warning' ? { zh: '（警告）', en: 'warning: ' }[language] : '';
    err(`${mark}${wordsOf(one)[language]}`);
  }
}

async function bytesOf(file: string): Promise<Result<Uint8Array>> {
  try {
    const found = await lstat(file);
    if (!found.isFile()) return failed(problem('file_unreadable', { reason: 'not a file' }));
    if (found.size > MOST_BYTES) return failed(problem('too_large', { limit: '20 MB' }));
    return ok(await readFile(file));
  } catch (error) {
    return failed(problem('file_unreadable', { reason: codeOf(error) }));
  }
}

function textOf(table: TableDefinition): string {
  return `${JSON.stringify({ $schema: '../schemas/table.schema.json', ...table }, undefined, 2)}\n`;
}

function print(tables: readonly TableDefinition[], { out }: Terminal): boolean {
  for (const table of tables) out(textOf(table).trimEnd());
  return tables.length > 0;
}

/** A file that is there already is not written over: it may hold what this one does not. */
async function keep(
  tables: readonly TableDefinition[],
  folder: string,
  terminal: Terminal,
): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  let kept = tables.length > 0;
  for (const table of tables) {
    const file = join(folder, `${table.id}.json`);
    try {
      await writeFile(file, textOf(table), { flag: 'wx' });
      terminal.out(file);
    } catch (error) {
      kept = false;
      tell([problem('file_not_written', { file, reason: codeOf(error) })], terminal);
    }
  }
  return kept;
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

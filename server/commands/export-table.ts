/**
 * `flowmeter export-table DIR ID [--as dmn|tsv|csv] [--out FILE]`: a table of a pack for other tools. With
 * DATA_DIR it is registered there and told to the audit log; the mark in the file says its number.
 */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { find } from '@flowmeter/engine/definition/pack.ts';
import { markText, markXml, type Watermark } from '@flowmeter/engine/privacy/watermark.ts';
import {
  failed,
  ok,
  problem,
  wordsOf,
  type Problem,
  type Result,
} from '@flowmeter/engine/problem.ts';
import { STORE } from '../backup/make-backup.ts';
import { instantOf, systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { tableFormats, tableText, type TableFormat } from '../exchange/table-text.ts';
import { createLog } from '../log.ts';
import { openDeps } from '../open.ts';
import { loadPack } from '../pack-files.ts';
import { registerExport, type Exporting } from '../use-cases/register-export.ts';
import { lineOf } from './check.ts';
import { exit, type Command, type Terminal } from './command.ts';
import { codeOf } from './import-table.ts';

export const exportTable: Command = {
  usage: 'DIR ID [--as dmn|tsv|csv] [--purpose TEXT] [--out FILE]',
  help: {
    zh: '导出业务包中的决策表，默认 DMN；不写 --out 则打印；设有 DATA_DIR 时登记并记入审计日志',
    en: 'export a decision table of a pack, as DMN by default; printed without --out; registered and logged in DATA_DIR',
  },
  words: { least: 2, most: 2 },
  options: ['as', 'out', 'purpose'],
  async run({ words: [folder = '', id = ''], options }, terminal) {
    const { as = 'dmn', out: file, purpose = '' } = options;
    const { err, language } = terminal;
    if (!Object.hasOwn(tableFormats, as)) {
      err({ zh: `未知的格式 ${as}`, en: `unknown format ${as}` }[language]);
      return exit.usage;
    }
    const { pack, problems } = await loadPack(folder);
    for (const one of problems) err(lineOf(one, language));
    const table = find(pack, 'table', id);
    if (table === undefined) return refuse([problem('definition_not_found')], terminal);
    const written = tableText(table, pack, { format: as as TableFormat, language });
    if (!written.ok) return refuse(written.problems, terminal);
    const mark = await registered({ what: 'table', object: id, purpose }, terminal);
    if (!mark.ok) return refuse(mark.problems, terminal);
    const text = (as === 'dmn' ? markXml : markText)(written.value, mark.value);
    return file === undefined ? print(text, terminal) : keep(text, file, terminal);
  },
};

/** Without DATA_DIR there is no register: the mark says when, and that it has no number. */
async function registered(
  asked: Exporting & { purpose: string },
  { environment, err }: Terminal,
): Promise<Result<Watermark>> {
  if (environment['DATA_DIR'] === undefined) {
    const { purpose } = asked;
    return ok({ id: 'unregistered', by: 'system', at: instantOf(systemClock), purpose });
  }
  const config = readConfig(environment);
  // Opening would make a store where there is none.
  if (!existsSync(join(config.dataDir, STORE))) {
    return failed(problem('backup_no_store', { folder: config.dataDir }));
  }
  const log = createLog((line) => err(line.trimEnd()));
  const deps = await openDeps(config, log);
  try {
    return await registerExport(deps, 'system', asked);
  } finally {
    await deps.store.close();
  }
}

function refuse(problems: readonly Problem[], { err, language }: Terminal) {
  for (const one of problems) err(wordsOf(one)[language]);
  return exit.failed;
}

function print(text: string, { out }: Terminal) {
  out(text.replace(/\r?\n$/, ''));
  return exit.done;
}

async function keep(text: string, file: string, terminal: Terminal) {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    return refuse([problem('file_not_written', { file, reason: codeOf(error) })], terminal);
  }
  terminal.out(file);
  return exit.done;
}

/** `flowmeter export-table DIR ID [--as dmn|tsv|csv] [--out FILE]`: a table of a pack for other tools. */
import { writeFile } from 'node:fs/promises';
import { find } from '@flowmeter/engine/definition/pack.ts';
import { problem, wordsOf, type Problem } from '@flowmeter/engine/problem.ts';
import { tableFormats, tableText, type TableFormat } from '../exchange/table-text.ts';
import { loadPack } from '../pack-files.ts';
import { lineOf } from './check.ts';
import { exit, type Command, type Terminal } from './command.ts';
import { codeOf } from './import-table.ts';

export const exportTable: Command = {
  usage: 'DIR ID [--as dmn|tsv|csv] [--out FILE]',
  help: {
    zh: '导出业务包中的决策表，默认 DMN；不写 --out 则打印',
    en: 'export a decision table of a pack, as DMN by default; printed without --out',
  },
  words: { least: 2, most: 2 },
  options: ['as', 'out'],
  async run({ words: [folder = '', id = ''], options: { as = 'dmn', out: file } }, terminal) {
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
    return file === undefined
      ? print(written.value, terminal)
      : keep(written.value, file, terminal);
  },
};

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

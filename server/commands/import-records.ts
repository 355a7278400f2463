/** `flowmeter import-records FILE --record KIND`: brings a file of records into the data folder. */
import { basename } from 'node:path';
import { wordsOf, type Language } from '@flowmeter/engine/problem.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openDeps } from '../open.ts';
import { badFile, type Batch } from '../records/manifest.ts';
import { importRecordFile } from '../use-cases/import-records.ts';
import { exit, type Command } from './command.ts';

export const importRecordsFile: Command = {
  usage: 'FILE --record KIND [--as-of T]',
  help: {
    zh: '导入记录（CSV、CSV.gz 或 Parquet）；可加 --encoding、--zone；数据目录取自 DATA_DIR',
    en: 'import records (CSV, CSV.gz or Parquet); also --encoding, --zone; into DATA_DIR',
  },
  words: { least: 1, most: 1 },
  options: ['record', 'as-of', 'encoding', 'zone'],
  required: ['record'],
  async run({ words: [path = ''], options }, { out, err, language, environment }) {
    const { record = '', encoding, zone, 'as-of': knownAt } = options;
    if (knownAt !== undefined && Number.isNaN(Date.parse(knownAt))) {
      err({ zh: `“${knownAt}”不是时间`, en: `“${knownAt}” is no time` }[language]);
      return exit.usage;
    }
    const deps = await openDeps(
      readConfig(environment),
      createLog((line) => err(line.trimEnd())),
    );
    try {
      const file = { record, path, name: basename(path), knownAt, encoding, zone };
      const done = await importRecordFile(deps, 'system', file);
      if (!done.ok) {
        for (const one of done.problems) err(wordsOf(one)[language]);
        return exit.failed;
      }
      out(wordsOfBatch(record, done.value, language));
      if (done.value.synthetic) out({ zh: '合成数据', en: 'synthetic records' }[language]);
      tellBad(done.value, badFile(deps.records.folder(record), done.value.seq), { err, language });
      return exit.done;
    } finally {
      await deps.store.close();
    }
  },
};

function wordsOfBatch(record: string, { seq, counts }: Batch, language: Language): string {
  const { rows, added, changed, same, bad } = counts;
  return {
    zh: `${record} 第 ${seq} 批：共 ${rows} 行，新增 ${added}，变更 ${changed}，未变 ${same}，有误 ${bad}`,
    en: `${record}, batch ${seq}: ${rows} rows, ${added} new, ${changed} changed, ${same} known, ${bad} bad`,
  }[language];
}

/** Left-out columns and the first bad rows. */
function tellBad(
  { left_out, bad }: Batch,
  file: string,
  { err, language }: { err: (line: string) => void; language: Language },
): void {
  if (left_out.length > 0) {
    const columns = left_out.join(', ');
    err({ zh: `未导入的列：${columns}`, en: `columns left out: ${columns}` }[language]);
  }
  for (const { line, column, ...reason } of bad.slice(0, 20)) {
    const detail = { column: column || '–', line, reason: { zh: reason.zh, en: reason.en } };
    err(wordsOf({ code: 'record_row_bad', details: detail })[language]);
  }
  if (bad.length > 0) {
    err({ zh: `有误的行在 ${file}，改正后可再导入`, en: `bad rows are in ${file}` }[language]);
  }
}

/** `flowmeter import-log FILE --as ID`: brings a real event log into history. */
import type { Language } from '@flowmeter/engine/problem.ts';
import { wordsOf } from '@flowmeter/engine/problem.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openDeps } from '../open.ts';
import type { LogSummary } from '../store/history.ts';
import type { LogRow } from '../store/schema.ts';
import { importLog } from '../use-cases/import-log.ts';
import { exit, type Command } from './command.ts';

export const importLogFile: Command = {
  usage: 'FILE --as ID',
  help: {
    zh: '导入事件日志（XES 或 XES.gz）；数据目录取自 DATA_DIR',
    en: 'import an event log (XES or XES.gz) into the data folder DATA_DIR',
  },
  words: { least: 1, most: 1 },
  options: ['as'],
  required: ['as'],
  async run({ words: [file = ''], options }, { out, err, language, environment }) {
    const deps = await openDeps(
      readConfig(environment),
      createLog((line) => err(line.trimEnd())),
    );
    try {
      const done = await importLog(deps, { file, id: options.as ?? '' });
      if (!done.ok) {
        for (const one of done.problems) err(wordsOf(one)[language]);
        return exit.failed;
      }
      out(wordsOfLog(done.value, language));
      return exit.done;
    } finally {
      await deps.store.close();
    }
  },
};

function wordsOfLog({ id, cases, events, summary }: LogRow, language: Language): string {
  const { activities, variants, median_seconds, mean_seconds } = JSON.parse(summary) as LogSummary;
  return {
    zh: `已导入 ${id}：${cases} 个案件，${events} 个事件，${activities} 种活动，${variants} 种路径，历时中位数 ${median_seconds} 秒，平均 ${mean_seconds} 秒`,
    en: `${id} imported: ${cases} cases, ${events} events, ${activities} activities, ${variants} variants, median ${median_seconds} s, mean ${mean_seconds} s`,
  }[language];
}

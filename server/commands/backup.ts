/** `flowmeter backup FOLDER`: copies everything in the data folder while the server works. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { problem, wordsOf } from '@flowmeter/engine/problem.ts';
import { STORE } from '../backup/make-backup.ts';
import { passphraseIn } from '../backup/settings.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openDeps } from '../open.ts';
import { backUp } from '../use-cases/back-up.ts';
import { exit, type Command } from './command.ts';

export const backup: Command = {
  usage: 'FOLDER [--passphrase-file FILE]',
  help: {
    zh: '在线备份 DATA_DIR；给出口令文件时一并备份加密的密钥',
    en: 'back up DATA_DIR while the server works; with a passphrase the keys too, encrypted',
  },
  words: { least: 1, most: 1 },
  options: ['passphrase-file'],
  async run({ words: [folder = ''], options }, { out, err, language, environment }) {
    const config = readConfig(environment);
    // Opening would make a store where there is none.
    if (!existsSync(join(config.dataDir, STORE))) {
      err(wordsOf(problem('backup_no_store', { folder: config.dataDir }))[language]);
      return exit.failed;
    }
    const log = createLog((line) => err(line.trimEnd()));
    const deps = await openDeps(config, log);
    try {
      const passphrase = passphraseOf(options['passphrase-file']);
      const done = await backUp(deps, { by: 'system', folder: resolve(folder), passphrase });
      if (!done.ok) {
        for (const one of done.problems) err(wordsOf(one)[language]);
        return exit.failed;
      }
      const { files, cases, audit, sum } = done.value;
      const bytes = files.reduce((all, { size }) => all + size, 0);
      out(
        {
          zh: `已备份：${files.length} 个文件，${bytes} 字节；在办案件 ${cases.open}，已结束 ${cases.ended}；审计日志到第 ${audit.seq} 条\n清单 SHA-256 ${sum}`,
          en: `backed up: ${files.length} files, ${bytes} bytes; ${cases.open} open cases, ${cases.ended} ended; audit log up to entry ${audit.seq}\nmanifest SHA-256 ${sum}`,
        }[language],
      );
      return exit.done;
    } finally {
      await deps.store.close();
    }
  },
};

export function passphraseOf(file: string | undefined): string | undefined {
  return file === undefined ? undefined : passphraseIn(file);
}

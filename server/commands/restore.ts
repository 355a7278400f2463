/** `flowmeter restore FOLDER --to DATA_DIR`: puts a backup into an empty data folder. */
import { resolve } from 'node:path';
import { wordsOf } from '@flowmeter/engine/problem.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { passphraseOf } from './backup.ts';
import { exit, type Command } from './command.ts';

export const restore: Command = {
  usage: 'FOLDER --to DATA_DIR',
  help: {
    zh: '把备份恢复到空目录；先核对每个文件的哈希；--passphrase-file 用于恢复密钥',
    en: 'restore a backup into an empty folder, every hash checked first; keys with --passphrase-file',
  },
  words: { least: 1, most: 1 },
  options: ['to', 'passphrase-file'],
  required: ['to'],
  async run({ words: [folder = ''], options }, { out, err, language }) {
    const done = await restoreBackup({
      folder: resolve(folder),
      dataDir: resolve(options.to ?? ''),
      passphrase: passphraseOf(options['passphrase-file']),
    });
    if (!done.ok) {
      for (const one of done.problems) err(wordsOf(one)[language]);
      return exit.failed;
    }
    const { made_at, files, cases, audit, keys } = done.value;
    out(
      {
        zh: `已恢复 ${made_at} 的备份：${files.length} 个文件，在办案件 ${cases.open}，已结束 ${cases.ended}，审计日志到第 ${audit.seq} 条`,
        en: `restored the backup of ${made_at}: ${files.length} files, ${cases.open} open cases, ${cases.ended} ended, audit log up to entry ${audit.seq}`,
      }[language],
    );
    if (keys === 'none' || options['passphrase-file'] === undefined) {
      out(
        {
          zh: '未恢复私钥：启动前请把另存的私钥文件放回 keys 目录，否则无法启动',
          en: 'private keys were not restored: put their files back into the folder keys before the start, or it does not start',
        }[language],
      );
    }
    return exit.done;
  },
};

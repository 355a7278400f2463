/** `flowmeter reset-password ACCOUNT --reason TEXT`: the way back in when no two people can give it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { problem, wordsOf } from '@flowmeter/engine/problem.ts';
import { STORE } from '../backup/make-backup.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openDeps } from '../open.ts';
import { resetByConsole } from '../use-cases/reset-password.ts';
import { exit, type Command } from './command.ts';

export const resetPassword: Command = {
  usage: 'ACCOUNT --reason TEXT',
  help: {
    zh: '为忘记密码的账号生成一次性链接（数据目录取自 DATA_DIR），结束其全部会话并记入审计日志',
    en: 'a one-time link for an account whose password is lost, in DATA_DIR; ends its sessions, told to the audit log',
  },
  words: { least: 1, most: 1 },
  options: ['reason'],
  required: ['reason'],
  async run({ words: [account = ''], options }, { out, err, language, environment }) {
    const reason = options['reason']?.trim() ?? '';
    if (reason === '') {
      err({ zh: '请说明原因', en: 'say why' }[language]);
      return exit.usage;
    }
    const config = readConfig(environment);
    // Opening would make a store where there is none.
    if (!existsSync(join(config.dataDir, STORE))) {
      err(wordsOf(problem('backup_no_store', { folder: config.dataDir }))[language]);
      return exit.failed;
    }
    const deps = await openDeps(
      config,
      createLog((line) => err(line.trimEnd())),
    );
    try {
      const made = await resetByConsole(deps, account, reason);
      if (!made.ok) {
        for (const one of made.problems) err(wordsOf(one)[language]);
        return exit.failed;
      }
      const { path, expires_at } = made.value;
      out(`${config.origin ?? `http://${config.host}:${config.port}`}${path}`);
      out({ zh: `有效期至 ${expires_at}，只能用一次`, en: `once, until ${expires_at}` }[language]);
      return exit.done;
    } finally {
      await deps.store.close();
    }
  },
};

/**
 * `flowmeter`: what people and pipelines do with packs and logs from a shell.
 * Exit codes: 0 done, 1 something is wrong, 64 the command line is; those of `verify` stand in its package.
 */
import { parseArgs } from 'node:util';
import type { Language, Localized } from '@flowmeter/engine/problem.ts';
import { auditRecords } from './commands/audit-records.ts';
import { backtest } from './commands/backtest.ts';
import { backup } from './commands/backup.ts';
import { check } from './commands/check.ts';
import { exit, type Arguments, type Command, type Terminal } from './commands/command.ts';
import { exportTable } from './commands/export-table.ts';
import { generateRecords } from './commands/generate-records.ts';
import { importLogFile } from './commands/import-log.ts';
import { importRecordsFile } from './commands/import-records.ts';
import { importTable } from './commands/import-table.ts';
import { resetPassword } from './commands/reset-password.ts';
import { restore } from './commands/restore.ts';
import { schemas } from './commands/schemas.ts';
import { test } from './commands/test.ts';
import { verify } from './commands/verify.ts';

const commands: Readonly<Record<string, Command>> = {
  check,
  test,
  schemas,
  backtest,
  'import-log': importLogFile,
  'import-records': importRecordsFile,
  'generate-records': generateRecords,
  'audit-records': auditRecords,
  'import-table': importTable,
  'export-table': exportTable,
  verify,
  backup,
  restore,
  'reset-password': resetPassword,
};

const languages: readonly string[] = ['zh', 'en'] satisfies Language[];

/** Runs a command line (without the program's own name) and gives the exit code. */
export async function main(
  line: readonly string[],
  terminal: Omit<Terminal, 'language'>,
): Promise<number> {
  const [name = '', ...rest] = line;
  const asked = readLine(rest);
  const language = asked?.options.lang === 'en' ? 'en' : 'zh';
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined || asked === undefined || !fits(command, asked)) {
    const help = name === 'help' || name === '--help';
    const print = help ? terminal.out : terminal.err;
    for (const words of usage(language)) print(words);
    return help ? exit.done : exit.usage;
  }
  return command.run(asked, { ...terminal, language });
}

/** Undefined when the options are not known or lack their value. */
function readLine(line: readonly string[]): Arguments | undefined {
  const names = new Set(Object.values(commands).flatMap(({ options = [] }) => options));
  const options = [...names, 'lang'].map((name) => [name, { type: 'string' as const }] as const);
  try {
    const { positionals, values } = parseArgs({
      args: [...line],
      options: Object.fromEntries(options),
      allowPositionals: true,
    });
    return { words: positionals, options: values };
  } catch {
    return undefined;
  }
}

function fits(command: Command, { words, options }: Arguments): boolean {
  const { options: known = [], required = [] } = command;
  const given = Object.keys(options);
  const { lang } = options;
  return (
    words.length >= command.words.least &&
    words.length <= command.words.most &&
    given.every((name) => name === 'lang' || known.includes(name)) &&
    required.every((name) => given.includes(name)) &&
    (lang === undefined || languages.includes(lang))
  );
}

function usage(language: Language): string[] {
  const head: Localized = { zh: '用法：flowmeter 命令 …', en: 'Usage: flowmeter COMMAND …' };
  const lang: Localized = { zh: '输出语言，默认 zh', en: 'language of the output; zh by default' };
  const rows = Object.entries(commands).map(
    ([name, { usage: words, help }]) => [`${name} ${words}`, help] as const,
  );
  const width = Math.max(...rows.map(([words]) => words.length)) + 2;
  return [
    head[language],
    ...[...rows, ['--lang zh|en', lang] as const].map(
      ([words, help]) => `  ${words.padEnd(width)}${help[language]}`,
    ),
  ];
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), {
    out: (words) => void process.stdout.write(`${words}\n`),
    err: (words) => void process.stderr.write(`${words}\n`),
    environment: process.env,
  });
}

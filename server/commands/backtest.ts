/** `flowmeter backtest PATH`: what rules that are not in force yet would find in what is past. */
import { readFile, stat } from 'node:fs/promises';
import { checkChange } from '@flowmeter/engine/changes/check-change.ts';
import { precisionOf, type RuleCounts } from '@flowmeter/engine/backtest/counts.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { parseText } from '@flowmeter/engine/definition/parse.ts';
import {
  failed,
  ok,
  problem,
  wordsOf,
  type Language,
  type Result,
} from '@flowmeter/engine/problem.ts';
import type { BacktestReport } from '../backtests/report.ts';
import { readConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import { createLog } from '../log.ts';
import { openDeps } from '../open.ts';
import { loadPack } from '../pack-files.ts';
import { beginBacktest, subjectOf } from '../use-cases/run-backtest.ts';
import { exit, type Command } from './command.ts';
import { codeOf } from './import-table.ts';

export const backtest: Command = {
  usage: 'PATH [--rules A,B]',
  help: {
    zh: '回测：用候选的规则（文件或业务包目录）重查已办结案件与导入记录，与现行版本比较；数据目录取自 DATA_DIR',
    en: 'try rules (a file, or a folder of definitions) on ended cases and imported records, beside those in force in DATA_DIR',
  },
  words: { least: 1, most: 1 },
  options: ['rules'],
  async run({ words: [path = ''], options }, { out, err, language, environment }) {
    const read = await definitionsAt(path);
    if (!read.ok) {
      for (const one of read.problems) err(`${path}${one.at ?? ''}: ${wordsOf(one)[language]}`);
      return exit.failed;
    }
    const log = createLog((line) => err(line.trimEnd()));
    const deps = await openDeps(readConfig(environment), log);
    try {
      const done = await tried(deps, read.value, options['rules']?.split(','));
      if (!done.ok) {
        for (const one of done.problems) err(wordsOf(one)[language]);
        return exit.failed;
      }
      for (const line of linesOf(done.value, language)) out(line);
      return exit.done;
    } finally {
      await deps.store.close();
    }
  },
};

async function definitionsAt(path: string): Promise<Result<Definition[]>> {
  try {
    if ((await stat(path)).isDirectory()) {
      const { pack, problems } = await loadPack(path);
      const found = problems.map(({ file, problem: one }) => ({
        ...one,
        at: `/${file}${one.at ?? ''}`,
      }));
      return found.length > 0 ? { ok: false, problems: found } : ok(pack.definitions);
    }
    const parsed = parseText(await readFile(path, 'utf8'));
    return parsed.ok ? ok([parsed.value]) : parsed;
  } catch (error) {
    return failed(problem('not_json', { reason: codeOf(error) }));
  }
}

async function tried(
  deps: Deps,
  definitions: readonly Definition[],
  only: readonly string[] | undefined,
): Promise<Result<BacktestReport>> {
  const [first] = definitions;
  if (first === undefined) return failed(problem('backtest_without_rules'));
  if (definitions.length === 1) {
    const errors = checkChange([first], deps.inForce.pack()).filter(
      ({ level }) => level === 'error',
    );
    if (errors.length > 0) return { ok: false, problems: errors };
  }
  const subject = subjectOf(first, {});
  const begun = await beginBacktest(deps, { definitions, subject, only, by: 'system' });
  return begun.ok ? begun.value.ended : begun;
}

function linesOf({ id, counts, data, seconds }: BacktestReport, language: Language): string[] {
  const { cases = 0, hash = '', kinds = [] } = data ?? {};
  const rows = kinds.reduce((sum, one) => sum + one.rows, 0);
  const taken = seconds.toFixed(1);
  return [
    {
      zh: '规则        现行    候选    新增    减少  未知  准确率（现行→候选）',
      en: 'rule     current candidate  gained    lost  unknown  precision (current, candidate)',
    }[language],
    ...counts.rules.map(lineOf),
    {
      zh: `回测 ${id}：${rows} 条记录、${cases} 个案件，用时 ${taken} 秒；数据指纹 ${hash}`,
      en: `Backtest ${id}: ${rows} records, ${cases} cases, ${taken} s; data ${hash}`,
    }[language],
  ];
}

function lineOf({ rule, current, candidate, gained, lost }: RuleCounts): string {
  const counts = [current.hits, candidate.hits, gained.hits, lost.hits, candidate.unknown];
  const shares = [current, candidate].map((one) => {
    const precision = precisionOf(one);
    return precision === null ? '–' : `${(precision * 100).toFixed(1)} %`;
  });
  return `${rule.padEnd(8)}${counts.map((one) => String(one).padStart(8)).join('')}  ${shares.join(' → ')}`;
}

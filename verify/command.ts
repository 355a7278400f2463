/** `flowmeter verify BUNDLE --keys FILE [--last-checkpoint FILE] [--sample N]`. */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SignedCheckpoint } from '@flowmeter/engine/audit-log/checkpoint.ts';
import { PublicKey } from '@flowmeter/engine/audit-log/signature.ts';
import { z } from 'zod';
import { exits, type ExitCode, type Finding } from './findings.ts';
import type { Brought, Verdict } from './verifier.ts';
import { verifyFile } from './verify-file.ts';

export interface Printer {
  out: (line: string) => void;
  err: (line: string) => void;
}

const Keys = z.object({ keys: z.array(PublicKey).min(1) });

/** Runs the command line (without the program's own name) and gives the exit code. */
export async function verifyCommand(line: readonly string[], printer: Printer): Promise<ExitCode> {
  const asked = readLine(line);
  if (typeof asked === 'string') {
    printer.err(asked);
    for (const words of usage) printer.err(words);
    return exits.usage;
  }
  const verdict = await verifyFile(asked.bundle, asked.brought);
  for (const one of verdict.findings) printer.out(lineOf(one));
  for (const words of summary(verdict, asked.brought)) printer.out(words);
  return verdict.exit;
}

interface Asked {
  bundle: string;
  brought: Brought;
}

/** What was asked, or what is wrong with the asking. */
function readLine(line: readonly string[]): Asked | string {
  try {
    const { positionals, values } = parseArgs({
      args: [...line],
      options: {
        keys: { type: 'string' },
        'last-checkpoint': { type: 'string' },
        sample: { type: 'string' },
        lang: { type: 'string' },
      },
      allowPositionals: true,
    });
    const [bundle = '', ...more] = positionals;
    const { keys, sample, 'last-checkpoint': kept } = values;
    if (bundle === '' || more.length > 0 || keys === undefined) return 'BUNDLE, --keys: ?';
    if (sample !== undefined && !/^\d{1,6}$/.test(sample)) return `--sample: ${sample}?`;
    if (!existsSync(bundle)) return `${bundle}: ?`;
    return {
      bundle,
      brought: {
        keys: Keys.parse(jsonIn(keys)).keys,
        kept: kept === undefined ? undefined : SignedCheckpoint.parse(jsonIn(kept)),
        sample: sample === undefined ? undefined : Number(sample),
      },
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function jsonIn(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function lineOf({ exit, place, words }: Finding): string {
  return `[${exit}] ${place.zh}：${words.zh}\n    ${place.en}: ${words.en}`;
}

function summary({ exit, counts, size, taken }: Verdict, { kept }: Brought): string[] {
  const [entries, checkpoints, changes, results] = ['entry', 'checkpoint', 'change', 'result'].map(
    (type) => counts[type] ?? 0,
  );
  const looked = [
    `条目 ${entries}，检查点 ${checkpoints}，变更 ${changes}，指标结果 ${results}；日志共 ${size} 条`,
    `${entries} entries, ${checkpoints} checkpoints, ${changes} changes, ${results} results; the log has ${size}`,
  ];
  const outside =
    kept === undefined
      ? [
          '未提供在外保存的检查点：持有私钥者若整体改写历史，此次无法发现。',
          'No checkpoint kept elsewhere was given: history rewritten as a whole by whoever holds the key would not show.',
        ]
      : [];
  const verdict =
    exit === exits.valid
      ? ['有效（退出码 0）', 'Valid (exit code 0)']
      : [`无效（退出码 ${exit}）`, `Not valid (exit code ${exit})`];
  return [...looked, ...(taken === undefined ? [] : takenAway(taken)), ...outside, ...verdict];
}

/** As JSON: words that the bundle brings make no lines of their own here. */
function takenAway({ by, at, purpose }: NonNullable<Verdict['taken']>): string[] {
  const [who, when] = [JSON.stringify(by), JSON.stringify(at)];
  const why = purpose === undefined ? '—' : JSON.stringify(purpose);
  return [
    `取出人 ${who}，时间 ${when}，用途：${why}`,
    `taken away by ${who} at ${when}, for: ${why}`,
  ];
}

const usage = [
  '用法：flowmeter verify 证据包 --keys 公钥文件 [--last-checkpoint 检查点文件] [--sample 重算指标数]',
  'Usage: flowmeter verify BUNDLE --keys FILE [--last-checkpoint FILE] [--sample N]',
  '退出码 / exit codes: 0 有效 valid · 1 哈希不符 hash mismatch · 2 分叉或截断 fork or truncation ·',
  '  3 签名错误 bad signature · 4 违反制度 policy breach · 5 不完整 incomplete · 64 用法 usage',
];

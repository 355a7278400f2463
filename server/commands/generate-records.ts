/** `flowmeter generate-records`: makes synthetic records, as files that can be imported as they are. */
import { dayNumber } from '@flowmeter/engine/calendar/zone.ts';
import { wordsOf, type Language } from '@flowmeter/engine/problem.ts';
import type { Asked } from '@flowmeter/engine/synthetic/generate.ts';
import { loadPack } from '../pack-files.ts';
import { loadPlan, packFolder } from '../synthetic/plan-file.ts';
import { writeSynthetic } from '../synthetic/write-synthetic.ts';
import { exit, type Command } from './command.ts';

export const generateRecords: Command = {
  usage: '--accounts N --months M --seed S --out DIR',
  help: {
    zh: '生成合成记录（CSV，可直接导入）与所埋异常清单；可加 --until、--times',
    en: 'make synthetic records (CSV, imported as they are) and a list of what was planted; also --until, --times',
  },
  words: { least: 0, most: 1 },
  options: ['accounts', 'months', 'seed', 'out', 'until', 'times'],
  required: ['accounts', 'months', 'seed', 'out'],
  async run({ words: [name = 'power-supply'], options }, { out, err, language }) {
    const asked = askedBy(options);
    if (asked === undefined) {
      err({ zh: '数量、月数、种子或日期不对', en: 'a figure or a day is wrong' }[language]);
      return exit.usage;
    }
    const [plan, { pack, problems }] = await Promise.all([
      loadPlan(name),
      loadPack(packFolder(name)),
    ]);
    const [first] = problems;
    if (first !== undefined || !plan.ok) {
      for (const one of plan.ok ? [] : plan.problems) err(wordsOf(one)[language]);
      if (first !== undefined) err(`${first.file}: ${wordsOf(first.problem)[language]}`);
      return exit.failed;
    }
    const made = writeSynthetic(options.out ?? '', plan.value, pack, asked);
    for (const [record, rows] of made.rows) out(`${record}.csv: ${rows}`);
    out(summary(made.planted, plan.value.label, language));
    return exit.done;
  },
};

/** Undefined where a figure or the day is none. */
function askedBy(options: Readonly<Record<string, string | undefined>>): Asked | undefined {
  const { until } = options;
  const size = figureOf(options.accounts, 1, 10_000_000);
  const months = figureOf(options.months, 1, 120);
  const seed = figureOf(options.seed, 0, 2 ** 31);
  const times = figureOf(options.times ?? '1', 0, 1000);
  if (size === undefined || months === undefined || seed === undefined) return undefined;
  if (times === undefined || (until !== undefined && dayNumber(until) === undefined))
    return undefined;
  return { size, months, seed, times, until };
}

function summary(planted: number, label: { zh: string; en: string }, language: Language): string {
  return {
    zh: `${label.zh}：埋入异常 ${planted} 处，见 planted.csv`,
    en: `${label.en}: ${planted} anomalies planted, see planted.csv`,
  }[language];
}

function figureOf(text: string | undefined, least: number, most: number): number | undefined {
  const value = text !== undefined && /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

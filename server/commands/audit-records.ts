/** `flowmeter audit-records`: asks the rules in force of the imported records of the data folder. */
import { wordsOf, type Language } from '@flowmeter/engine/problem.ts';
import type { AuditTotals, RuleReport } from '../audits/report.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openDeps } from '../open.ts';
import { beginRecordAudit, totalsOf } from '../use-cases/audit-records.ts';
import { exit, type Command } from './command.ts';

export const auditRecords: Command = {
  usage: '[--record KINDS] [--rules IDS]',
  help: {
    zh: '按生效的规则稽查导入的记录（多个用逗号分隔）；数据目录取自 DATA_DIR',
    en: 'audit imported records by the rules in force (ids with commas between); of DATA_DIR',
  },
  words: { least: 0, most: 0 },
  options: ['record', 'rules'],
  async run({ options: { record, rules } }, { out, err, language, environment }) {
    const deps = await openDeps(
      readConfig(environment),
      createLog((line) => err(line.trimEnd())),
    );
    try {
      const asked = { kinds: listIn(record), rules: listIn(rules), by: 'system' };
      const begun = await beginRecordAudit(deps, asked);
      const done = begun.ok ? await begun.value?.ended : begun;
      if (done?.ok !== true) {
        for (const one of done?.problems ?? []) err(wordsOf(one)[language]);
        return exit.failed;
      }
      for (const line of linesOf(JSON.parse(done.value.report) as AuditTotals, language)) out(line);
      return done.value.status === 'done' ? exit.done : exit.failed;
    } finally {
      await deps.store.close();
    }
  },
};

function listIn(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function* linesOf(report: AuditTotals, language: Language): Generator<string> {
  for (const { kind, checked, absent } of report.kinds) {
    const none = { zh: '从未导入', en: 'never imported' }[language];
    const counted = { zh: `检查 ${checked} 条`, en: `${checked} checked` }[language];
    yield `${kind}: ${absent ? none : counted}`;
  }
  for (const rule of report.rules) yield `  ${wordsOfRule(rule)[language]}`;
  const { hits, found, unknown } = totalsOf(report);
  yield {
    zh: `命中 ${hits}，新问题 ${found}，无法判断 ${unknown}`,
    en: `${hits} hits, ${found} new findings, ${unknown} cannot be decided`,
  }[language];
}

function wordsOfRule({ rule, hits, found, exempt, held_back, unknown }: RuleReport) {
  const more =
    held_back === 0 ? undefined : { zh: `，留待下次 ${held_back}`, en: `, ${held_back} wait` };
  return {
    zh: `${rule}：命中 ${hits}，新 ${found}，白名单 ${exempt}，无法判断 ${unknown}${more?.zh ?? ''}`,
    en: `${rule}: ${hits} hits, ${found} new, ${exempt} exempt, ${unknown} unknown${more?.en ?? ''}`,
  };
}

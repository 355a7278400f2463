/** The parts that need nothing but definitions; they are made when a change is proposed. */
import type { Localized, Problem } from '../problem.ts';
import { analyseChanged } from './analysis.ts';
import { done, none, type Part, type Parts } from './bundle.ts';
import { differencesOf } from './differences.ts';
import { tryExamples } from './examples.ts';
import type { Changed } from './items.ts';
import { proveFlows } from './soundness.ts';

type QuickName = 'differences' | 'problems' | 'soundness' | 'analysis' | 'examples';

/** `problems`: warnings of the checks that it has passed. */
export async function quickParts(
  changed: Changed,
  problems: Problem[],
): Promise<Pick<Parts, QuickName>> {
  return {
    differences: done(differencesOf(changed)),
    problems: done(problems),
    soundness: unlessEmpty(proveFlows(changed), reasons.noFlow),
    analysis: unlessEmpty(analyseChanged(changed), reasons.noRules),
    examples: await examplesOf(changed),
  };
}

async function examplesOf(changed: Changed): Promise<Parts['examples']> {
  const tried = await tryExamples(changed);
  return tried.passed + tried.failed === 0 ? none(reasons.noExamples) : done(tried);
}

function unlessEmpty<T>(list: T[], reason: Localized): Part<T[]> {
  return list.length === 0 ? none(reason) : done(list);
}

/** Why a part does not apply. */
export const reasons = {
  noFlow: {
    zh: '变更不涉及流程；生效的流程已在它旁边重新检查。',
    en: 'No flow is changed; the flows in force were checked again beside it.',
  },
  noRules: {
    zh: '变更不涉及规则和决策表。',
    en: 'No rules and no decision table are changed.',
  },
  noExamples: { zh: '没有示例可以运行。', en: 'There are no examples to run.' },
  noRulesTouched: {
    zh: '变更不影响任何规则的答案。',
    en: 'No rule could answer otherwise because of it.',
  },
  noPast: {
    zh: '没有导入的记录，也没有办结的案件可供回测。',
    en: 'No records were imported and no case has ended: there is nothing to ask.',
  },
  noRunning: {
    zh: '变更的流程没有在办案件。',
    en: 'No case of the changed flows is running.',
  },
  decided: {
    zh: '变更在这部分证据做好之前就已处理。',
    en: 'The change was decided before this part was there.',
  },
  earlier: {
    zh: '提出时的产品版本还不制作这部分证据。',
    en: 'The product did not make this part yet when the change was proposed.',
  },
  noMigration: {
    zh: '变更不涉及流程，在办案件照原样办理。',
    en: 'No flow is changed: running cases go on as they are.',
  },
} as const satisfies Record<string, Localized>;

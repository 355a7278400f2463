/** The problem of naming what does not exist, in words. */
import { problem, type Problem } from '../problem.ts';

const words = {
  post: { zh: '岗位', en: 'post' },
  unit: { zh: '单位', en: 'unit' },
  roster: { zh: '值班表', en: 'roster' },
  fact: { zh: '数据项', en: 'fact' },
  rule: { zh: '规则', en: 'rule' },
  outcome: { zh: '结果', en: 'outcome' },
  calendar: { zh: '日历', en: 'calendar' },
  branch: { zh: '分支', en: 'branch' },
  step: { zh: '环节', en: 'step' },
  route: { zh: '流向', en: 'route' },
  connector: { zh: '连接器', en: 'connector' },
  flow: { zh: '流程', en: 'flow' },
} as const;

export type Named = keyof typeof words;

export function unknown(what: Named, id: string, place: string): Problem {
  return problem('unknown_reference', { what: words[what], id }, place);
}

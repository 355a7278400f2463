/** What the parts of evidence are called. */
import type { Localized } from '../problem.ts';
import type { PartName } from './bundle.ts';

export const partTitles: Record<PartName, Localized> = {
  differences: { zh: '差异', en: 'Differences' },
  problems: { zh: '检查', en: 'Checks' },
  soundness: { zh: '健全性证明', en: 'Proof of soundness' },
  analysis: { zh: '规则与决策表', en: 'Rules and tables' },
  examples: { zh: '示例', en: 'Examples' },
  backtest: { zh: '回测', en: 'Backtest' },
  migration: { zh: '在办案件', en: 'Running cases' },
  people: { zh: '人员与绩效', en: 'People and pay' },
};

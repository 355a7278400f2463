/** What is wrong with a table, beside it: each leads to its rows, and its record can be tried. */
import { CheckCircleOutlined, ExclamationCircleFilled, WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Problem, wordsOf } from '@flowmeter/engine/problem.ts';
import { useSay } from '../../words/say.ts';
import type { Given } from '../rules/readings.ts';
import { rowsAt } from './troubled.ts';
import type { Analysis } from './use-analysis.ts';

interface AnalysisListProps {
  analysis: Analysis;
  /** What else is wrong, of the table's form. */
  others: readonly Problem[];
  current: number | undefined;
  /** Leads to the rows of a finding. */
  onShow: (rows: readonly number[], index: number) => void;
  onTry: (witness: Given) => void;
}

interface Listed {
  problem: Problem;
  rows: readonly number[];
  witness?: Given | undefined;
}

export function AnalysisList({ analysis, others, current, onShow, onTry }: AnalysisListProps) {
  const { t } = useTranslation('rules');
  const rows: Listed[] = [
    ...others.map((problem) => ({ problem, rows: rowsAt(problem) })),
    ...analysis.found,
  ];
  if (rows.length === 0) {
    return analysis.isCurrent ? (
      <p className="analysis-sound" role="status">
        <CheckCircleOutlined aria-hidden />
        {t('analysis.sound')}
      </p>
    ) : (
      <p className="analysis-running" role="status">
        {t('analysis.running')}
      </p>
    );
  }
  return (
    <ul className="analysis-list">
      {keyed(rows).map(([key, listed], index) => (
        <Row
          key={key}
          listed={listed}
          isCurrent={index === current}
          onShow={() => onShow(listed.rows, index)}
          onTry={onTry}
        />
      ))}
    </ul>
  );
}

/** Keys that stay with a finding; the same twice is numbered. */
function keyed(rows: readonly Listed[]): [string, Listed][] {
  const counts = new Map<string, number>();
  return rows.map((listed) => {
    const key = `${listed.problem.code}${listed.problem.at ?? ''}${listed.rows.join()}`;
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return [`${key}#${count}`, listed];
  });
}

interface RowProps {
  listed: Listed;
  isCurrent: boolean;
  onShow: () => void;
  onTry: (witness: Given) => void;
}

function Row({ listed: { problem, witness }, isCurrent, onShow, onTry }: RowProps) {
  const { t } = useTranslation(['rules', 'panels']);
  const say = useSay();
  const Icon = problem.level === 'error' ? ExclamationCircleFilled : WarningFilled;
  return (
    <li className="analysis-row" aria-current={isCurrent ? 'true' : undefined}>
      <button type="button" className="analysis-jump" onClick={onShow}>
        <Icon className={`panel-${problem.level}`} aria-hidden />
        <span className="unseen">{t(`panels:problems.level.${problem.level}`)}</span>
        <span>{say(wordsOf(problem))}</span>
      </button>
      {witness !== undefined && (
        <Button size="small" type="link" disabled={false} onClick={() => onTry(witness)}>
          {t('analysis.try')}
        </Button>
      )}
    </li>
  );
}

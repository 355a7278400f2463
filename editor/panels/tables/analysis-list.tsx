/** What is wrong with a table, beside it: each leads to its rows, and its record can be tried. */
import { CheckCircleOutlined, ExclamationCircleFilled, WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Problem, wordsOf } from '@flowmeter/engine/problem.ts';
import { useSay } from '../../words/say.ts';
import type { Given } from '../rules/readings.ts';
import type { Analysed } from './analysis.ts';
import type { Mending } from './use-mending.ts';
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
  mending: Mending;
}

interface Listed extends Partial<Omit<Analysed, 'rows' | 'problem'>> {
  problem: Problem;
  rows: readonly number[];
}

export function AnalysisList(props: AnalysisListProps) {
  const { analysis, others, current, onShow } = props;
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
          onShow={() => onShow(listed.rows, index)}
          onTry={props.onTry}
          mending={props.mending}
          isCurrent={index === current}
          isFresh={analysis.isCurrent}
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
  mending: Mending;
  /** Is it of the table as it is now? */
  isFresh: boolean;
}

function Row({ listed, isCurrent, isFresh, onShow, onTry, mending }: RowProps) {
  const { problem, witness } = listed;
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
      <div className="analysis-ways">
        {witness !== undefined && (
          <Button size="small" type="link" disabled={false} onClick={() => onTry(witness)}>
            {t('analysis.try')}
          </Button>
        )}
        <Ways listed={listed} mending={mending} isFresh={isFresh} />
      </div>
    </li>
  );
}

/** What can be done about it at once: the missing row, or the rows that meet. */
function Ways({ listed: { kind, rows, region }, mending, isFresh }: WaysProps) {
  const { t } = useTranslation('grid');
  const { onRow, onInsert, onFirst } = mending;
  return (
    <>
      {kind !== undefined &&
        rows.length > 1 &&
        rows.slice(0, MOST_ROWS).map((row) => (
          <Button key={row} size="small" type="link" disabled={false} onClick={() => onRow(row)}>
            {t('mend.row', { row: row + 1 })}
          </Button>
        ))}
      {kind === 'gap' && region !== undefined && onInsert !== undefined && (
        <Button size="small" type="link" disabled={!isFresh} onClick={() => onInsert(region)}>
          {t('mend.insert')}
        </Button>
      )}
      {kind === 'overlap' && onFirst !== undefined && (
        <Button
          size="small"
          type="link"
          disabled={!isFresh}
          title={t('mend.firstHelp')}
          onClick={onFirst}
        >
          {t('mend.first')}
        </Button>
      )}
    </>
  );
}

/** So many rows are led to by name. */
const MOST_ROWS = 6;

type WaysProps = Pick<RowProps, 'listed' | 'mending' | 'isFresh'>;

/** What the weights add up to, what lacks, and the way to share it out. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../display/format.ts';
import { Mark } from '../../display/mark.tsx';
import { ScoreBar } from '../../display/score-bar.tsx';
import { balanceOf, sharedOut } from '../../document/figures/weights.ts';

interface WeightsLineProps {
  weights: readonly number[];
  /** Places of weights that are kept. */
  kept: ReadonlySet<number>;
  onShareOut: () => void;
}

export function WeightsLine({ weights, kept, onShareOut }: WeightsLineProps) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const { sum, lacks, isWhole } = balanceOf(weights);
  const can = !isWhole && sharedOut(weights, kept) !== undefined;
  const by = format.number(Math.abs(lacks));
  return (
    <div className="weights-line">
      <ScoreBar score={sum} tone="plain" />
      <span role="status">
        <Mark plain colour={isWhole ? 'green' : 'red'} icon={isWhole ? 'done' : 'cross'}>
          {t('weights.sum', { sum: format.number(sum) })}
          {!isWhole && ` ${t(lacks > 0 ? 'weights.lacks' : 'weights.over', { by })}`}
        </Mark>
      </span>
      {can && (
        <Button size="small" onClick={onShareOut}>
          {t(lacks > 0 ? 'weights.share' : 'weights.take', { by })}
        </Button>
      )}
      {!isWhole && !can && weights.length > 0 && (
        <span className="quiet">{t('weights.cannot')}</span>
      )}
    </div>
  );
}

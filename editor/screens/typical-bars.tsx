/** Bars of typical problems: how much of all, and month by month. */
import { useTranslation } from 'react-i18next';
import type { TypicalProblems } from '../api/audits.ts';

const WIDTH = 240;
const HEIGHT = 12;

interface ParetoProps {
  row: TypicalProblems['rows'][number];
}

/** Of all, from nothing to everything: what the rows before have made, then this row's part. */
export function ParetoBar({ row: { share, cumulative } }: ParetoProps) {
  const before = (cumulative - share) * WIDTH;
  return (
    <svg
      className="pareto-bar"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <rect className="share-ground" width={WIDTH} height={HEIGHT} rx="2" />
      <rect className="pareto-before" width={before} height={HEIGHT} rx="2" />
      <rect className="pareto-own" x={before} width={share * WIDTH} height={HEIGHT} rx="2" />
    </svg>
  );
}

const TREND_HEIGHT = 24;
const STEP = 10;
const BAR = 7;

interface TrendProps {
  counts: readonly number[];
  months: readonly string[];
}

export function Trend({ counts, months }: TrendProps) {
  const { t } = useTranslation('findings');
  const most = Math.max(1, ...counts);
  const words = t('typical.trendWords', {
    from: months[0] ?? '',
    to: months.at(-1) ?? '',
    counts: counts.join(', '),
  });
  return (
    <svg
      className="trend-bars"
      viewBox={`0 0 ${counts.length * STEP} ${TREND_HEIGHT}`}
      role="img"
      aria-label={words}
    >
      <title>{words}</title>
      {counts.map((count, at) => {
        const height = count === 0 ? 1 : Math.max(3, (count / most) * TREND_HEIGHT);
        return (
          <rect
            key={months[at]}
            className={count === 0 ? 'trend-none' : 'trend-some'}
            x={at * STEP}
            y={TREND_HEIGHT - height}
            width={BAR}
            height={height}
            rx="1"
          />
        );
      })}
    </svg>
  );
}

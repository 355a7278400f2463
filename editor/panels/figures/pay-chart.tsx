/** Coefficients by score, as steps; the newest score on them. */
import { useTranslation } from 'react-i18next';
import type { ScorecardDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { useFormat } from '../../display/format.ts';

interface PayChartProps {
  bands: ScorecardDefinition['pay']['bands'];
  score: number | null;
}

const WIDE = 300;
const HIGH = 180;
const LEFT = 34;
const RIGHT = 10;
const TOP = 12;
const BOTTOM = 24;

export function PayChart({ bands, score }: PayChartProps) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const rising = bands.toSorted((a, b) => a.from - b.from);
  const from = Math.min(0, ...bands.map((band) => band.from));
  const to = Math.max(100, ...bands.map((band) => band.from));
  const low = Math.min(0, ...bands.map(({ coefficient }) => coefficient));
  const high = Math.max(1, ...bands.map(({ coefficient }) => coefficient)) * 1.08;
  const x = (at: number) => LEFT + ((at - from) / (to - from)) * (WIDE - LEFT - RIGHT);
  const y = (at: number) => TOP + ((high - at) / (high - low)) * (HIGH - TOP - BOTTOM);
  const path = rising
    .map((band, index) => {
      const end = rising[index + 1]?.from ?? to;
      const start = `${x(band.from).toFixed(1)} ${y(band.coefficient).toFixed(1)}`;
      return `${index === 0 ? 'M' : 'L'}${start}H${x(end).toFixed(1)}`;
    })
    .join('');
  const now = score === null ? undefined : rising.findLast((band) => score >= band.from);
  return (
    <svg
      className="ladder-chart"
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      role="img"
      aria-label={t('pay.chart')}
    >
      {[...new Set([1, ...bands.map(({ coefficient }) => coefficient)])].map((coefficient) => (
        <g key={coefficient} className="chart-grid">
          <line x1={LEFT} x2={WIDE - RIGHT} y1={y(coefficient)} y2={y(coefficient)} />
          <text x={LEFT - 6} y={y(coefficient) + 4} textAnchor="end">
            {format.number(coefficient)}
          </text>
        </g>
      ))}
      <path className="ladder-line" d={path} />
      {now !== undefined && score !== null && (
        <circle className="ladder-now" cx={x(score)} cy={y(now.coefficient)} r="4.5" />
      )}
      {rising.map((band) => (
        <text key={band.grade} x={x(band.from)} y={HIGH - 8} textAnchor="middle">
          {format.number(band.from)}
        </text>
      ))}
    </svg>
  );
}

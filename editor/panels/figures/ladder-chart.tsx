/** What each figure is worth, as a line; the target and the newest figure on it. */
import { useTranslation } from 'react-i18next';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { useFormat } from '../../display/format.ts';
import { useSay } from '../../words/say.ts';
import { scoreAt, spanOf } from './ladder.ts';

interface LadderChartProps {
  indicator: IndicatorDefinition;
  figure: number | null;
}

const WIDE = 320;
const HIGH = 168;
const LEFT = 34;
const RIGHT = 10;
const TOP = 20;
const BOTTOM = 24;
const POINTS = 96;

export function LadderChart({ indicator, figure }: LadderChartProps) {
  const { t } = useTranslation('figures');
  const say = useSay();
  const format = useFormat();
  const { ladder, target } = indicator;
  if (ladder.form === 'none' || target === undefined) return null;
  const [from, to] = spanOf(indicator);
  const [low, high] = [Math.min(0, ladder.floor), Math.max(100, ladder.cap)];
  const x = (at: number) => LEFT + ((at - from) / (to - from)) * (WIDE - LEFT - RIGHT);
  const y = (score: number) => TOP + ((high - score) / (high - low)) * (HIGH - TOP - BOTTOM);
  const line = lineOf(indicator, [from, to], x, y);
  const unit = say(unitName(indicator.unit));
  const worth = figure === null ? null : scoreAt(indicator, figure);
  const now =
    figure !== null && worth !== null ? { at: clamp(figure, from, to), worth } : undefined;
  return (
    <svg
      className="ladder-chart"
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      role="img"
      aria-label={t('ladder.chart')}
    >
      {[low, (low + high) / 2, high].map((score) => (
        <g key={score} className="chart-grid">
          <line x1={LEFT} x2={WIDE - RIGHT} y1={y(score)} y2={y(score)} />
          <text x={LEFT - 6} y={y(score) + 4} textAnchor="end">
            {format.number(score)}
          </text>
        </g>
      ))}
      <line
        className="ladder-aim"
        x1={x(target.value)}
        x2={x(target.value)}
        y1={TOP - 4}
        y2={HIGH - BOTTOM}
      />
      <text className="ladder-aim-words" x={x(target.value)} y={TOP - 8} textAnchor="middle">
        {t('form.target')}
      </text>
      <polyline className="ladder-line" points={line} />
      {now && <circle className="ladder-now" cx={x(now.at)} cy={y(now.worth)} r="4.5" />}
      <text x={LEFT} y={HIGH - 8}>{`${format.number(from, 1)} ${unit}`}</text>
      <text
        x={WIDE - RIGHT}
        y={HIGH - 8}
        textAnchor="end"
      >{`${format.number(to, 1)} ${unit}`}</text>
    </svg>
  );
}

function lineOf(
  indicator: IndicatorDefinition,
  [from, to]: readonly [number, number],
  x: (figure: number) => number,
  y: (score: number) => number,
): string {
  const figures = Array.from({ length: POINTS + 1 }, (_, n) => from + ((to - from) * n) / POINTS);
  const places = figures.flatMap((figure) => {
    const score = scoreAt(indicator, figure);
    return score === null ? [] : [`${x(figure).toFixed(1)},${y(score).toFixed(1)}`];
  });
  return places.join(' ');
}

function clamp(at: number, from: number, to: number): number {
  return Math.min(Math.max(at, from), to);
}

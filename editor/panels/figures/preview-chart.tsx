/** Two lines over past periods: the draft's and that of the version in force, and the target across. */
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../display/format.ts';

export interface ChartPoint {
  period: string;
  is: number | null;
  was: number | null;
}

interface PreviewChartProps {
  label: string;
  points: readonly ChartPoint[];
  target?: number | undefined;
  /** The period that is opened. */
  open: string | undefined;
}

const WIDE = 640;
const HIGH = 176;
const LEFT = 48;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 26;

export function PreviewChart({ label, points, target, open }: PreviewChartProps) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const values = [...points.flatMap(({ is, was }) => [is, was]), target ?? null];
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const [low, high] = boundsOf(known);
  const x = (index: number) => LEFT + ((index + 0.5) / points.length) * (WIDE - LEFT - RIGHT);
  const y = (value: number) => TOP + ((high - value) / (high - low)) * (HIGH - TOP - BOTTOM);
  const every = Math.ceil(points.length / 6);
  return (
    <figure className="preview-chart">
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={label}>
        {[low, (low + high) / 2, high].map((value) => (
          <g key={value} className="chart-grid">
            <line x1={LEFT} x2={WIDE - RIGHT} y1={y(value)} y2={y(value)} />
            <text x={LEFT - 8} y={y(value) + 4} textAnchor="end">
              {format.number(value)}
            </text>
          </g>
        ))}
        {target !== undefined && (
          <line className="ladder-aim" x1={LEFT} x2={WIDE - RIGHT} y1={y(target)} y2={y(target)} />
        )}
        <Series className="chart-was" values={points.map(({ was }) => was)} x={x} y={y} />
        <Series className="chart-is" values={points.map(({ is }) => is)} x={x} y={y} />
        {points.map(({ period }, index) => (
          <text
            key={period}
            className={period === open ? 'chart-tick is-open' : 'chart-tick'}
            x={x(index)}
            y={HIGH - 8}
            textAnchor="middle"
          >
            {(points.length - 1 - index) % every === 0 || period === open ? period : ''}
          </text>
        ))}
      </svg>
      <figcaption className="chart-legend">
        <span className="legend-is">{t('preview.is')}</span>
        <span className="legend-was">{t('preview.was')}</span>
        {target !== undefined && <span className="legend-target">{t('form.target')}</span>}
      </figcaption>
    </figure>
  );
}

interface SeriesProps {
  className: string;
  values: readonly (number | null)[];
  x: (index: number) => number;
  y: (value: number) => number;
}

/** Broken where there is no figure. */
function Series({ className, values, x, y }: SeriesProps) {
  const places = values.map((value, index) =>
    value === null ? null : { at: x(index), y: y(value) },
  );
  const path = places
    .flatMap((place, index) => {
      if (place === null) return [];
      const isFirst = index === 0 || places[index - 1] === null;
      return [`${isFirst ? 'M' : 'L'}${place.at.toFixed(1)} ${place.y.toFixed(1)}`];
    })
    .join('');
  return (
    <g className={className}>
      <path d={path} />
      {places.flatMap((place) =>
        place === null ? [] : [<circle key={place.at} cx={place.at} cy={place.y} r="3" />],
      )}
    </g>
  );
}

/** Round figures around all values, never below nothing where nothing is below it. */
function boundsOf(values: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = roundStep((most - least || Math.abs(most) || 1) / 2);
  const low = Math.floor(least / step) * step;
  const high = Math.max(Math.ceil(most / step) * step, low + step);
  return [tidy(low), tidy(high)];
}

/** 1, 2 or 5 times a power of ten, at least as large. */
function roundStep(wish: number): number {
  const power = 10 ** Math.floor(Math.log10(wish));
  return (steps.find((one) => one * power >= wish) ?? 10) * power;
}

const steps = [1, 2, 5, 10];

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

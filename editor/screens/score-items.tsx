/** The indicators of a score card: weight, target, figure, score; each opens its records. */
import { ArrowDownOutlined, ArrowUpOutlined, MinusOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import type { Scorecard, ScoreItem } from '../api/scores.ts';
import { BasisLabel } from '../display/basis.tsx';
import { useFormat } from '../display/format.ts';
import { ScoreBar } from '../display/score-bar.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

export function ScoreItems({ card }: { card: Scorecard }) {
  const { t } = useTranslation('scores');
  return (
    <DataTable
      caption={t('card.items')}
      columns={useColumns(card)}
      rows={card.items}
      rowKey={(item) => item.indicator.id}
    />
  );
}

function useColumns(card: Scorecard): Column<ScoreItem>[] {
  return [...useDescribingColumns(card), ...useJudgingColumns()];
}

/** What is measured and what came out. */
function useDescribingColumns(card: Scorecard): Column<ScoreItem>[] {
  const { t } = useTranslation('scores');
  const say = useSay();
  return [
    {
      key: 'indicator',
      title: t('card.column.indicator'),
      render: (item) => (
        <RecordsLink card={card} item={item} className="row-link">
          <span className="row-title">{say(item.indicator.name)}</span>
          <span className="row-step">
            <span className="figures">{item.indicator.id}</span>
            {item.direction !== 'info' && ` ${t(`card.${item.direction}`)}`}
          </span>
        </RecordsLink>
      ),
    },
    {
      key: 'target',
      title: t('card.column.target'),
      numeric: true,
      render: (item) => (
        <span className="target">
          {item.target_basis && <BasisLabel kind={item.target_basis} />}
          <Figure item={item} value={item.target} />
        </span>
      ),
    },
    {
      key: 'value',
      title: t('card.column.value'),
      numeric: true,
      render: (item) => (
        <RecordsLink card={card} item={item}>
          <Figure item={item} value={item.value} />
        </RecordsLink>
      ),
    },
    {
      key: 'n',
      title: t('card.column.n'),
      numeric: true,
      render: (item) => <Records item={item} />,
    },
    {
      key: 'previous',
      title: t('card.column.previous'),
      numeric: true,
      wide: true,
      render: (item) => <Trend item={item} />,
    },
  ];
}

/** How much it counts and what it adds to the score. */
function useJudgingColumns(): Column<ScoreItem>[] {
  const { t } = useTranslation('scores');
  const format = useFormat();
  return [
    {
      key: 'score',
      title: t('card.column.score'),
      width: 240,
      render: (item) => <Score item={item} />,
    },
    {
      key: 'weight',
      title: t('card.column.weight'),
      numeric: true,
      render: (item) => <Weight item={item} />,
    },
    {
      key: 'points',
      title: t('card.column.points'),
      numeric: true,
      render: (item) =>
        item.score === null || item.effective_weight === null
          ? '—'
          : format.number((item.score * item.effective_weight) / 100, 2),
    },
  ];
}

/** How many records, and how many more lack data. */
function Records({ item }: { item: ScoreItem }) {
  const { t } = useTranslation('scores');
  const format = useFormat();
  if (item.unknown === 0) return format.number(item.n);
  return (
    <Tooltip title={t('card.unknown', { count: item.unknown })}>
      <span>
        {format.number(item.n)} <span className="quiet">+{format.number(item.unknown)}</span>
      </span>
    </Tooltip>
  );
}

function Figure({ item, value }: { item: ScoreItem; value: number | null }) {
  const say = useSay();
  const format = useFormat();
  return value === null ? '—' : `${format.number(value)} ${say(unitName(item.unit))}`;
}

interface RecordsLinkProps {
  card: Scorecard;
  item: ScoreItem;
  className?: string;
  children: React.ReactNode;
}

/** From a figure to the records it is made of. */
function RecordsLink({ card, item, className, children }: RecordsLinkProps) {
  return (
    <Link
      to="/indicators/$id"
      params={{ id: item.indicator.id }}
      search={{
        period: card.period,
        card: card.id,
        ...(card.unit === null ? {} : { unit: card.unit.id }),
      }}
      {...(className === undefined ? {} : { className })}
    >
      {children}
    </Link>
  );
}

function Weight({ item }: { item: ScoreItem }) {
  const { t } = useTranslation('scores');
  const format = useFormat();
  const effective = item.effective_weight;
  if (effective === null || Math.abs(effective - item.weight) < 0.005)
    return format.number(item.weight);
  return (
    <Tooltip title={t('card.weightHelp')}>
      <span>
        {t('card.weight', {
          weight: format.number(item.weight),
          effective: format.amount(effective),
        })}
      </span>
    </Tooltip>
  );
}

function Score({ item }: { item: ScoreItem }) {
  const { t } = useTranslation('scores');
  const format = useFormat();
  if (item.score !== null) {
    return (
      <span className="score">
        <ScoreBar score={item.score} />
        <strong className="figures">{format.number(item.score, 1)}</strong>
      </span>
    );
  }
  if (item.direction === 'info') return <span className="quiet">{t('card.info')}</span>;
  return (
    <span className="quiet">
      {item.n < item.min_n
        ? t('card.notScored', { n: item.n, min: item.min_n })
        : t('card.noValue')}
    </span>
  );
}

/** The figure of the period before; the arrow says which way it went, the colour whether for the better. */
function Trend({ item }: { item: ScoreItem }) {
  const { t } = useTranslation('scores');
  const format = useFormat();
  const words = <Figure item={item} value={item.previous} />;
  if (item.previous === null || item.value === null) return words;
  const by = item.value - item.previous;
  const way = by > 0 ? 'up' : by < 0 ? 'down' : 'same';
  const Icon = { up: ArrowUpOutlined, down: ArrowDownOutlined, same: MinusOutlined }[way];
  const isBetter = by > 0 === (item.direction === 'higher');
  const tone = way === 'same' || item.direction === 'info' ? 'grey' : isBetter ? 'green' : 'red';
  const said = t(`card.${way}`, { by: format.number(Math.abs(by)) });
  return (
    <Tooltip title={said}>
      <span className="trend">
        <span className={`mark-plain mark-${tone}`}>
          <Icon aria-label={said} />
        </span>
        {words}
      </span>
    </Tooltip>
  );
}

/** Scores and coefficients of the draft over past periods, beside those in force; only for who may see them. */
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScorecardDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { PeriodKind } from '@flowmeter/engine/indicators/period.ts';
import type { CardPeriod } from '../../api/figure-previews.ts';
import { useFormat } from '../../display/format.ts';
import { type Column, DataTable } from '../../display/table.tsx';
import { useSay } from '../../words/say.ts';
import { PeriodButton } from './period-button.tsx';
import { PreviewChart } from './preview-chart.tsx';
import { PreviewHead } from './preview-head.tsx';
import { sinceFirst } from './since-first.ts';
import type { Previewed } from './use-preview.ts';

interface CardPreviewProps {
  card: ScorecardDefinition;
  isSound: boolean;
  previewed: Previewed<ScorecardDefinition>;
  kind: PeriodKind;
  onKind: (kind: PeriodKind) => void;
}

export function CardPreviewPart({ card, isSound, previewed, kind, onKind }: CardPreviewProps) {
  const { t } = useTranslation('figures');
  const say = useSay();
  const [open, setOpen] = useState<string>();
  const columns = usePeriodColumns(open, setOpen);
  const { preview } = previewed;
  const periods =
    preview?.of === 'scorecard'
      ? sinceFirst(preview.periods, ({ is, was }) => (is.score ?? was?.score ?? null) !== null)
      : undefined;
  const shown = periods?.find(({ period }) => period === open);
  return (
    <section
      className="figure-preview"
      aria-label={t('preview.title')}
      data-stale={!previewed.isCurrent}
    >
      <PreviewHead kind={kind} onKind={onKind} isSound={isSound} previewed={previewed} />
      {preview?.of === 'hidden' && <Alert type="info" showIcon title={t('card.hidden')} />}
      {periods && (
        <>
          <PreviewChart
            label={t('preview.chart', { name: say(card.name) })}
            points={periods.map(({ period, is, was }) => ({
              period,
              is: is.score,
              was: was?.score ?? null,
            }))}
            open={open}
          />
          <DataTable
            caption={t('preview.title')}
            columns={columns}
            rows={periods.toReversed()}
            rowKey={({ period }) => period}
            isCurrent={({ period }) => period === open}
          />
        </>
      )}
      {shown && <Items card={card} period={shown} />}
    </section>
  );
}

function usePeriodColumns(
  open: string | undefined,
  onOpen: (period: string | undefined) => void,
): Column<CardPeriod>[] {
  const { t } = useTranslation(['figures', 'scores']);
  const format = useFormat();
  return [
    {
      key: 'period',
      title: t('preview.period'),
      tight: true,
      render: ({ period }) => (
        <PeriodButton label={t('card.open', { period })} {...{ period, open, onOpen }} />
      ),
    },
    {
      key: 'score',
      title: t('scores:card.score'),
      numeric: true,
      render: ({ is, was }) => (
        <Turned
          was={was && scoreOf(was.score, format.number)}
          is={scoreOf(is.score, format.number)}
        />
      ),
    },
    {
      key: 'coefficient',
      title: t('scores:card.coefficient'),
      numeric: true,
      render: ({ is, was }) => (
        <Turned
          was={was && scoreOf(was.coefficient, format.number)}
          is={scoreOf(is.coefficient, format.number)}
        />
      ),
    },
    {
      key: 'grade',
      title: t('scores:card.grade'),
      tight: true,
      render: ({ is, was }) => <Turned was={was && (was.grade ?? '—')} is={is.grade ?? '—'} />,
    },
  ];
}

function scoreOf(
  value: number | null,
  number: (value: number, decimals: number) => string,
): string {
  return value === null ? '—' : number(value, 2);
}

/** What was and what is; what is alone where nothing turned. */
function Turned({ was, is }: { was: string | null; is: string }) {
  if (was === null || was === is) return <span className="figures">{is}</span>;
  return (
    <span className="figures">
      <span className="quiet">{was} → </span>
      <strong>{is}</strong>
    </span>
  );
}

type Item = CardPeriod['is']['items'][number];

/** What made the score of a period; each figure opens down to its records. */
function Items({ card, period }: { card: ScorecardDefinition; period: CardPeriod }) {
  const { t } = useTranslation(['figures', 'scores']);
  const say = useSay();
  const judging = useItemColumns();
  const columns: Column<Item>[] = [
    {
      key: 'indicator',
      title: t('scores:card.column.indicator'),
      render: ({ indicator }) => (
        <Link
          to="/indicators/$id"
          params={{ id: indicator.id }}
          search={{
            period: period.period,
            card: card.id,
            ...(card.unit === undefined ? {} : { unit: card.unit }),
          }}
          className="row-link"
        >
          <span className="row-title">{say(indicator.name)}</span>
          <span className="row-step figures">{indicator.id}</span>
        </Link>
      ),
    },
    ...judging,
  ];
  return (
    <section className="preview-rows" aria-label={t('card.items', { period: period.period })}>
      <h3>{t('card.items', { period: period.period })}</h3>
      <DataTable
        caption={t('card.items', { period: period.period })}
        columns={columns}
        rows={period.is.items}
        rowKey={({ indicator }) => indicator.id}
      />
    </section>
  );
}

function useItemColumns(): Column<Item>[] {
  const { t } = useTranslation(['figures', 'scores']);
  const format = useFormat();
  return [
    {
      key: 'value',
      title: t('scores:card.column.value'),
      numeric: true,
      render: ({ value }) => (value === null ? '—' : format.number(value)),
    },
    {
      key: 'n',
      title: t('scores:card.column.n'),
      numeric: true,
      render: ({ n }) => format.number(n),
    },
    {
      key: 'score',
      title: t('scores:card.column.score'),
      numeric: true,
      render: ({ score, why }) =>
        score === null ? (
          <span className="quiet">{t(`preview.why.${why ?? 'no_value'}`)}</span>
        ) : (
          format.number(score, 1)
        ),
    },
    {
      key: 'points',
      title: t('scores:card.column.points'),
      numeric: true,
      render: ({ score, effective_weight: weight }) =>
        score === null || weight === null ? '—' : format.number((score * weight) / 100, 2),
    },
  ];
}

/** The draft's figure over past periods beside the version in force; each opens down to its records. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import type { PreviewFigure, PreviewPeriod, PreviewScope } from '../../api/figure-previews.ts';
import { session } from '../../api/session.ts';
import { useFormat } from '../../display/format.ts';
import { type Column, DataTable } from '../../display/table.tsx';
import { useSay } from '../../words/say.ts';
import { Choose } from '../inputs/choose.tsx';
import { PeriodButton } from './period-button.tsx';
import { PreviewChart } from './preview-chart.tsx';
import { PreviewHead } from './preview-head.tsx';
import { PreviewRows } from './preview-rows.tsx';
import { sinceFirst } from './since-first.ts';
import { unitsSeen } from './units-seen.ts';
import type { Previewed } from './use-preview.ts';

interface IndicatorPreviewProps {
  indicator: IndicatorDefinition;
  pack: Pack;
  isSound: boolean;
  previewed: Previewed<IndicatorDefinition>;
  scope: PreviewScope;
  onScope: (scope: PreviewScope) => void;
}

export function IndicatorPreview(props: IndicatorPreviewProps) {
  const { indicator, isSound, previewed, scope, onScope } = props;
  const { t } = useTranslation('figures');
  const say = useSay();
  const [open, setOpen] = useState<string>();
  const periods =
    previewed.preview?.of === 'indicator'
      ? sinceFirst(previewed.preview.periods, ({ is, was }) => hasAny(is) || hasAny(was))
      : undefined;
  const shown = periods?.find(({ period }) => period === open);
  return (
    <section
      className="figure-preview"
      aria-label={t('preview.title')}
      data-stale={!previewed.isCurrent}
    >
      <PreviewHead
        kind={scope.kind}
        onKind={(kind) => {
          setOpen(undefined);
          onScope({ ...scope, kind });
        }}
        isSound={isSound}
        previewed={previewed}
      >
        <UnitChoice {...props} />
      </PreviewHead>
      {periods && (
        <>
          <PreviewChart
            label={t('preview.chart', { name: say(indicator.name) })}
            points={periods.map(({ period, is, was }) => ({
              period,
              is: is.value,
              was: was?.value ?? null,
            }))}
            target={indicator.target?.value}
            open={open}
          />
          <Periods indicator={indicator} periods={periods} open={open} onOpen={setOpen} />
        </>
      )}
      {shown && previewed.definition && (
        <PreviewRows
          key={`${shown.period} ${scope.unit ?? ''}`}
          indicator={previewed.definition}
          period={shown.period}
          unit={scope.unit}
        />
      )}
    </section>
  );
}

function hasAny(figure: PreviewFigure | null): boolean {
  return figure !== null && (figure.n > 0 || figure.unknown > 0);
}

/** Everything that the person sees, or one of the units below. */
function UnitChoice({ pack, scope, onScope }: IndicatorPreviewProps) {
  const { t } = useTranslation('figures');
  const say = useSay();
  const { data: user } = useQuery(session);
  const [org] = all(pack, 'organisation');
  const seen = user && org ? unitsSeen(org, user.unit) : [];
  if (seen.length < 2) return null;
  return (
    <Choose
      className="preview-unit"
      value={scope.unit}
      options={seen.map(({ id, name }) => ({ value: id, label: say(name) }))}
      placeholder={t('preview.everything')}
      isOptional
      onChange={(unit) => onScope({ ...scope, unit })}
      aria-label={t('preview.unit')}
    />
  );
}

interface PeriodsProps {
  indicator: IndicatorDefinition;
  periods: readonly PreviewPeriod[];
  open: string | undefined;
  onOpen: (period: string | undefined) => void;
}

function Periods({ indicator, periods, open, onOpen }: PeriodsProps) {
  const { t } = useTranslation('figures');
  const isScored = indicator.ladder.form !== 'none';
  const columns: Column<PreviewPeriod>[] = [
    {
      key: 'period',
      title: t('preview.period'),
      tight: true,
      render: ({ period }) => (
        <PeriodButton label={t('preview.open', { period })} {...{ period, open, onOpen }} />
      ),
    },
    {
      key: 'was',
      title: t('preview.was'),
      numeric: true,
      render: ({ was }) => <Figure indicator={indicator} figure={was} />,
    },
    {
      key: 'is',
      title: t('preview.is'),
      numeric: true,
      render: ({ is }) => <Figure indicator={indicator} figure={is} />,
    },
    {
      key: 'n',
      title: t('preview.n'),
      numeric: true,
      render: (row) => <Records {...row} />,
    },
    ...(isScored
      ? [
          {
            key: 'score',
            title: t('preview.score'),
            numeric: true,
            render: (row: PreviewPeriod) => <Score {...row} />,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={t('preview.title')}
      columns={columns}
      rows={periods.toReversed()}
      rowKey={({ period }) => period}
      isCurrent={({ period }) => period === open}
    />
  );
}

function Figure({
  indicator,
  figure,
}: {
  indicator: IndicatorDefinition;
  figure: PreviewFigure | null;
}) {
  const say = useSay();
  const format = useFormat();
  if (figure === null || figure.value === null) return <span className="quiet">—</span>;
  return `${format.number(figure.value, indicator.decimals)} ${say(unitName(indicator.unit))}`;
}

/** How many records, and how many it was before where that differs. */
function Records({ is, was }: PreviewPeriod) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const unknown = is.unknown > 0 && (
    <span className="quiet"> {t('preview.unknown', { count: is.unknown })}</span>
  );
  if (was === null || was.n === is.n) {
    return (
      <>
        {format.number(is.n)}
        {unknown}
      </>
    );
  }
  return (
    <>
      <span className="quiet">{format.number(was.n)} → </span>
      {format.number(is.n)}
      {unknown}
    </>
  );
}

function Score({ is, was }: PreviewPeriod) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const words = (figure: PreviewFigure) =>
    figure.score === null
      ? t(`preview.why.${figure.why ?? 'no_value'}`)
      : format.number(figure.score, 1);
  const [before, now] = [was === null ? undefined : words(was), words(is)];
  if (before === undefined || before === now) {
    return is.score === null ? <span className="quiet">{now}</span> : now;
  }
  return (
    <>
      <span className="quiet">{before} → </span>
      <strong>{now}</strong>
    </>
  );
}

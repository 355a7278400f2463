/** The records behind a previewed figure: what the draft says of each, and what the version in force says. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { isBuiltinRecord } from '@flowmeter/engine/definition/ruleset.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import {
  previewRecordsOf,
  type PreviewRecord,
  type PreviewRecords,
  type RecordsShown,
} from '../../api/figure-previews.ts';
import { useFormat } from '../../display/format.ts';
import { ImportedRecordName, RecordMoment } from '../../display/imported-record.tsx';
import { Mark } from '../../display/mark.tsx';
import { Nothing } from '../../display/nothing.tsx';
import { type Column, EndlessTable } from '../../display/table.tsx';
import { Tabs } from '../../display/tabs.tsx';
import { useSay } from '../../words/say.ts';

interface PreviewRowsProps {
  indicator: IndicatorDefinition;
  period: string;
  unit: string | undefined;
}

export function PreviewRows({ indicator, period, unit }: PreviewRowsProps) {
  const { t } = useTranslation('figures');
  const [show, setShow] = useState<RecordsShown>('all');
  const query = useInfiniteQuery({
    ...previewRecordsOf(indicator, { period, unit, show }),
    placeholderData: keepPreviousData,
  });
  const first = query.data?.pages[0];
  return (
    <section className="preview-rows" aria-label={t('rows.title', { period })}>
      <h3>{t('rows.title', { period })}</h3>
      <Tabs
        label={t('rows.show')}
        tabs={tabsOf(indicator, first).map(({ key, count }) => ({
          key,
          words: t(`rows.shows.${key}`),
          count,
        }))}
        current={show}
        onChoose={setShow}
      >
        <EndlessTable
          caption={t('rows.title', { period })}
          query={query}
          columns={useColumns(indicator, first?.was !== null)}
          rowKey={(row) =>
            `${row.case_id}.${row.seq ?? 0}.${row.at}.${row.record?.key.join('.') ?? ''}`
          }
          empty={<Nothing text={t('rows.empty')} />}
        />
      </Tabs>
    </section>
  );
}

/** Only a condition can be fulfilled or not; what differs is asked where there is something to differ from. */
function tabsOf(
  { measure }: IndicatorDefinition,
  first: PreviewRecords | undefined,
): { key: RecordsShown; count?: number | undefined }[] {
  const judged: { key: RecordsShown }[] =
    measure.of === undefined ? [] : [{ key: 'counted' }, { key: 'not' }];
  return [
    { key: 'all' },
    ...judged,
    { key: 'unknown', count: first?.is.unknown },
    ...(first === undefined || first.was === null
      ? []
      : [{ key: 'changed' as const, count: first.changed }]),
  ];
}

function useColumns(indicator: IndicatorDefinition, hasBase: boolean): Column<PreviewRecord>[] {
  const { t } = useTranslation(['figures', 'scores']);
  const say = useSay();
  const judged = (key: 'was' | 'is'): Column<PreviewRecord> => ({
    key,
    title: t(`preview.${key}`),
    tight: true,
    render: (row) => <Judged indicator={indicator} judged={row[key]} />,
  });
  return [
    {
      key: 'case',
      title: isBuiltinRecord(indicator.over.record)
        ? t('scores:records.column.case')
        : t('scores:records.record'),
      render: (row) =>
        row.record ? (
          <ImportedRecordName record={row.record} />
        ) : (
          <Link
            to="/cases/$id"
            params={{ id: row.case_id }}
            search={{ tab: 'timeline' }}
            className="row-link"
          >
            <span className="row-title">{row.case_title}</span>
            <span className="row-step figures">
              {row.case_id} {say(row.step?.name)}
            </span>
          </Link>
        ),
    },
    {
      key: 'at',
      title: t('scores:records.column.at'),
      tight: true,
      render: (row) => <RecordMoment at={row.at} />,
    },
    ...(hasBase ? [judged('was')] : []),
    judged('is'),
  ];
}

interface JudgedProps {
  indicator: IndicatorDefinition;
  judged: PreviewRecord['is'];
}

/** What a record adds to the figure. */
function Judged({ indicator, judged }: JudgedProps) {
  const { t } = useTranslation(['figures', 'scores']);
  const say = useSay();
  const format = useFormat();
  if (judged === null) return <span className="quiet">{t('rows.outside')}</span>;
  if (judged.unknown) {
    return (
      <Mark plain colour="grey" icon="unknown">
        {t('scores:records.unknown')}
      </Mark>
    );
  }
  if (indicator.measure.fact !== undefined) {
    return judged.value === null
      ? '—'
      : `${format.number(judged.value)} ${say(unitName(indicator.unit))}`;
  }
  return judged.counted ? (
    <Mark plain colour="green" icon="done">
      {t('scores:records.holds')}
    </Mark>
  ) : (
    <Mark plain colour="grey" icon="cross">
      {t('scores:records.fails')}
    </Mark>
  );
}

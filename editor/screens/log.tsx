/** One imported log: its figures, the indicators over it, its cases and what was found in them. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { caseList } from '../api/cases.ts';
import { findingList } from '../api/findings.ts';
import { logOf, type ImportedLog } from '../api/logs.ts';
import { figuresOf, type LogFigure } from '../api/scores.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { Instant } from '../display/instant.tsx';
import { Nothing } from '../display/nothing.tsx';
import { Facts, PageHead, Section } from '../display/page.tsx';
import { ScoreBar } from '../display/score-bar.tsx';
import { DataTable, EndlessTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { useCaseColumns } from './case-columns.tsx';
import { useFindingColumns } from './finding-columns.tsx';

const route = getRouteApi('/in/logs/$id');

export function LogScreen() {
  const { t } = useTranslation('scores');
  const { id } = route.useParams();
  const query = useQuery(logOf(id));
  return (
    <div className="page">
      <Answered page query={query} rows={10}>
        {(log) => (
          <>
            <PageHead
              title={log.id}
              above={<Link to="/logs">{t('logs.title')}</Link>}
              details={<span>{log.file}</span>}
            />
            <Totals log={log} />
            <div className="case-columns">
              <div className="case-main">
                <Section title={t('log.indicators')} flush>
                  <Figures log={log.id} />
                </Section>
                <FoundInLog log={log.id} />
                <CasesOfLog log={log} />
              </div>
              <aside className="case-side">
                <LogSide log={log} />
              </aside>
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}

function Totals({ log }: { log: ImportedLog }) {
  const { t } = useTranslation('scores');
  const format = useFormat();
  const counts = ['cases', 'events', 'activities', 'variants'] as const;
  const times = [
    ['median', log.median_seconds],
    ['mean', log.mean_seconds],
  ] as const;
  return (
    <dl className="totals">
      {counts.map((key) => (
        <div key={key} className="total">
          <dt>{t(`log.${key}`)}</dt>
          <dd className="total-figure">{format.number(log[key])}</dd>
        </div>
      ))}
      {times.map(([key, seconds]) => (
        <div key={key} className="total">
          <dt>{t(`log.${key}`)}</dt>
          <dd className="total-figure">{format.span(seconds * 1000)}</dd>
          <dd className="quiet figures">{t('log.seconds', { seconds: format.number(seconds) })}</dd>
        </div>
      ))}
    </dl>
  );
}

function Figures({ log }: { log: string }) {
  const { t } = useTranslation('scores');
  const query = useQuery(figuresOf(log));
  const columns = useFigureColumns(log);
  return (
    <Answered query={query}>
      {({ rows }) => (
        <DataTable
          caption={t('log.indicators')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.indicator.id}
          empty={<Nothing text={t('log.indicatorsNone')} />}
        />
      )}
    </Answered>
  );
}

function useFigureColumns(log: string): Column<LogFigure>[] {
  const { t } = useTranslation('scores');
  const say = useSay();
  const format = useFormat();
  return [
    {
      key: 'indicator',
      title: t('card.column.indicator'),
      render: (row) => (
        <Link
          to="/indicators/$id"
          params={{ id: row.indicator.id }}
          search={{ log }}
          className="row-link"
        >
          <span className="row-title">{say(row.indicator.name)}</span>
          <span className="row-step figures">{row.indicator.id}</span>
        </Link>
      ),
    },
    {
      key: 'value',
      title: t('card.column.value'),
      numeric: true,
      render: (row) =>
        row.value === null ? '—' : `${format.number(row.value)} ${say(unitName(row.unit))}`,
    },
    { key: 'n', title: t('card.column.n'), numeric: true, render: (row) => format.number(row.n) },
  ];
}

function FoundInLog({ log }: { log: string }) {
  const { t } = useTranslation(['scores', 'display']);
  const query = useInfiniteQuery(findingList({ log }));
  return (
    <Section
      title={t('log.findings')}
      flush
      actions={
        <Link to="/findings" search={{ log }}>
          {t('display:all')}
        </Link>
      }
    >
      <EndlessTable
        caption={t('log.findings')}
        query={query}
        columns={useFindingColumns().filter(({ key }) => key !== 'unit')}
        rowKey={(row) => row.id}
        empty={<Nothing text={t('log.findingsNone')} />}
      />
    </Section>
  );
}

const hiddenOfLog = new Set(['flow', 'unit', 'due']);

function CasesOfLog({ log }: { log: ImportedLog }) {
  const { t } = useTranslation(['scores', 'display']);
  const format = useFormat();
  const query = useInfiniteQuery(caseList({ log: log.id }));
  return (
    <Section
      title={t('log.cases')}
      count={format.number(log.cases)}
      flush
      actions={
        <Link to="/cases" search={{ log: log.id }}>
          {t('log.allCases')}
        </Link>
      }
    >
      <EndlessTable
        caption={t('log.cases')}
        query={query}
        columns={useCaseColumns().filter(({ key }) => !hiddenOfLog.has(key))}
        rowKey={(row) => row.id}
      />
    </Section>
  );
}

function LogSide({ log }: { log: ImportedLog }) {
  const { t } = useTranslation('scores');
  const format = useFormat();
  const [most = 1] = log.top_variants;
  return (
    <>
      <Section title={t('log.topVariants')}>
        <ul className="bars" aria-label={t('log.topVariantsHelp')}>
          {log.top_variants
            .map((cases, index) => ({ cases, n: index + 1 }))
            .map(({ cases, n }) => (
              <li key={n}>
                <span>{t('log.variant', { n })}</span>
                <ScoreBar score={cases} top={most} tone="plain" />
                <strong className="figures">{format.number(cases)}</strong>
              </li>
            ))}
        </ul>
      </Section>
      {log.largest_wait && (
        <Section title={t('log.wait')}>
          <p>
            {t('log.waitText', {
              from: log.largest_wait.from,
              to: log.largest_wait.to,
              times: format.number(log.largest_wait.count),
            })}
          </p>
        </Section>
      )}
      <Section title={t('log.file')}>
        <Facts
          items={[
            [t('log.file'), log.file],
            [t('log.imported'), <Instant key="at" at={log.imported_at} />],
            [
              t('log.sha'),
              <code key="sha" className="break">
                {log.sha256}
              </code>,
            ],
          ]}
        />
      </Section>
    </>
  );
}

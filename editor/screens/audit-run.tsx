/** One run of audits: what each rule hit and what is not known, with the records and the facts they lack. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { auditRun, type AuditReport } from '../api/audits.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { Nothing } from '../display/nothing.tsx';
import { PageHead, Section } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { AuditRunRule } from './audit-run-rule.tsx';
import { AuditRunStatus } from './audit-run-status.tsx';

const route = getRouteApi('/in/audits/$id');

type RuleRow = AuditReport['rules'][number];

export function AuditRunScreen() {
  const { id } = route.useParams();
  const query = useQuery(auditRun(id));
  return (
    <div className="page">
      <Answered page query={query} rows={8}>
        {(run) => <Run run={run} />}
      </Answered>
    </div>
  );
}

function Run({ run }: { run: AuditReport }) {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const { rule: opened } = route.useSearch();
  const shown = run.rules.find(({ rule }) => rule.id === opened);
  return (
    <>
      <PageHead
        above={<Link to="/audits">{t('runs.title')}</Link>}
        title={t('runs.one', { at: format.instant(run.at) })}
        marks={<AuditRunStatus status={run.status} />}
        details={<Totals run={run} />}
      />
      {shown && <AuditRunRule row={shown} />}
      <Rules rows={run.rules} opened={opened} />
      <Kinds rows={run.kinds} />
    </>
  );
}

function Totals({ run }: { run: AuditReport }) {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const say = useSay();
  const figures = [
    ['checked', run.checked],
    ['hits', run.hits],
    ['found', run.found],
    ['exempt', run.exempt],
    ['heldBack', run.held_back],
    ['unknown', run.unknown],
  ] as const;
  return (
    <>
      <span>{run.night === null ? say(run.by.name) : t('runs.night', { night: run.night })}</span>
      {figures.map(([key, count]) => (
        <span key={key}>
          {t('runs.of', {
            name: t(`runs.${key}`),
            count: (count === null ? '–' : format.number(count)) as never,
          })}
        </span>
      ))}
      {run.ended_at !== null && (
        <span>
          {t('runs.seconds', { seconds: format.number(secondsOf(run.at, run.ended_at)) })}
        </span>
      )}
    </>
  );
}

function secondsOf(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}

/** Most of what is not known first: what hits is in the list of findings too. */
function Rules({ rows, opened }: { rows: readonly RuleRow[]; opened: string | undefined }) {
  const { t } = useTranslation('findings');
  const told = rows.filter(({ hits, unknown }) => hits + unknown > 0);
  return (
    <Section title={t('runs.rules')} count={told.length} flush>
      <DataTable
        caption={t('runs.rules')}
        columns={useRuleColumns()}
        rows={told.toSorted((a, b) => b.unknown - a.unknown || b.hits - a.hits)}
        rowKey={(row) => row.rule.id}
        isCurrent={(row) => row.rule.id === opened}
        empty={<Nothing text={t('runs.rulesEmpty')} />}
      />
    </Section>
  );
}

function useRuleColumns(): Column<RuleRow>[] {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const say = useSay();
  const figure = (key: 'hits' | 'found' | 'exempt' | 'held_back', title: string) => ({
    key,
    title,
    numeric: true,
    wide: key !== 'hits',
    render: (row: RuleRow) => format.number(row[key]),
  });
  return [
    { key: 'rule', title: t('runs.rule'), render: (row) => <Opens row={row} /> },
    { key: 'kind', title: t('runs.kind'), wide: true, render: (row) => say(row.kind.name) },
    figure('hits', t('runs.hits')),
    figure('found', t('runs.found')),
    figure('exempt', t('runs.exempt')),
    figure('held_back', t('runs.heldBack')),
    {
      key: 'unknown',
      title: t('runs.unknown'),
      numeric: true,
      render: (row) => format.number(row.unknown),
    },
    { key: 'most', title: t('runs.most'), width: '22%', render: (row) => <Missing row={row} /> },
  ];
}

function Opens({ row }: { row: RuleRow }) {
  const say = useSay();
  return (
    <Link to="." search={{ rule: row.rule.id }} resetScroll={false} className="row-link">
      <span className="row-title">{say(row.rule.name)}</span>
      <span className="row-step figures">{row.rule.id}</span>
    </Link>
  );
}

const FEW = 2;

/** The facts that examples lack most. */
function Missing({ row }: { row: RuleRow }) {
  const say = useSay();
  const counts = new Map<string, { words: string; count: number }>();
  for (const { id, name } of row.examples.flatMap(({ missing }) => missing)) {
    const known = counts.get(id);
    counts.set(id, { words: say(name), count: (known?.count ?? 0) + 1 });
  }
  const most = [...counts.values()].toSorted((a, b) => b.count - a.count).slice(0, FEW);
  return <span className="quiet">{most.map(({ words }) => words).join(' · ') || '—'}</span>;
}

function Kinds({ rows }: { rows: AuditReport['kinds'] }) {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const say = useSay();
  const columns: Column<AuditReport['kinds'][number]>[] = [
    { key: 'kind', title: t('runs.kind'), render: (row) => say(row.kind.name) },
    {
      key: 'checked',
      title: t('runs.checked'),
      numeric: true,
      render: ({ absent, checked }) => {
        if (absent) return <span className="quiet">{t('runs.absent')}</span>;
        return checked === null ? '–' : format.number(checked);
      },
    },
  ];
  return (
    <Section title={t('runs.kinds')} count={rows.length} flush>
      <DataTable
        caption={t('runs.kinds')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.kind.id}
      />
    </Section>
  );
}

/** A rule in a run of audits: records that could not be judged and what they lack, and what was held back. */
import '../theme/review.css';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AuditReport } from '../api/audits.ts';
import { useFormat } from '../display/format.ts';
import { Section } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

type RuleRow = AuditReport['rules'][number];
type Example = RuleRow['examples'][number];
type HeldBy = RuleRow['held_by'][number];

export function AuditRunRule({ row }: { row: RuleRow }) {
  const { t } = useTranslation('findings');
  const say = useSay();
  return (
    <Section
      title={t('runs.opened', { rule: say(row.rule.name) })}
      actions={
        <span className="row-actions">
          {row.hits > 0 && (
            <Link to="/findings" search={{ rule: row.rule.id }}>
              {t('runs.findings')}
            </Link>
          )}
          <Link to="." search={{}} resetScroll={false}>
            {t('runs.close')}
          </Link>
        </span>
      }
    >
      <div className="stack">
        {row.unknown > 0 && <Unknown row={row} />}
        {row.held_by.length > 0 && <HeldBack rows={row.held_by} />}
        {row.unknown === 0 && row.held_by.length === 0 && <Counts row={row} />}
      </div>
    </Section>
  );
}

function Counts({ row }: { row: RuleRow }) {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const words = [
    [t('runs.hits'), row.hits],
    [t('runs.found'), row.found],
  ] as const;
  return (
    <p className="quiet">
      {words.map(([name, count]) => `${name} ${format.number(count)}`).join(' · ')}
    </p>
  );
}

function Unknown({ row }: { row: RuleRow }) {
  const { t } = useTranslation('findings');
  const say = useSay();
  const columns: Column<Example & { place: number }>[] = [
    {
      key: 'record',
      title: t('runs.record'),
      tight: true,
      render: ({ key }) => (
        <span className="figures">
          {say(row.kind.name)} {key.join(' / ')}
        </span>
      ),
    },
    {
      key: 'missing',
      title: t('runs.missing'),
      render: ({ missing }) => missing.map(({ name }) => say(name)).join(' · '),
    },
  ];
  return (
    <>
      <h3>{t('runs.unknownTitle')}</h3>
      <p className="quiet">{t('runs.unknownHelp', { count: row.unknown })}</p>
      {row.examples.length === 0 ? (
        <p className="quiet">{t('runs.noExamples')}</p>
      ) : (
        <DataTable
          caption={t('runs.unknownTitle')}
          columns={columns}
          rows={row.examples.map((one, place) => ({ ...one, place }))}
          rowKey={({ place }) => String(place)}
        />
      )}
    </>
  );
}

function HeldBack({ rows }: { rows: readonly HeldBy[] }) {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const columns: Column<HeldBy>[] = [
    {
      key: 'object',
      title: t('whiteList.object'),
      tight: true,
      // By its own id: the object itself may be told in part.
      render: ({ object, exemption }) => (
        <Link to="/white-list" search={{ id: exemption, state: 'all' }} className="figures">
          {object}
        </Link>
      ),
    },
    {
      key: 'hits',
      title: t('runs.hits'),
      numeric: true,
      render: ({ hits }) => format.number(hits),
    },
    {
      key: 'keys',
      title: t('runs.heldKeys'),
      render: ({ keys, hits }) => (
        <span className="figures">
          {keys.map((key) => key.join(' / ')).join('、')}
          {hits > keys.length && ' …'}
        </span>
      ),
    },
  ];
  return (
    <>
      <h3>{t('runs.heldTitle')}</h3>
      <DataTable
        caption={t('runs.heldTitle')}
        columns={columns}
        rows={rows}
        rowKey={({ exemption }) => exemption}
      />
    </>
  );
}

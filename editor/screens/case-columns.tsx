/** A case as a row. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../api/cases.ts';
import { DueMark } from '../display/due-mark.tsx';
import { useFormat } from '../display/format.ts';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { CaseStatus } from '../display/marks.tsx';
import type { Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

export function useCaseColumns(): Column<CaseRow>[] {
  const { t } = useTranslation('cases');
  const say = useSay();
  const format = useFormat();
  return [
    {
      key: 'title',
      title: t('list.column.title'),
      render: (row) => (
        <Link to="/cases/$id" params={{ id: row.id }} className="row-link">
          <span className="row-title">{row.title}</span>
          <span className="row-step figures">{row.id}</span>
        </Link>
      ),
    },
    { key: 'flow', title: t('list.column.flow'), render: (row) => say(row.flow.name) },
    {
      key: 'unit',
      tight: true,
      title: t('list.column.unit'),
      wide: true,
      render: (row) => say(row.unit.name),
    },
    {
      key: 'at',
      title: t('list.column.at'),
      render: (row) => <Whereabouts row={row} words={row.at.map(say).join(' / ')} />,
    },
    {
      key: 'opened',
      tight: true,
      title: t('list.column.opened'),
      wide: true,
      render: (row) => <Instant at={row.opened_at} />,
    },
    {
      key: 'due',
      tight: true,
      title: t('list.column.due'),
      width: 160,
      render: (row) =>
        row.ended_at === null ? (
          <DueMark due_at={row.due_at} warn_at={null} plain />
        ) : (
          <span className="figures quiet">{format.instant(row.ended_at)}</span>
        ),
    },
    {
      key: 'findings',
      title: t('list.column.findings'),
      numeric: true,
      width: 72,
      render: (row) => row.findings > 0 && <FindingCount row={row} />,
    },
  ];
}

function Whereabouts({ row, words }: { row: CaseRow; words: string }) {
  if (row.status === 'open' && words !== '') return words;
  return (
    <span className="row-state">
      <CaseStatus status={row.status} plain />
      {words}
    </span>
  );
}

function FindingCount({ row }: { row: CaseRow }) {
  return (
    <Link to="/cases/$id" params={{ id: row.id }} search={{ tab: 'findings' }}>
      <Mark colour="red" icon="alarm" plain>
        {row.findings}
      </Mark>
    </Link>
  );
}

/** A finding as a row. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FindingRow } from '../api/findings.ts';
import { Instant } from '../display/instant.tsx';
import { FindingStatus, SeverityMark, SyntheticMark } from '../display/marks.tsx';
import type { Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

export function useFindingColumns(): Column<FindingRow>[] {
  const { t } = useTranslation('findings');
  const say = useSay();
  return [
    {
      key: 'severity',
      tight: true,
      title: t('list.column.severity'),
      width: 104,
      render: (row) => <SeverityMark severity={row.severity} />,
    },
    {
      key: 'message',
      title: t('list.column.message'),
      render: (row) => <FindingLink row={row} />,
    },
    {
      key: 'case',
      title: t('list.column.case'),
      render: (row) => <FindingSubject row={row} />,
    },
    {
      key: 'who',
      title: t('list.column.who'),
      wide: true,
      render: (row) => say(row.handler?.name),
    },
    {
      key: 'unit',
      tight: true,
      title: t('list.column.unit'),
      wide: true,
      render: (row) => say(row.unit.name),
    },
    {
      key: 'found',
      tight: true,
      title: t('list.column.found'),
      width: 148,
      render: (row) => <Instant at={row.found_at} />,
    },
    {
      key: 'status',
      tight: true,
      title: t('list.column.status'),
      width: 112,
      render: (row) => <FindingStatus status={row.status} />,
    },
  ];
}

/** The case it is about; or the kind of record, whom it is about, and when. */
function FindingSubject({ row }: { row: FindingRow }) {
  const say = useSay();
  if (row.subject.id === 'case' && row.case_id !== null) {
    return (
      <Link to="/cases/$id" params={{ id: row.case_id }} search={{ tab: 'findings' }}>
        {row.case_title}
      </Link>
    );
  }
  return (
    <>
      <div className="figures">{row.object}</div>
      <div className="row-step">
        {say(row.subject.name)} {row.period} {row.synthetic && <SyntheticMark />}
      </div>
    </>
  );
}

function FindingLink({ row }: { row: FindingRow }) {
  const say = useSay();
  return (
    <Link to="/findings/$id" params={{ id: row.id }} className="row-link">
      <span className="row-title">{say(row.message)}</span>
      <span className="row-step">
        <span className="figures">{row.rule.id}</span> {say(row.rule.name)}
      </span>
    </Link>
  );
}

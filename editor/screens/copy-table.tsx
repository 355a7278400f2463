/** Cases of which the person was sent a copy. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { copyList, type Copy } from '../api/sharing.ts';
import { Instant } from '../display/instant.tsx';
import { CaseStatus } from '../display/marks.tsx';
import { Nothing } from '../display/nothing.tsx';
import { EndlessTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

export function CopyTable() {
  const { t } = useTranslation(['sharing', 'tasks']);
  return (
    <EndlessTable
      caption={t('tasks:inbox.copied')}
      query={useInfiniteQuery(copyList())}
      columns={useColumns()}
      rowKey={(copy) => `${copy.case_id} ${copy.at}`}
      empty={<Nothing text={t('copies.empty')} />}
    />
  );
}

function useColumns(): Column<Copy>[] {
  const { t } = useTranslation(['sharing', 'tasks']);
  const say = useSay();
  return [
    {
      key: 'title',
      title: t('tasks:inbox.column.title'),
      render: (copy) => (
        <Link to="/cases/$id" params={{ id: copy.case_id }} className="row-link">
          <span className="row-title">{copy.title}</span>
          <span className="row-step">{say(copy.step.name)}</span>
        </Link>
      ),
    },
    {
      key: 'flow',
      tight: true,
      title: t('tasks:inbox.column.flow'),
      wide: true,
      render: (copy) => say(copy.flow.name),
    },
    { key: 'note', title: t('copies.note'), wide: true, render: (copy) => copy.note ?? '' },
    { key: 'by', tight: true, title: t('copies.by'), render: (copy) => say(copy.by.name) },
    {
      key: 'at',
      tight: true,
      title: t('copies.at'),
      render: (copy) => <Instant at={copy.at} />,
    },
    {
      key: 'status',
      tight: true,
      title: t('copies.status'),
      render: (copy) => <CaseStatus status={copy.status} plain />,
    },
  ];
}

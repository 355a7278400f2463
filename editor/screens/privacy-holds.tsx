/** Legal holds: what must neither be removed nor erased, by whom and why. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { endHold, holds, type Hold } from '../api/privacy.ts';
import { hasRole, session } from '../api/session.ts';
import { Answered } from '../display/answered.tsx';
import { Failure } from '../display/failure.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { Nothing } from '../display/nothing.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { HoldDialog } from './privacy-hold-dialog.tsx';

export function PrivacyHolds() {
  const { t } = useTranslation('privacy');
  const query = useQuery(holds);
  const { data: user } = useSuspenseQuery(session);
  const mayHold = user !== null && hasRole(user, ['auditor']);
  const [isPutting, setIsPutting] = useState(false);
  const end = useCommand({ run: (id: string) => endHold(id), makesOld: ['privacy'] });
  return (
    <>
      <p className="quiet">{t('holds.help')}</p>
      {mayHold && (
        <div>
          <Button type="primary" onClick={() => setIsPutting(true)}>
            {t('holds.put')}
          </Button>
        </div>
      )}
      {end.error && <Failure error={end.error} />}
      <Answered query={query} rows={6} page>
        {({ rows }) => <Holds rows={rows} onEnd={mayHold ? end.mutate : undefined} />}
      </Answered>
      {isPutting && <HoldDialog onClose={() => setIsPutting(false)} />}
    </>
  );
}

interface HoldsProps {
  rows: readonly Hold[];
  onEnd: ((id: string) => void) | undefined;
}

function Holds({ rows, onEnd }: HoldsProps) {
  const { t } = useTranslation('privacy');
  const say = useSay();
  const columns: Column<Hold>[] = [
    {
      key: 'state',
      title: t('holds.state'),
      tight: true,
      render: ({ stands }) => (
        <Mark plain colour={stands ? 'amber' : 'grey'} icon={stands ? 'pause' : 'done'}>
          {t(stands ? 'holds.stands' : 'holds.over')}
        </Mark>
      ),
    },
    {
      key: 'what',
      title: t('holds.what'),
      render: ({ scope, value, name }) => (
        <>
          {t(`scope.${scope}`)} <strong>{name === null ? value : say(name)}</strong>
        </>
      ),
    },
    { key: 'reason', title: t('reason'), render: ({ reason }) => reason },
    { key: 'by', title: t('by'), tight: true, wide: true, render: ({ by }) => say(by.name) },
    { key: 'at', title: t('at'), tight: true, wide: true, render: ({ at }) => <Instant at={at} /> },
    {
      key: 'until',
      title: t('holds.until'),
      tight: true,
      render: ({ until }) => until ?? t('holds.open'),
    },
    {
      key: 'end',
      title: '',
      tight: true,
      render: ({ id, stands }) =>
        stands && onEnd !== undefined ? (
          <Button size="small" onClick={() => onEnd(id)}>
            {t('holds.end')}
          </Button>
        ) : null,
    },
  ];
  return (
    <DataTable
      caption={t('tabs.holds')}
      columns={onEnd === undefined ? columns.slice(0, -1) : columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<Nothing text={t('holds.none')} />}
    />
  );
}

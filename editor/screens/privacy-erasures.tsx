/** Requests to erase one person’s data: asked for by an administrator, decided by an auditor. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { erasures, type Erasure } from '../api/privacy.ts';
import { hasRole, session } from '../api/session.ts';
import { Answered } from '../display/answered.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark, type MarkIcon } from '../display/mark.tsx';
import { Nothing } from '../display/nothing.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import type { StateColour } from '../theme/palette.ts';
import { useSay } from '../words/say.ts';
import { DecideDialog, RequestDialog } from './privacy-erasure-dialogs.tsx';

export function PrivacyErasures() {
  const { t } = useTranslation('privacy');
  const query = useQuery(erasures);
  const { data: user } = useSuspenseQuery(session);
  const [isAsking, setIsAsking] = useState(false);
  const [deciding, setDeciding] = useState<Erasure>();
  return (
    <>
      <p className="quiet">{t('erasures.help')}</p>
      {user !== null && hasRole(user, ['admin']) && (
        <div>
          <Button type="primary" onClick={() => setIsAsking(true)}>
            {t('erasures.ask')}
          </Button>
        </div>
      )}
      <Answered query={query} rows={6} page>
        {({ rows }) => <Erasures rows={rows} onDecide={setDeciding} />}
      </Answered>
      {isAsking && <RequestDialog onClose={() => setIsAsking(false)} />}
      {deciding && <DecideDialog erasure={deciding} onClose={() => setDeciding(undefined)} />}
    </>
  );
}

const looks: Record<Erasure['state'], { colour: StateColour; icon: MarkIcon }> = {
  requested: { colour: 'amber', icon: 'clock' },
  approved: { colour: 'blue', icon: 'run' },
  refused: { colour: 'grey', icon: 'none' },
  done: { colour: 'green', icon: 'done' },
  failed: { colour: 'red', icon: 'over' },
};

interface ErasuresProps {
  rows: readonly Erasure[];
  onDecide: (row: Erasure) => void;
}

function Erasures({ rows, onDecide }: ErasuresProps) {
  const { t } = useTranslation('privacy');
  const say = useSay();
  const columns: Column<Erasure>[] = [
    {
      key: 'state',
      title: t('erasures.state'),
      tight: true,
      render: ({ state }) => (
        <Mark plain {...looks[state]}>
          {t(`erasures.${state}`)}
        </Mark>
      ),
    },
    {
      key: 'person',
      title: t('erasures.person'),
      render: ({ sort, person }) => (
        <>
          {say(sort.name)} <strong>{person}</strong>
        </>
      ),
    },
    { key: 'reason', title: t('reason'), render: ({ reason }) => reason },
    { key: 'by', title: t('by'), wide: true, render: ({ by, at }) => <When by={by} at={at} /> },
    {
      key: 'decided',
      title: t('erasures.decidedBy'),
      wide: true,
      render: (row) => <Decided row={row} />,
    },
    { key: 'found', title: t('erasures.found'), render: (row) => <FoundWords row={row} /> },
    {
      key: 'decide',
      title: '',
      tight: true,
      render: (row) =>
        row.can.length === 0 ? null : (
          <Button size="small" onClick={() => onDecide(row)}>
            {t('erasures.decide')}
          </Button>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('tabs.erasures')}
      columns={rows.some(({ can }) => can.length > 0) ? columns : columns.slice(0, -1)}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<Nothing text={t('erasures.none')} />}
    />
  );
}

function Decided({ row: { decided_by: by, decided_at: at } }: { row: Erasure }) {
  return by === null || at === null ? '–' : <When by={by} at={at} />;
}

function When({ by, at }: Pick<Erasure, 'by' | 'at'>) {
  const say = useSay();
  return (
    <>
      {say(by.name)} <Instant at={at} />
    </>
  );
}

function FoundWords({ row: { found, state, left, problems } }: { row: Erasure }) {
  const { t } = useTranslation('privacy');
  const say = useSay();
  const { cases, records, findings } = found;
  const words = state === 'done' ? 'erasures.gone' : 'erasures.there';
  return (
    <>
      {t(words, { cases, records, findings })}
      {left.map(({ table, rows }) => (
        <p key={table}>{t('erasures.left', { table, rows })}</p>
      ))}
      {problems.map(({ code, words: why }) => (
        <p key={code}>{say(why)}</p>
      ))}
    </>
  );
}

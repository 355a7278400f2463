/** Where one is signed in, and how to end it. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { endOtherSessions, endSession, type OwnAccount } from '../api/accounts.ts';
import { useCommand } from '../api/command.ts';
import { Failure } from '../display/failure.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { message } from '../display/message.tsx';
import { Section } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';

type OwnSession = OwnAccount['sessions'][number];

export function OwnSessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const { t } = useTranslation('accounts');
  const one = useCommand({
    run: endSession,
    makesOld: ['account'],
    onDone: () => message.success(t('sessions.ended')),
  });
  const others = useCommand({
    run: endOtherSessions,
    makesOld: ['account'],
    onDone: () => message.success(t('sessions.ended')),
  });
  const error = one.error ?? others.error;
  const columns = useColumns((id) => one.mutate(id));
  return (
    <Section
      title={t('sessions.title')}
      count={sessions.length}
      flush
      className="profile-sessions"
      actions={
        sessions.length > 1 && (
          <Button size="small" loading={others.isPending} onClick={() => others.mutate(undefined)}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      <DataTable
        caption={t('sessions.title')}
        columns={columns}
        rows={sessions}
        rowKey={(row) => row.id}
      />
      {error && <Failure error={error} />}
    </Section>
  );
}

function useColumns(onEnd: (id: string) => void): Column<OwnSession>[] {
  const { t } = useTranslation('accounts');
  return [
    {
      key: 'agent',
      title: t('sessions.agent'),
      render: (row) => (
        <span className="session-agent">
          <span title={row.agent}>{browserOf(row.agent) || t('sessions.unknown')}</span>
          {row.current && (
            <Mark plain colour="green" icon="done">
              {t('sessions.current')}
            </Mark>
          )}
        </span>
      ),
    },
    {
      key: 'address',
      title: t('sessions.address'),
      wide: true,
      render: (row) => <code>{row.address}</code>,
    },
    { key: 'way', title: t('sessions.way'), wide: true, render: (row) => t(`way.${row.way}`) },
    {
      key: 'begun',
      title: t('sessions.begun'),
      tight: true,
      width: 148,
      wide: true,
      render: (row) => <Instant at={row.begun_at} />,
    },
    {
      key: 'seen',
      title: t('sessions.seen'),
      tight: true,
      width: 148,
      render: (row) => <Instant at={row.seen_at} />,
    },
    {
      key: 'end',
      title: t('sessions.do'),
      width: 96,
      render: (row) =>
        row.current ? null : (
          <Button type="link" size="small" onClick={() => onEnd(row.id)}>
            {t('sessions.end')}
          </Button>
        ),
    },
  ];
}

const browsers = ['Edg', 'Firefox', 'Chrome', 'Safari'] as const;
const systems = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'] as const;

/** What a browser calls itself, shortly; the whole of it is in the title. */
function browserOf(agent: string): string {
  const browser = browsers.find((one) => agent.includes(`${one}/`));
  const system = systems.find((one) => agent.includes(one));
  const known = [browser === 'Edg' ? 'Edge' : browser, system].filter(Boolean).join(' · ');
  return known === '' ? agent.slice(0, 40) : known;
}

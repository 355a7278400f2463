/** What was decided about a scorecard's period: worked out now, put down, closed, corrected. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closingsOf, type Closing } from '../api/closings.ts';
import type { Scorecard } from '../api/scores.ts';
import { hasRole, session, type User } from '../api/session.ts';
import { useFormat } from '../display/format.ts';
import { Instant } from '../display/instant.tsx';
import { Mark, type MarkProps } from '../display/mark.tsx';
import { Section } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { DecideClosing, ProposeClosing } from './scorecard-closing-dialogs.tsx';

export function ScorecardClosing({ card }: { card: Scorecard }) {
  const { t } = useTranslation('closing');
  const { data: user } = useSuspenseQuery(session);
  const [dialog, setDialog] = useState<'propose' | 'decide'>();
  const rows = useClosings(card);
  const corrects = card.closed !== null;
  const done = () => setDialog(undefined);
  const may = { propose: mayPropose(card, user), decide: mayDecide(card, user) };
  return (
    <Section
      title={t('title')}
      actions={
        <>
          {may.propose && (
            <Button onClick={() => setDialog('propose')}>
              {t(corrects ? 'correct' : 'close')}
            </Button>
          )}
          {may.decide && (
            <Button type="primary" onClick={() => setDialog('decide')}>
              {t('decide')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <Standing card={card} />
        {rows.length > 0 && <History rows={rows} />}
      </div>
      {dialog === 'propose' && (
        <ProposeClosing
          scorecard={card.id}
          period={card.period}
          corrects={corrects}
          outcome={card.otherwise ?? card}
          onClose={done}
        />
      )}
      {dialog === 'decide' && card.waiting !== null && (
        <DecideClosing closing={card.waiting} onClose={done} />
      )}
    </Section>
  );
}

export function useClosings({ id, period }: Pick<Scorecard, 'id' | 'period'>): readonly Closing[] {
  const { data } = useQuery(closingsOf(id, period));
  return data?.rows ?? [];
}

/** Over, nothing waits, and there is something to put down. */
function mayPropose(
  { is_over, waiting, closed, otherwise }: Scorecard,
  user: User | null,
): boolean {
  const isOpen = is_over && waiting === null && (closed === null || otherwise !== null);
  return isOpen && mayPutDown(user);
}

export function mayPutDown(user: User | null): boolean {
  return user !== null && hasRole(user, ['owner', 'supervisor']);
}

export function mayDecide({ waiting }: { waiting: unknown }, user: User | null): boolean {
  return waiting !== null && user !== null && hasRole(user, ['auditor']);
}

export function History({ rows }: { rows: readonly Closing[] }) {
  const { t } = useTranslation('closing');
  return (
    <DataTable caption={t('history')} columns={useColumns()} rows={rows} rowKey={({ id }) => id} />
  );
}

/** What the figures above are, in a sentence. */
function Standing({ card }: { card: Scorecard }) {
  const { t } = useTranslation('closing');
  const format = useFormat();
  const figure = (value: number | null) => (value === null ? '—' : format.number(value, 2));
  if (card.otherwise !== null) {
    const { score, coefficient } = card.otherwise;
    const words = { score: figure(score), coefficient: figure(coefficient) };
    return <Alert type="warning" showIcon title={t('otherwise', words)} />;
  }
  if (card.closed !== null) return <p>{t('isClosed')}</p>;
  return <p className="quiet">{card.is_over ? t('isOpen') : t('runs')}</p>;
}

const looks: Record<Closing['state'], Pick<MarkProps, 'colour' | 'icon'>> = {
  proposed: { colour: 'amber', icon: 'clock' },
  closed: { colour: 'green', icon: 'done' },
  refused: { colour: 'grey', icon: 'back' },
};

function useColumns(): Column<Closing>[] {
  const { t } = useTranslation('closing');
  const say = useSay();
  const format = useFormat();
  const figure = (value: number | null) => (value === null ? '—' : format.number(value, 2));
  return [
    {
      key: 'state',
      title: t('column.state'),
      render: ({ state, corrects }) => (
        <>
          <Mark {...looks[state]}>{t(`state.${state}`)}</Mark>
          {corrects !== null && <span className="quiet"> {t('correction')}</span>}
        </>
      ),
    },
    { key: 'score', title: t('column.score'), numeric: true, render: ({ score }) => figure(score) },
    {
      key: 'coefficient',
      title: t('column.coefficient'),
      numeric: true,
      render: ({ coefficient }) => figure(coefficient),
    },
    {
      key: 'by',
      title: t('column.by'),
      render: ({ by, at, reason }) => <Said who={say(by.name)} at={at} words={reason} />,
    },
    {
      key: 'decided',
      title: t('column.decided'),
      render: ({ decided_by, decided_at, comment }) =>
        decided_by === null || decided_at === null ? (
          '—'
        ) : (
          <Said who={say(decided_by.name)} at={decided_at} words={comment ?? ''} />
        ),
    },
  ];
}

function Said({ who, at, words }: { who: string; at: string; words: string }) {
  return (
    <>
      <span>
        {who} <Instant at={at} />
      </span>
      <span className="row-step">{words}</span>
    </>
  );
}

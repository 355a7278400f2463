/** A period whose closing is gone or altered: no figures are shown in its place; a correction is the way on. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../api/refusal.ts';
import { scorecardList } from '../api/scores.ts';
import { session } from '../api/session.ts';
import { Failure } from '../display/failure.tsx';
import { PageHead, Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { DecideClosing, ProposeClosing } from './scorecard-closing-dialogs.tsx';
import { History, mayDecide, mayPutDown, useClosings } from './scorecard-closing.tsx';

interface Lost {
  id: string;
  period: string;
  error: Error;
}

const codes: ReadonlySet<string> = new Set(['closing_gone', 'closing_spoilt']);

/** Is that why a period cannot be shown? */
export function isLost(error: Error | null): error is Refusal {
  return error instanceof Refusal && error.problems.some(({ code }) => codes.has(code));
}

export function LostClosing({ id, period, error }: Lost) {
  const { t } = useTranslation(['closing', 'scores']);
  const say = useSay();
  const { data: user } = useSuspenseQuery(session);
  const [dialog, setDialog] = useState<'propose' | 'decide'>();
  const { data: cards } = useQuery(scorecardList);
  const name = cards?.rows.find((one) => one.id === id)?.name;
  const rows = useClosings({ id, period });
  const waiting = rows.find(({ state }) => state === 'proposed') ?? null;
  const done = () => setDialog(undefined);
  return (
    <>
      <PageHead
        title={name === undefined ? period : `${say(name)} · ${period}`}
        above={<Link to="/scorecards">{t('scores:cards.title')}</Link>}
      />
      <Section
        title={t('title')}
        actions={
          <>
            {waiting === null && mayPutDown(user) && (
              <Button onClick={() => setDialog('propose')}>{t('correct')}</Button>
            )}
            {mayDecide({ waiting }, user) && (
              <Button type="primary" onClick={() => setDialog('decide')}>
                {t('decide')}
              </Button>
            )}
          </>
        }
      >
        <div className="stack">
          <Failure error={error} />
          {rows.length > 0 && <History rows={rows} />}
        </div>
        {dialog === 'propose' && (
          <ProposeClosing
            scorecard={id}
            period={period}
            corrects
            outcome={undefined}
            onClose={done}
          />
        )}
        {dialog === 'decide' && waiting !== null && (
          <DecideClosing closing={waiting} onClose={done} />
        )}
      </Section>
    </>
  );
}

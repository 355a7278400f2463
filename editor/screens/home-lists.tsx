/** The short lists of the first screen; each ends in the screen that has all of it. */
import {
  useInfiniteQuery,
  useQuery,
  type UseInfiniteQueryResult,
  type InfiniteData,
} from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { caseList } from '../api/cases.ts';
import { changeList } from '../api/definitions.ts';
import { findingList } from '../api/findings.ts';
import type { Page } from '../api/page.ts';
import { taskList } from '../api/tasks.ts';
import { Answered, Waiting } from '../display/answered.tsx';
import { DueMark } from '../display/due-mark.tsx';
import { Failure } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { ChangeState, SeverityMark } from '../display/marks.tsx';
import { Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';

const MOST = 8;

export function SoonestTasks() {
  const { t } = useTranslation('access');
  const say = useSay();
  const query = useInfiniteQuery(taskList('mine'));
  return (
    <Section
      title={t('home.soon')}
      flush
      actions={
        <Link to="/inbox" search={{}}>
          {t('home.all')}
        </Link>
      }
    >
      <FirstRows
        query={query}
        empty={
          <>
            {t('home.soonNone')}{' '}
            <Link to="/inbox" search={{ box: 'pool' }}>
              {t('home.toPool')}
            </Link>
          </>
        }
      >
        {(task) => (
          <li key={task.id}>
            <Link to="/tasks/$id" params={{ id: task.id }} className="line-link">
              <span className="row-title">{task.title}</span>
              <span className="row-step">
                {say(task.step.name)} / {say(task.flow.name)}
              </span>
            </Link>
            <DueMark {...task} />
          </li>
        )}
      </FirstRows>
    </Section>
  );
}

export function OpenCases() {
  const { t } = useTranslation('access');
  const say = useSay();
  const query = useInfiniteQuery(caseList({ status: 'open' }));
  return (
    <Section
      title={t('home.openCases')}
      flush
      actions={
        <Link to="/cases" search={{ status: 'open' }}>
          {t('home.all')}
        </Link>
      }
    >
      <FirstRows query={query} empty={t('home.openCasesNone')}>
        {(row) => (
          <li key={row.id}>
            <Link to="/cases/$id" params={{ id: row.id }} className="line-link">
              <span className="row-title">{row.title}</span>
              <span className="row-step">
                {row.at.map(say).join(' / ')} / {say(row.flow.name)}
              </span>
            </Link>
            <DueMark due_at={row.due_at} warn_at={null} />
          </li>
        )}
      </FirstRows>
    </Section>
  );
}

export function LatestFindings() {
  const { t } = useTranslation('access');
  const say = useSay();
  const query = useInfiniteQuery(findingList({ status: 'open' }));
  return (
    <Section
      title={t('home.findings')}
      flush
      actions={
        <Link to="/findings" search={{}}>
          {t('home.all')}
        </Link>
      }
    >
      <FirstRows query={query} empty={t('home.findingsNone')}>
        {(row) => (
          <li key={row.id}>
            <Link to="/findings/$id" params={{ id: row.id }} className="line-link">
              <span className="row-title">{say(row.message)}</span>
              <span className="row-step">{row.case_title}</span>
            </Link>
            <SeverityMark severity={row.severity} />
          </li>
        )}
      </FirstRows>
    </Section>
  );
}

export function ChangesWaiting() {
  const { t } = useTranslation('access');
  const say = useSay();
  const format = useFormat();
  const query = useQuery(changeList);
  return (
    <Section title={t('home.changes')} flush actions={<Link to="/changes">{t('home.all')}</Link>}>
      <Answered query={query}>
        {({ rows }) => {
          const waiting = rows.filter((row) => row.state === 'proposed').slice(0, MOST);
          if (waiting.length === 0) return <p className="line-none">{t('home.changesNone')}</p>;
          return (
            <ul className="lines">
              {waiting.map((row) => (
                <li key={row.id}>
                  <Link to="/changes/$id" params={{ id: row.id }} className="line-link">
                    <span className="row-title">{row.title}</span>
                    <span className="row-step">
                      {say(row.author.name)} / {format.instant(row.proposed_at)}
                    </span>
                  </Link>
                  <ChangeState state={row.state} />
                </li>
              ))}
            </ul>
          );
        }}
      </Answered>
    </Section>
  );
}

interface FirstRowsProps<Row> {
  query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  empty: ReactNode;
  children: (row: Row) => ReactNode;
}

function FirstRows<Row>({ query, empty, children }: FirstRowsProps<Row>) {
  if (query.data === undefined) {
    if (query.error !== null) return <Failure error={query.error} again={query.refetch} />;
    return <Waiting rows={4} />;
  }
  const rows = query.data.pages.flatMap((page) => page.rows).slice(0, MOST);
  if (rows.length === 0) return <p className="line-none">{empty}</p>;
  return <ul className="lines">{rows.map(children)}</ul>;
}

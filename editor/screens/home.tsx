/** The first screen: what waits for this person, by their roles. */
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { openables } from '../api/cases.ts';
import { changeList } from '../api/definitions.ts';
import { findingList } from '../api/findings.ts';
import { hasRole, session, type User } from '../api/session.ts';
import { taskList } from '../api/tasks.ts';
import { standing } from '../display/due.ts';
import { clockParts } from '../display/format.ts';
import { useNow } from '../display/now.ts';
import { PageHead } from '../display/page.tsx';
import type { StateColour } from '../theme/palette.ts';
import { useSay } from '../words/say.ts';
import { ChangesWaiting, LatestFindings, OpenCases, SoonestTasks } from './home-lists.tsx';

export function HomeScreen() {
  const { data: user } = useSuspenseQuery(session);
  const { t } = useTranslation('access');
  if (user === null) return null;
  const isClerk = hasRole(user, ['clerk']);
  return (
    <div className="page home">
      <PageHead
        title={t('home.title')}
        details={<Hello user={user} />}
        actions={<OpenLinks user={user} />}
      />
      <Counts user={user} />
      <div className="home-columns">
        <div className="home-main">
          {isClerk && <SoonestTasks />}
          {(!isClerk || hasRole(user, ['supervisor'])) && <OpenCases />}
        </div>
        <div className="home-side">
          {hasRole(user, ['auditor', 'owner', 'admin', 'supervisor']) && <ChangesWaiting />}
          <LatestFindings />
        </div>
      </div>
    </div>
  );
}

function Hello({ user }: { user: User }) {
  const { t } = useTranslation('access');
  const say = useSay();
  const now = new Date(useNow()).toISOString();
  const hour = Number(clockParts(now).time.slice(0, 2));
  const part = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  return (
    <>
      <span>{t('home.hello', { name: say(user.name), part: t(`home.part.${part}`) })}</span>
      <span className="figures">{clockParts(now).day}</span>
    </>
  );
}

/** A way to open a case of each flow that the person may open. */
function OpenLinks({ user }: { user: User }) {
  const { t } = useTranslation('access');
  const { data } = useQuery({ ...openables, enabled: hasRole(user, ['clerk']) });
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <Link to="/cases/new" search={{}} className="button-link">
      {t('home.open')}
    </Link>
  );
}

interface Count {
  key: 'tasks' | 'pool' | 'due' | 'overdue' | 'changes' | 'findings';
  count: string;
  colour: StateColour;
  to: '/inbox' | '/changes' | '/findings';
  search: Record<string, string>;
}

function Counts({ user }: { user: User }) {
  const { t } = useTranslation('access');
  const counts = useCounts(user);
  return (
    <ul className="counts">
      {counts.map(({ key, count, colour, to, search }) => (
        <li key={key}>
          <Link to={to} search={search} className={`count count-${colour}`}>
            <strong className="figures">{count}</strong>
            <span>{t(`home.count.${key}`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function useCounts(user: User): Count[] {
  const now = useNow();
  const isClerk = hasRole(user, ['clerk']);
  const seesChanges = hasRole(user, ['owner', 'auditor', 'supervisor', 'admin']);
  const mine = useInfiniteQuery({ ...taskList('mine'), enabled: isClerk });
  const pool = useInfiniteQuery({ ...taskList('pool'), enabled: isClerk });
  const changes = useQuery({ ...changeList, enabled: seesChanges });
  const findings = useInfiniteQuery(findingList({ status: 'open' }));
  const states = (mine.data?.pages ?? [])
    .flatMap((page) => page.rows)
    .map((task) => standing(task, now).state);
  const over = states.filter((state) => state === 'over').length;
  const soon = states.filter((state) => state === 'soon').length;
  const waiting = changes.data?.rows.filter((row) => row.state === 'proposed').length ?? 0;
  const forClerks: Count[] = [
    { key: 'tasks', count: counted(mine), colour: 'blue', to: '/inbox', search: {} },
    {
      key: 'overdue',
      count: `${over}`,
      colour: over > 0 ? 'red' : 'grey',
      to: '/inbox',
      search: { urgency: 'over' },
    },
    {
      key: 'due',
      count: `${soon}`,
      colour: soon > 0 ? 'amber' : 'grey',
      to: '/inbox',
      search: { urgency: 'soon' },
    },
    { key: 'pool', count: counted(pool), colour: 'grey', to: '/inbox', search: { box: 'pool' } },
  ];
  const forReaders: Count[] = [
    {
      key: 'changes',
      count: `${waiting}`,
      colour: waiting > 0 ? 'violet' : 'grey',
      to: '/changes',
      search: {},
    },
  ];
  const forAll: Count[] = [
    {
      key: 'findings',
      count: counted(findings),
      colour: 'grey',
      to: '/findings',
      search: { status: 'open' },
    },
  ];
  return [...(isClerk ? forClerks : []), ...(seesChanges ? forReaders : []), ...forAll];
}

/** Rows of the first pages; `50+` when there are more than were loaded. */
function counted(query: {
  data: { pages: { rows: unknown[] }[] } | undefined;
  hasNextPage: boolean;
}): string {
  if (query.data === undefined) return '–';
  const count = query.data.pages.reduce((sum, page) => sum + page.rows.length, 0);
  return query.hasNextPage ? `${count}+` : `${count}`;
}

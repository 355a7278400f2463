/** What waits for the person, counted from the lists themselves, and what they were told. */
import { BellOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Popover } from 'antd';
import { lazy, Suspense, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { changeList, reviewList } from '../api/definitions.ts';
import { findingList } from '../api/findings.ts';
import { incidentList } from '../api/incidents.ts';
import { unreadNotices } from '../api/notices.ts';
import { hasRole, type User } from '../api/session.ts';
import { taskList } from '../api/tasks.ts';
import { standing } from '../display/due.ts';
import { useNow } from '../display/now.ts';

interface Waiting {
  key: 'overdue' | 'due' | 'lateReviews' | 'reviews' | 'changes' | 'findings' | 'incidents';
  count: number;
  to: '/inbox' | '/changes' | '/findings' | '/incidents';
  search: Record<string, string>;
}

const NoticeList = lazy(async () => ({ default: (await import('./notice-list.tsx')).NoticeList }));

/** One short of what a list has at first: how many more there are is not known. */
const MOST = 49;

export function Bell({ user }: { user: User }) {
  const { t } = useTranslation('shell');
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const waiting = useWaiting(user);
  const { data: unread = 0 } = useQuery(unreadNotices);
  const count = waiting.reduce((sum, one) => sum + one.count, unread);
  const shown = count > MOST ? `${MOST}+` : `${count}`;
  const close = () => setIsOpen(false);
  const leave = () => {
    close();
    button.current?.focus();
  };
  const content = (
    <div
      ref={frame}
      className="bell"
      role="dialog"
      aria-label={t('bell.open')}
      tabIndex={-1}
      onKeyDown={(event) => leavesBy(event) && leave()}
    >
      <WaitingList waiting={waiting} onChosen={close} />
      <Suspense fallback={null}>
        <NoticeList unread={unread} onOpened={close} />
      </Suspense>
    </div>
  );
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      afterOpenChange={(open) => open && frame.current?.focus({ preventScroll: true })}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={content}
    >
      <Button
        type="text"
        ref={button}
        className="top-tool"
        aria-label={count === 0 ? t('bell.open') : t('bell.openCount', { count: shown })}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        icon={
          <span className="top-bell">
            <BellOutlined aria-hidden />
            {count > 0 && <span className="top-bell-count">{shown}</span>}
          </span>
        }
      />
    </Popover>
  );
}

interface WaitingListProps {
  waiting: readonly Waiting[];
  onChosen: () => void;
}

function WaitingList({ waiting, onChosen }: WaitingListProps) {
  const { t } = useTranslation('shell');
  if (waiting.length === 0) return null;
  return (
    <section className="bell-waiting" aria-labelledby="bell-waiting">
      <h2 id="bell-waiting">{t('bell.title')}</h2>
      <ul>
        {waiting.map((one) => (
          <li key={one.key}>
            <Link to={one.to} search={one.search} onClick={onChosen}>
              <span>{t(`bell.${one.key}`)}</span>
              <strong className="figures">{one.count}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Escape, and going on by the keyboard beyond what is there. */
function leavesBy({ key, shiftKey, target, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  if (key === 'Escape') return true;
  if (key !== 'Tab') return false;
  const stops = [...currentTarget.querySelectorAll('a[href], button:not(:disabled)')];
  const isFirst = target === currentTarget || target === stops[0];
  return shiftKey ? isFirst : stops.length === 0 || target === stops.at(-1);
}

function useWaiting(user: User): Waiting[] {
  const now = useNow();
  const isClerk = hasRole(user, ['clerk']);
  const reviews = hasRole(user, ['auditor']);
  const follows = hasRole(user, ['auditor', 'supervisor']);
  const settles = hasRole(user, ['owner', 'supervisor']);
  const tasks = useInfiniteQuery({ ...taskList('mine'), enabled: isClerk });
  const changes = useQuery({ ...changeList, enabled: reviews });
  const reviewing = useQuery({ ...reviewList, enabled: reviews });
  const findings = useInfiniteQuery({ ...findingList({ status: 'open' }), enabled: follows });
  const incidents = useInfiniteQuery({ ...incidentList, enabled: settles });
  // A list may be known from another screen and still not be this person's to follow.
  const states = rowsOf(isClerk && tasks.data).map((task) => standing(task, now).state);
  const proposed = reviews ? (changes.data?.rows ?? []) : [];
  const unreviewed = reviews ? (reviewing.data?.rows ?? []) : [];
  const late = unreviewed.filter(({ review }) => review?.overdue === true).length;
  const all: Waiting[] = [
    {
      key: 'overdue',
      count: states.filter((state) => state === 'over').length,
      to: '/inbox',
      search: { urgency: 'over' },
    },
    {
      key: 'due',
      count: states.filter((state) => state === 'soon').length,
      to: '/inbox',
      search: { urgency: 'soon' },
    },
    { key: 'lateReviews', count: late, to: '/changes', search: { show: 'reviews' } },
    {
      key: 'reviews',
      count: unreviewed.length - late,
      to: '/changes',
      search: { show: 'reviews' },
    },
    {
      key: 'changes',
      count: proposed.filter((row) => row.state === 'proposed').length,
      to: '/changes',
      search: {},
    },
    {
      key: 'findings',
      count: rowsOf(follows && findings.data).length,
      to: '/findings',
      search: { status: 'open' },
    },
    {
      key: 'incidents',
      count: rowsOf(settles && incidents.data).length,
      to: '/incidents',
      search: {},
    },
  ];
  return all.filter((one) => one.count > 0);
}

function rowsOf<Row>(data: { pages: { rows: Row[] }[] } | false | undefined): Row[] {
  return data ? data.pages.flatMap((page) => page.rows) : [];
}

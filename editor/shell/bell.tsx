/** What waits for the person, counted from the lists themselves. */
import { BellOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeList } from '../api/definitions.ts';
import { findingList } from '../api/findings.ts';
import { hasRole, type User } from '../api/session.ts';
import { taskList } from '../api/tasks.ts';
import { standing } from '../display/due.ts';
import { useNow } from '../display/now.ts';

interface Waiting {
  key: 'overdue' | 'due' | 'changes' | 'findings';
  count: number;
  to: '/inbox' | '/changes' | '/findings';
  search: Record<string, string>;
}

/** One short of what a list has at first: how many more there are is not known. */
const MOST = 49;

export function Bell({ user }: { user: User }) {
  const { t } = useTranslation('shell');
  const [isOpen, setIsOpen] = useState(false);
  const waiting = useWaiting(user);
  const count = waiting.reduce((sum, one) => sum + one.count, 0);
  const shown = count > MOST ? `${MOST}+` : `${count}`;
  const content = (
    <div className="bell">
      {waiting.length === 0 && <p className="quiet">{t('bell.none')}</p>}
      <ul>
        {waiting.map((one) => (
          <li key={one.key}>
            <Link to={one.to} search={one.search} onClick={() => setIsOpen(false)}>
              <span>{t(`bell.${one.key}`)}</span>
              <strong className="figures">{one.count}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger="click"
      placement="bottomRight"
      title={t('bell.title')}
      content={content}
    >
      <Button
        type="text"
        className="top-tool"
        aria-label={count === 0 ? t('bell.open') : t('bell.openCount', { count: shown })}
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

function useWaiting(user: User): Waiting[] {
  const now = useNow();
  const isClerk = hasRole(user, ['clerk']);
  const reviews = hasRole(user, ['auditor']);
  const follows = hasRole(user, ['auditor', 'supervisor']);
  const tasks = useInfiniteQuery({ ...taskList('mine'), enabled: isClerk });
  const changes = useQuery({ ...changeList, enabled: reviews });
  const findings = useInfiniteQuery({ ...findingList({ status: 'open' }), enabled: follows });
  // A list may be known from another screen and still not be this person's to follow.
  const states = rowsOf(isClerk && tasks.data).map((task) => standing(task, now).state);
  const proposed = reviews ? (changes.data?.rows ?? []) : [];
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
  ];
  return all.filter((one) => one.count > 0);
}

function rowsOf<Row>(data: { pages: { rows: Row[] }[] } | false | undefined): Row[] {
  return data ? data.pages.flatMap((page) => page.rows) : [];
}

import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Box } from '../api/tasks.ts';
import { Nothing } from '../display/nothing.tsx';

const route = getRouteApi('/in/inbox');

/** What to say where no task fits, and the way on from there. */
export function NoTasks({ box }: { box: Box }) {
  const { t } = useTranslation(['tasks', 'sharing']);
  const { q, urgency } = route.useSearch();
  const isFiltered = q !== undefined || urgency !== undefined;
  if (isFiltered) {
    return (
      <Nothing text={t('inbox.emptyFilter')}>
        <Link to="/inbox" search={{ box }}>
          {t('inbox.clear')}
        </Link>
      </Nothing>
    );
  }
  if (box === 'unit') return <Nothing text={t('sharing:unit.empty')} />;
  if (box === 'pool') return <Nothing text={t('inbox.emptyPool')} />;
  return (
    <Nothing text={t('inbox.emptyMine')}>
      <Link to="/inbox" search={{ box: 'pool' }}>
        {t('inbox.pool')}
      </Link>
    </Nothing>
  );
}

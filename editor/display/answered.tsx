/** Something asked of the server: what to show until it comes, when it fails, and then. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure, FailureScreen } from './failure.tsx';

/** Height of a line of the placeholder, px. */
const LINE = 32;

interface AnsweredProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
  /** Lines of the placeholder; about as high as what is to come. */
  rows?: number;
  /** It is what the screen is about: without it there is no screen. */
  page?: boolean;
}

export function Answered<Data>({ query, children, rows = 4, page }: AnsweredProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null && page) {
    return <FailureScreen error={query.error} again={query.refetch} />;
  }
  if (query.error !== null) return <Failure error={query.error} again={query.refetch} />;
  return <Waiting rows={rows} />;
}

export function Waiting({ rows }: { rows: number }) {
  const { t } = useTranslation('display');
  return (
    <div role="status" aria-busy aria-label={t('loading')}>
      <div className="waiting" style={{ height: rows * LINE }} />
    </div>
  );
}

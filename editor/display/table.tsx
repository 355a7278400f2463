/**
 * A table of rows: a real table (its head stays in sight, a screen reader reads it), 40-px rows,
 * and further rows when they are wanted.
 */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../api/page.ts';
import { Waiting } from './answered.tsx';
import { Failure } from './failure.tsx';
import { Nothing } from './nothing.tsx';
import { useIsNarrow } from './wide.ts';

export interface Column<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** Numbers stand to the right, in figures of one width. */
  numeric?: boolean;
  width?: number | string;
  /** Left out where the table is narrow. */
  wide?: boolean;
  /** Never broken into lines: times, names of states. */
  tight?: boolean;
}

interface TableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Marks a row, e.g. the one that is open beside the table. */
  isCurrent?: (row: Row) => boolean;
  empty?: ReactNode;
}

export function DataTable<Row>({ caption, columns, rows, empty, ...props }: TableProps<Row>) {
  // Where the table itself scrolls, the arrow keys must be able to scroll it.
  const scrolls = useIsNarrow();
  if (rows.length === 0) return empty ?? <Nothing />;
  return (
    <div
      className="table-frame"
      {...(scrolls ? { tabIndex: 0, role: 'group', 'aria-label': caption } : {})}
    >
      <table className="table">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={cellClass(column)}
                style={widthOf(column)}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={props.rowKey(row)}
              aria-current={props.isCurrent?.(row) === true ? 'true' : undefined}
            >
              {columns.map((column) => (
                <td key={column.key} className={cellClass(column)}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface EndlessProps<Row> extends Omit<TableProps<Row>, 'rows'> {
  query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  /** Rows to show among those that are loaded. */
  only?: (row: Row) => boolean;
}

/** A table over pages of rows. */
export function EndlessTable<Row>({ query, only, ...table }: EndlessProps<Row>) {
  if (query.data === undefined) {
    if (query.error !== null) return <Failure error={query.error} again={query.refetch} />;
    return <Waiting rows={8} />;
  }
  const loaded = query.data.pages.flatMap((page) => page.rows);
  const rows = only === undefined ? loaded : loaded.filter(only);
  return (
    <>
      <DataTable rows={rows} {...table} />
      <MoreRows query={query} count={rows.length} />
    </>
  );
}

interface MoreProps<Row> {
  query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  count: number;
}

/** How many rows there are, and the way to further ones. */
export function MoreRows<Row>({ query, count }: MoreProps<Row>) {
  const { t } = useTranslation('display');
  if (count === 0 && !query.hasNextPage) return null;
  return (
    <div className="table-more" role="status">
      <span>{query.hasNextPage ? t('loadedSome', { count }) : t('loadedAll', { count })}</span>
      {query.hasNextPage && (
        <Button
          size="small"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </div>
  );
}

function cellClass(column: Pick<Column<never>, 'numeric' | 'wide' | 'tight'>): string | undefined {
  const classes = [
    column.numeric ? 'numeric tight' : '',
    column.wide ? 'wide-only' : '',
    column.tight ? 'tight' : '',
  ];
  return classes.filter(Boolean).join(' ') || undefined;
}

function widthOf(column: { width?: number | string }) {
  return column.width === undefined ? undefined : { width: column.width };
}

/** Pages of rows by cursor: the next one is asked for when the reader wants it. */
import { infiniteQueryOptions } from '@tanstack/react-query';

export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

/** Options of an endless list; `read` gets the cursor of the page wanted. */
export function pages<Row>(
  queryKey: readonly unknown[],
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

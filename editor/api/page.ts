/** Pages of rows by cursor: the next one is asked for when the reader wants it. */
import { infiniteQueryOptions } from '@tanstack/react-query';

export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

/** Options of an endless list; `read` gets the cursor of the page wanted. A page may say more. */
export function pages<Row, Full extends Page<Row> = Page<Row>>(
  queryKey: readonly unknown[],
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Full>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

/** Imported event logs. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { LogView } from '@flowmeter/server/views/results.ts';
import { ask } from './client.ts';
import type { Page } from './page.ts';

export type ImportedLog = z.infer<typeof LogView>;

export const logList = queryOptions({
  queryKey: ['logs'],
  queryFn: ({ signal }) => ask<Page<ImportedLog>>('GET', '/api/logs', { signal }),
});

export const logOf = (id: string) =>
  queryOptions({
    queryKey: ['logs', id],
    queryFn: ({ signal }) => ask<ImportedLog>('GET', `/api/logs/${id}`, { signal }),
  });

/** Imported event logs. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { LogView } from '@flowmeter/server/views/results.ts';
import { answer, api, until } from './client.ts';

export type ImportedLog = z.infer<typeof LogView>;

export const logList = queryOptions({
  queryKey: ['logs'],
  queryFn: ({ signal }) => answer(api.logs.$get({}, until(signal))),
});

export const logOf = (id: string) =>
  queryOptions({
    queryKey: ['logs', id],
    queryFn: ({ signal }) => answer(api.logs[':id'].$get({ param: { id } }, until(signal))),
  });

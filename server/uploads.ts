/** Routes that take a file instead of JSON: which forms, how large. No form of a page can send these. */
import type { Context } from 'hono';
import type { AppEnv } from './app-env.ts';

interface Upload {
  path: RegExp;
  types: readonly string[];
  mostBytes: number;
}

const uploads: readonly Upload[] = [
  {
    path: /^\/api\/records\/[^/]+\/batches$/,
    types: [
      'text/csv',
      'application/gzip',
      'application/vnd.apache.parquet',
      'application/octet-stream',
    ],
    mostBytes: 2 ** 30,
  },
];

/** Of the route that is asked, if it takes a file. */
export function uploadOf({ req }: Context<AppEnv>): Upload | undefined {
  return req.method === 'POST' ? uploads.find(({ path }) => path.test(req.path)) : undefined;
}

export function takesType({ types }: Upload, type: string): boolean {
  return types.includes(type.split(';', 1).join().trim().toLowerCase());
}

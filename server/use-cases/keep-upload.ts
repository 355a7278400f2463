/** Keeps what a caller sends as a file, counted while it comes, until it was used. */
import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';

/** @param folder where it lies meanwhile */
export async function keepUpload<T>(
  body: ReadableStream<Uint8Array> | null,
  { folder, name, mostBytes }: { folder: string; name: string; mostBytes: number },
  handle: (path: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  try {
    const file = await open(path, 'wx');
    let bytes = 0;
    try {
      for await (const piece of body ?? []) {
        bytes += piece.length;
        if (bytes > mostBytes) {
          return failed(problem('too_large', { limit: `${Math.round(mostBytes / 2 ** 20)} MB` }));
        }
        await file.write(piece);
      }
    } finally {
      await file.close();
    }
    return await handle(path);
  } finally {
    rmSync(path, { force: true });
  }
}

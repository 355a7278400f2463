/** The thread of an import: see import-thread.ts. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { importAlone, type ImportRequest } from './import.ts';
import type { ThreadHears, ThreadSays } from './import-thread.ts';

const { folder, request } = workerData as { folder: string; request: ImportRequest };
const say = (words: ThreadSays): void => parentPort?.postMessage(words, []);

const done = await importAlone(folder, request, async (batch) => {
  if (parentPort === null) return [];
  const answer = once(parentPort, 'message') as Promise<[ThreadHears]>;
  say({ asks: batch });
  const [{ refused }] = await answer;
  return refused;
});
say({ done });

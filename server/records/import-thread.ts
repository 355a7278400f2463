/** Imports in a thread of its own, so that the server goes on serving meanwhile. */
import { Worker } from 'node:worker_threads';
import { failed, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Doing } from './import.ts';
import type { Batch } from './manifest.ts';

/** What the thread says: may it count? It is done. */
export type ThreadSays = { asks: Batch } | { done: Result<Batch> };
export type ThreadHears = { refused: readonly Problem[] };

/** Megabytes that the thread may use; an import that is well needs less. */
const MOST_MEMORY = 2048;

export const importInThread: Doing = (folder, request, allow) => {
  const thread = new Worker(new URL('import-worker.ts', import.meta.url), {
    workerData: { folder, request },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
  });
  return new Promise((resolve, reject) => {
    thread.on('message', (said: ThreadSays) => {
      if ('done' in said) return resolve(said.done);
      return void allow(said.asks).then(
        (refused) => thread.postMessage({ refused } satisfies ThreadHears, []),
        (error: unknown) => {
          void thread.terminate();
          reject(error);
        },
      );
    });
    thread.on('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        resolve(failed(problem('too_large', { limit: `${MOST_MEMORY} MB` })));
      } else {
        reject(error);
      }
    });
    thread.on('exit', () => reject(new Error('the import ended without an answer')));
  });
};

/**
 * Compares records on threads of their own, however few: what a draft asks was approved by nobody, and may
 * take for ever.
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { DamagedBlock } from '../records/blocks.ts';
import { readingLimits } from '../records/reading-limits.ts';
import type { CompareNews } from './compare-thread.ts';
import type { ComparePiece, CompareRequest } from './scan.ts';

/** More threads take longer to start than so few records to ask. */
const FEW_RECORDS = 5000;
/** Each reads columns of its own. */
const MOST_THREADS = 4;
const MOST_MEGABYTES = 1024;

/**
 * `take` hears of every piece, from all threads; none of them goes on when this ends, or when `signal` says so.
 * @throws {DamagedBlock}
 */
export async function compareBeside(
  request: Omit<CompareRequest, 'part' | 'parts'>,
  records: number,
  take: (piece: ComparePiece) => void,
  signal: AbortSignal,
): Promise<void> {
  const parts = records <= FEW_RECORDS ? 1 : Math.min(MOST_THREADS, availableParallelism());
  const others = new AbortController();
  const until = AbortSignal.any([signal, others.signal]);
  const each = Array.from({ length: parts }, (_, part) =>
    onThread({ ...request, part, parts }, take, until),
  );
  try {
    await Promise.all(each);
  } finally {
    others.abort();
    await Promise.allSettled(each);
  }
}

async function onThread(
  workerData: CompareRequest,
  take: (piece: ComparePiece) => void,
  signal: AbortSignal,
) {
  const thread = new Worker(new URL('compare-thread.ts', import.meta.url), {
    workerData,
    resourceLimits: readingLimits(MOST_MEGABYTES),
  });
  try {
    for (;;) {
      // An error of the thread is thrown here.
      const [news] = (await once(thread, 'message', { signal })) as [CompareNews];
      if ('damaged' in news) throw new DamagedBlock();
      if ('done' in news) return;
      take(news.piece);
      thread.postMessage('on', []);
    }
  } finally {
    await thread.terminate();
  }
}

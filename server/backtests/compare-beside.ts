/** Compares records beside the thread that serves: few between other work, many on threads of their own. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { DamagedBlock } from '../records/blocks.ts';
import type { CompareNews } from './compare-thread.ts';
import { compareAll, type ComparePiece, type CompareRequest } from './scan.ts';

/** A thread takes longer to start than so few records to ask. */
const FEW_RECORDS = 5000;
/** Each reads columns of its own. */
const MOST_THREADS = 4;
const MOST_MEGABYTES = 1024;

/**
 * `take` hears of every piece, from all threads.
 * @throws {DamagedBlock}
 */
export async function compareBeside(
  request: Omit<CompareRequest, 'part' | 'parts'>,
  records: number,
  take: (piece: ComparePiece) => void,
): Promise<void> {
  if (records <= FEW_RECORDS) return compareHere({ ...request, part: 0, parts: 1 }, take);
  const parts = Math.min(MOST_THREADS, availableParallelism());
  const each = Array.from({ length: parts }, (_, part) =>
    onThread({ ...request, part, parts }, take),
  );
  await Promise.all(each);
}

async function compareHere(request: CompareRequest, take: (piece: ComparePiece) => void) {
  for (const piece of compareAll(request)) {
    take(piece);
    await setImmediate();
  }
}

async function onThread(workerData: CompareRequest, take: (piece: ComparePiece) => void) {
  const thread = new Worker(new URL('compare-thread.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  try {
    for (;;) {
      // An error of the thread is thrown here.
      const [news] = (await once(thread, 'message')) as [CompareNews];
      if ('damaged' in news) throw new DamagedBlock();
      if ('done' in news) return;
      take(news.piece);
      thread.postMessage('on', []);
    }
  } finally {
    await thread.terminate();
  }
}

/**
 * Scans records beside the thread that serves: few of them between other work, many on a thread of its
 * own. Whoever reads sets the pace; nothing piles up.
 */
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { DamagedBlock } from '../records/blocks.ts';
import { readingLimits } from '../records/reading-limits.ts';
import { scan, type ScanPiece, type ScanRequest } from './scan.ts';
import type { ScanNews } from './scan-thread.ts';

/** A thread takes longer to start than so few records to ask. */
const FEW_RECORDS = 5000;
/** Of the thread's objects. */
const MOST_MEGABYTES = 768;

/**
 * @param signal stops the thread, whatever it is at
 * @throws {DamagedBlock}
 */
export function scanRecords(
  request: ScanRequest,
  records: number,
  signal?: AbortSignal,
): AsyncGenerator<ScanPiece, void> {
  return records <= FEW_RECORDS ? scanHere(request) : scanBeside(request, signal);
}

async function* scanHere(request: ScanRequest): AsyncGenerator<ScanPiece, void> {
  for (const piece of scan(request)) {
    yield piece;
    await setImmediate();
  }
}

async function* scanBeside(
  workerData: ScanRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<ScanPiece, void> {
  const thread = new Worker(new URL('scan-thread.ts', import.meta.url), {
    workerData,
    resourceLimits: readingLimits(MOST_MEGABYTES),
  });
  try {
    for (;;) {
      // An error of the thread is thrown here.
      const [news] = (await once(thread, 'message', { signal })) as [ScanNews];
      if ('damaged' in news) throw new DamagedBlock();
      if ('done' in news) return;
      yield news.piece;
      thread.postMessage('on', []);
    }
  } finally {
    await thread.terminate();
  }
}

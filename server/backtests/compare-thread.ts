/** The thread that compares; the next piece is made when the one before was taken. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { DamagedBlock } from '../records/blocks.ts';
import { compareAll, type ComparePiece, type CompareRequest } from './scan.ts';

export type CompareNews = { piece: ComparePiece } | { done: true } | { damaged: true };

async function run(): Promise<void> {
  const port = parentPort;
  if (port === null) return;
  const tell = (news: CompareNews) => port.postMessage(news);
  try {
    for (const piece of compareAll(workerData as CompareRequest)) {
      tell({ piece });
      await once(port, 'message');
    }
    tell({ done: true });
  } catch (error) {
    if (!(error instanceof DamagedBlock)) throw error;
    tell({ damaged: true });
  }
  port.close();
}

await run();

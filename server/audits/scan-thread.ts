/** The thread that scans: a piece is made when the one before was taken. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { DamagedBlock } from '../records/blocks.ts';
import { scan, type ScanPiece, type ScanRequest } from './scan.ts';

/** What the thread tells; after `piece` it waits until it is told to go on. */
export type ScanNews = { piece: ScanPiece } | { done: true } | { damaged: true };

async function run(): Promise<void> {
  const port = parentPort;
  if (port === null) return;
  const tell = (news: ScanNews) => port.postMessage(news);
  try {
    for (const piece of scan(workerData as ScanRequest)) {
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

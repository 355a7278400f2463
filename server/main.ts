/** Starts the server: opens or makes its data, serves, and goes down in order. */
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { readConfig, type Config } from './config.ts';
import type { Deps } from './deps.ts';
import { greet } from './greet.ts';
import { createLog, wordsOfError } from './log.ts';
import { openDeps } from './open.ts';
import { firstLinks } from './use-cases/first-links.ts';
import { stopBacktest } from './use-cases/run-backtest.ts';
import { createHttpServer } from './web/http-server.ts';
import { createWorker, type Worker } from './worker/worker.ts';

/** What does not finish in this time after a signal is cut off. */
const DRAIN_MS = 10_000;

const editor = fileURLToPath(new URL('../editor/dist', import.meta.url));
const log = createLog();

async function start(config: Config): Promise<void> {
  const deps = await openDeps(config, log);
  deps.records.clearUploads();
  const worker = createWorker(deps);
  const server = createHttpServer(createApp(deps, editor).fetch);
  await listening(server, config);
  worker.start();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void stop(server, worker, deps));
  }
  const links = await firstLinks(deps, config.access);
  await greet(addressOf(server, config), deps, { hasEditor: existsSync(editor), links });
}

function listening(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function addressOf(server: Server, { host, origin }: Config): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Takes no more requests, finishes those it has, then closes the store. */
async function stop(server: Server, worker: Worker, deps: Deps): Promise<void> {
  log('info', 'going down');
  setTimeout(() => process.exit(1), DRAIN_MS).unref();
  const closed = new Promise((resolve) => server.close(resolve));
  deps.live.close();
  server.closeIdleConnections();
  await Promise.all([worker.stop(), stopBacktest(deps)]);
  await closed;
  await deps.store.close();
  process.exit(0);
}

try {
  await start(readConfig(process.env));
} catch (error) {
  log('error', 'the server cannot start', wordsOfError(error));
  process.exitCode = 1;
}

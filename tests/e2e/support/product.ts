/**
 * The product in this process, as people meet it: a real store in a folder of its own, a real port,
 * the built editor, the worker. Only time is the test's: nothing passes until it says so.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from '@flowmeter/server/app.ts';
import { instantOf, virtualClock } from '@flowmeter/server/clock.ts';
import { composeDeps, type Parts } from '@flowmeter/server/compose.ts';
import type { Deps } from '@flowmeter/server/deps.ts';
import { createIds } from '@flowmeter/server/ids.ts';
import { keysInMemory } from '@flowmeter/server/keys/key-files.ts';
import { openKeys } from '@flowmeter/server/keys/keys.ts';
import { seed } from '@flowmeter/server/seed/seed.ts';
import { createRecordStore } from '@flowmeter/server/records/record-store.ts';
import { openStore } from '@flowmeter/server/store/store.ts';
import { createHttpServer } from '@flowmeter/server/web/http-server.ts';
import { createWorker } from '@flowmeter/server/worker/worker.ts';
import { clientOf, type Client } from './client.ts';

const DAY = 86_400_000;
/** The least that argon2id takes: tests sign in often. */
const quick = { memory: 8, passes: 1 };
/** Elsewhere than in editor/dist only while the editor is being worked on. */
const editor =
  process.env['EDITOR_DIST'] ?? fileURLToPath(new URL('../../../editor/dist', import.meta.url));

export interface Product extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  deps: Deps;
  /** A client of the API signed in as this person. */
  as(person: string): Client;
  now(): string;
  /** Time passes until then; the worker serves what falls due, at its own moment, in order. */
  at(instant: string): Promise<void>;
  pass(ms: number): Promise<void>;
  /** Nobody is answered until it is back, at the same address; what it has stays. */
  goesAway(): Promise<void>;
  isBack(): Promise<void>;
  /** What the server wrote to its log as a warning or an error. */
  complaints: string[];
}

/**
 * Starts with the packs that come with the product. Without the demonstration they are released a day
 * before `start`, and there is no case.
 */
export async function startProduct(
  start: string,
  demonstration = false,
  access: Pick<Parts, 'factorFor'> = {},
): Promise<Product> {
  if (!existsSync(join(editor, 'index.html'))) throw new Error('the editor is not built');
  const folder = mkdtempSync(join(tmpdir(), 'flowmeter-e2e-'));
  const clock = virtualClock(start);
  const complaints: string[] = [];
  const parts = {
    store: openStore(join(folder, 'flowmeter.sqlite')),
    records: createRecordStore(join(folder, 'records')),
    keys: openKeys(keysInMemory(), start),
    passwordCost: quick,
    log: (level: string, message: string, fields?: object) => {
      if (level !== 'info') complaints.push(JSON.stringify({ level, message, ...fields }));
    },
  };
  await seed(parts, clock.clock() - (demonstration ? 0 : DAY), demonstration ? 'whole' : 'people');
  const ids = createIds(clock.clock);
  const deps = await composeDeps({ ...parts, ...access, clock: clock.clock, ids });
  const worker = createWorker(deps);
  const server = createHttpServer(createApp(deps, editor).fetch);
  const listen = (at: number) =>
    new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  await listen(0);
  worker.start();
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const hangUp = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };

  /** From one timer to the next, so that each is served at its own time. */
  const moveTo = async (target: number) => {
    for (;;) {
      const next = await deps.store.timers.next();
      const due = next === undefined ? Infinity : Date.parse(next);
      if (due > target) break;
      clock.set(Math.max(due, clock.clock()));
      await worker.runDue();
    }
    clock.set(target);
    await worker.runDue();
  };
  const clients = new Map<string, Client>();
  return {
    origin,
    deps,
    complaints,
    as: (person) => {
      const known = clients.get(person) ?? clientOf(origin, person);
      clients.set(person, known);
      return known;
    },
    now: () => instantOf(clock.clock),
    at: (instant) => moveTo(Date.parse(instant)),
    pass: (ms) => moveTo(clock.clock() + ms),
    goesAway: hangUp,
    isBack: () => listen(port),
    [Symbol.asyncDispose]: async () => {
      deps.live.close();
      await hangUp();
      await worker.stop();
      await deps.store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

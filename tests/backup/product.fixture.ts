/** The product as a process, and somebody who works with it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

export interface Product {
  /** Opens cases one after another; their ids. */
  openCases(count: number): Promise<string[]>;
  /** Goes on until it is stopped; the ids of those that were acknowledged. */
  openCasesUntilStopped(): { stop(): Promise<string[]> };
  /** Of every case that the supervisor sees: the hash of what happened in it. */
  histories(): Promise<Map<string, string>>;
  auditBundle(): Promise<string>;
  stop(): Promise<void>;
}

const environment = { PORT: '0', NO_COLOR: '1', FLOWMETER_DEMO: 'people', FLOWMETER_LIMITS: 'off' };

export async function openProduct(dataDir: string): Promise<Product> {
  const env = { ...process.env, ...environment, DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['--disable-proto=delete', main], { env });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (/http:\/\/127\.0\.0\.1:\d+/.test(said)) break;
  }
  const address = String(/http:\/\/127\.0\.0\.1:\d+/.exec(said));
  const as = (account: string) => signIn(address, account);
  return {
    ...(await workOf(as)),
    stop: async () => {
      if (child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Runs the command line; what it said and its exit code. */
export async function flowmeter(dataDir: string, ...line: string[]) {
  const env = { ...process.env, ...environment, DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['--disable-proto=delete', cli, ...line], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

type Ask = (path: string, body?: unknown) => Promise<Response>;

async function signIn(address: string, account: string): Promise<Ask> {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ account, password: 'flowmeter-demo' });
  const signed = await fetch(`${address}/api/session`, { method: 'POST', headers, body });
  const cookie = String(signed.headers.get('set-cookie')).split(';', 1).join();
  return async (path, content) => {
    const asked = { headers: { ...headers, cookie } };
    if (content === undefined) return fetch(`${address}${path}`, asked);
    return fetch(`${address}${path}`, { ...asked, method: 'POST', body: JSON.stringify(content) });
  };
}

/** Somebody who opens cases, and somebody who sees them all. */
const CLERK = 'lina';
const AUDITOR = 'sunli';
const FLOW = 'hv_new';
const form = {
  customer_name: 'Hengyuan Machinery',
  contact_name: 'Chen Li',
  contact_phone: '13800000001',
  supply_address: '18 Gongye Road',
  business_type: 'new',
  channel: 'app',
  voltage_kv: 10,
  capacity_kva: 630,
  source_count: 1,
  importance: 'none',
};

async function workOf(as: (account: string) => Promise<Ask>): Promise<Omit<Product, 'stop'>> {
  const clerk = await as(CLERK);
  const auditor = await as(AUDITOR);

  async function open(): Promise<string> {
    const answer = await clerk('/api/cases', { flow: FLOW, data: form });
    if (answer.status !== 201) throw new Error(await answer.text());
    return ((await answer.json()) as { case_id: string }).case_id;
  }

  return {
    openCases: async (count) => {
      const ids: string[] = [];
      for (let at = 0; at < count; at++) ids.push(await open());
      return ids;
    },
    openCasesUntilStopped: () => {
      const load = { going: true };
      const work = (async () => {
        const ids: string[] = [];
        while (load.going) ids.push(await open());
        return ids;
      })();
      return {
        stop: () => {
          load.going = false;
          return work;
        },
      };
    },
    histories: async () => {
      const found = new Map<string, string>();
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page = await auditor(
          `/api/cases?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        const { rows, next } = (await page.json()) as {
          rows: { id: string }[];
          next: string | null;
        };
        for (const { id } of rows) {
          const entries = await auditor(`/api/cases/${id}/entries?limit=200`);
          found.set(
            id,
            createHash('sha256')
              .update(await entries.text())
              .digest('hex'),
          );
        }
        cursor = next;
      }
      return found;
    },
    auditBundle: async () => (await auditor('/api/audit-log/bundle')).text(),
  };
}

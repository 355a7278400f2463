/**
 * Completed tasks per second through the product's HTTP API (session, policy, form, audits, limits,
 * entry, tasks and timers, all durable before the answer) beside the journal floor over the same HTTP
 * server, 64 clients each, turn and turn about in one run.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { compileFlow } from '@flowmeter/engine/flow/compile.ts';
import { dataFor } from './walk.ts';
import { median, rounded, type Figure } from './figures.ts';
import { sendAll, type Answer, type Request } from './load.ts';

const ROUNDS = 5;
const TASKS = 4000;
const DEADLINE_MS = 60_000;
/** Both servers are run as `npm start` runs the product. */
const serverFlags = JSON.parse(
  readFileSync(new URL('../../scripts/server-flags.json', import.meta.url), 'utf8'),
) as string[];

export async function measureHttp(pack: Pack): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'flowmeter-bench-'));
  const product = await start(['server/main.ts'], {
    DATA_DIR: folder,
    PORT: '0',
    FLOWMETER_DEMO: 'people',
    FLOWMETER_LIMITS: 'address=1e6,read=1e6,write=1e6',
  });
  const floor = await start(['tests/bench/floor-server.ts'], {});
  try {
    const rates = { product: [] as number[], floor: [] as number[] };
    const forms = formsOf(pack);
    const cookie = await signIn(product.port);
    for (let round = 0; round <= ROUNDS; round++) {
      const tasks = await claimedTasks(product.port, cookie, forms);
      rates.product.push(await timed(product.port, tasks));
      rates.floor.push(await timed(floor.port, floorTasks(forms)));
    }
    const ours = median(rates.product.slice(1));
    const limit = median(rates.floor.slice(1));
    return [
      {
        name: 'complete_task_vs_storage_limit',
        value: rounded(ours / limit),
        unit: 'x',
        peer: 'Hono + XState + journal append, one fdatasync a group',
        detail: `${Math.round(ours).toLocaleString('en')} tasks/s beside ${Math.round(limit).toLocaleString('en')}/s`,
      },
    ];
  } finally {
    product.process.kill('SIGTERM');
    floor.process.kill('SIGTERM');
    await new Promise((resolve) => product.process.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Forms {
  open: Record<string, unknown>;
  complete: Record<string, unknown>;
}

/** What opening a case and completing its first task take. */
function formsOf(pack: Pack): Forms {
  const flow = find(pack, 'flow', 'hv_new');
  const compiled = flow && compileFlow(flow, pack);
  const form = (id: string) => {
    const step = flow?.steps[id];
    return compiled && step && 'form' in step ? dataFor(step.form, compiled) : {};
  };
  return { open: form('start'), complete: form('accept') };
}

async function signIn(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account: 'lina', password: 'flowmeter-demo' }),
  });
  if (!answer.ok) throw new Error(`cannot sign in: ${await answer.text()}`);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Opens cases, claims the first task of each, and gives the requests that complete them. */
async function claimedTasks(port: number, cookie: string, forms: Forms): Promise<Request[]> {
  const headers = { Cookie: cookie };
  const body = { flow: 'hv_new', data: forms.open };
  const opens = Array.from({ length: TASKS }, () => ({ path: '/api/cases', headers, body }));
  const opened = await sendAll(port, opens);
  const cases = opened.answers.map((answer) => expectOk(answer) as { case_id: string });
  const claims = cases.map(({ case_id }) => ({
    path: `/api/tasks/${case_id}.2/claim`,
    headers: { ...headers, 'If-Match': '"1"' },
    body: {},
  }));
  const claimed = await sendAll(port, claims);
  claimed.answers.forEach(expectOk);
  return cases.map(({ case_id }) => ({
    path: `/api/tasks/${case_id}.2/complete`,
    headers: { ...headers, 'If-Match': '"2"', 'Idempotency-Key': case_id },
    body: { route: 'accepted', data: forms.complete },
  }));
}

function floorTasks(forms: Forms): Request[] {
  const body = { step: 'accept', route: 'accepted', data: forms.complete };
  return Array.from({ length: TASKS }, (_, index) => ({ path: `/complete/${index}`, body }));
}

/** Requests per second; every answer must be a good one. */
async function timed(port: number, requests: Request[]): Promise<number> {
  const { seconds, answers } = await sendAll(port, requests);
  answers.forEach(expectOk);
  return requests.length / seconds;
}

function expectOk({ status, body }: Answer): unknown {
  if (status !== 200 && status !== 201) throw new Error(`${status} ${body}`);
  return JSON.parse(body);
}

/** A server as a process of its own; it prints its port when it listens. */
function start(
  args: string[],
  env: Record<string, string>,
): Promise<{ process: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [...serverFlags, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error(`${args[0]} did not start`)), DEADLINE_MS);
    let text = '';
    child.stdout.on('data', (piece: Buffer) => {
      text += piece.toString();
      const port = /(?:listening |127\.0\.0\.1:)(\d+)/.exec(text)?.[1];
      if (port === undefined) return;
      clearTimeout(timeout);
      resolve({ process: child, port: Number(port) });
    });
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)));
  });
}

/**
 * The storage limit that completing a task is measured against: the same HTTP server, the same XState
 * transition, and nothing but one journal appended in groups with one fdatasync before the answers. It
 * knows no people, rules, forms, limits or tasks.
 */
import { fdatasync, mkdtempSync, openSync, rmSync, write } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serve } from '@hono/node-server';
import { compileMachine } from '@flowmeter/engine/flow/machine.ts';
import { find } from '@flowmeter/engine/definition/pack.ts';
import { loadPack } from '@flowmeter/server/pack-files.ts';
import { Hono } from 'hono';
import { transition } from 'xstate';

const { pack } = await loadPack('definitions/power-supply');
const flow = find(pack, 'flow', 'hv_new');
if (flow === undefined) throw new Error('the pack has no flow hv_new');
const machine = compileMachine(flow).xstate;
const folder = mkdtempSync(join(tmpdir(), 'floor-'));
const journal = openSync(join(folder, 'journal'), 'a');
const append = promisify(write);
const sync = promisify(fdatasync);

let waiting: { line: string; done: () => void }[] = [];
let busy = false;

async function flush(): Promise<void> {
  busy = true;
  while (waiting.length > 0) {
    const group = waiting;
    waiting = [];
    await append(journal, group.map(({ line }) => line).join(''));
    await sync(journal);
    for (const { done } of group) done();
  }
  busy = false;
}

function kept(line: string): Promise<void> {
  return new Promise((resolve) => {
    waiting.push({ line, done: resolve });
    if (!busy) setImmediate(() => void flush());
  });
}

const app = new Hono();
app.post('/complete/:id', async (c) => {
  const { step, route, data } = await c.req.json<{ step: string; route: string; data: object }>();
  const here = machine.resolveState({ value: step, context: {} });
  const [next] = transition(machine, here, { type: `${step}.${route}` });
  const { value } = next;
  const at = new Date().toISOString();
  await kept(`${JSON.stringify({ case: c.req.param('id'), at, step, route, data, value })}\n`);
  return c.json({ case_id: c.req.param('id'), version: 2, ended: false });
});

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`listening ${port}\n`);
});
process.once('SIGTERM', () => {
  server.close();
  rmSync(folder, { recursive: true });
  process.exit(0);
});

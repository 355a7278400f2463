/**
 * How much longer a case of 5,000 entries takes to open than one of 50: the case and the newest page of
 * its timeline, through the HTTP surface, nothing of it in memory.
 */
import { find } from '@flowmeter/engine/definition/pack.ts';
import { compileFlow, type CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { runCommand } from '@flowmeter/engine/flow/run.ts';
import type { Command } from '@flowmeter/engine/case/commands.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import { testServer, type TestServer } from '@flowmeter/server/testing.ts';
import { median, rounded, type Figure } from './figures.ts';

const SHORT = 50;
const LONG = 5000;
const ROUNDS = 15;
const at = '2026-03-02T01:00:00.000Z';

export async function measureLongCase(): Promise<Figure[]> {
  await using server = await testServer();
  const flow = lendFlow(server);
  await fill(server, flow, 'short', SHORT);
  await fill(server, flow, 'long', LONG);
  const times = { short: [] as number[], long: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const id of ['short', 'long'] as const)
      times[id].push(await millisecondsToOpen(server, id));
  }
  const [short, long] = [median(times.short), median(times.long)];
  return [
    {
      name: 'case_open_5000_vs_50',
      value: rounded(long / short),
      unit: 'x the time',
      peer: 'the same with 50 entries',
      detail: `${long.toFixed(2)} ms beside ${short.toFixed(2)} ms`,
    },
  ];
}

function lendFlow({ deps }: TestServer): CompiledFlow {
  const flow = find(deps.inForce.pack(), 'flow', 'lend');
  if (flow === undefined) throw new Error('the testing pack has no flow lend');
  return compileFlow(flow, deps.inForce.pack());
}

/** A case that is claimed and released until it has so many entries. */
async function fill(
  { deps }: TestServer,
  flow: CompiledFlow,
  id: string,
  entries: number,
): Promise<void> {
  const data = { borrower: 'Ada', amount: 10 };
  const opening = { type: 'open', caseId: id, actor: 'dora', at, unit: 'north', data } as const;
  let state: CaseState | null = null;
  for (let index = 0; index < entries; index++) {
    const type = index % 2 === 1 ? 'claim' : 'release';
    const command: Command = index === 0 ? opening : { type, seq: 2, actor: 'carl', at };
    const ran = await runCommand(flow, state, command);
    if (ran.kind === 'refused') throw new Error(JSON.stringify(ran.problems));
    const write = { before: state ?? undefined, state: ran.state, entry: ran.entry };
    const stored = await deps.store.cases.commit({ cases: [{ ...write, flow: flow.flow }] });
    if (!stored.ok) throw new Error(JSON.stringify(stored.problems));
    state = ran.state;
  }
}

/** Milliseconds, on a store opened anew. */
async function millisecondsToOpen(server: TestServer, id: string): Promise<number> {
  await server.restart();
  const carl = await server.as('carl');
  await carl.get('/api/cases');
  const begin = performance.now();
  const answers = [await carl.get(`/api/cases/${id}`), await carl.get(`/api/cases/${id}/entries`)];
  const time = performance.now() - begin;
  if (answers.some(({ status }) => status !== 200)) throw new Error(JSON.stringify(answers));
  return time;
}

import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Command } from '@flowmeter/engine/case/commands.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import { compileFlow } from '@flowmeter/engine/flow/compile.ts';
import { runCommand } from '@flowmeter/engine/flow/run.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import { meters, orderFlow } from '../connectors/orders.fixture.ts';
import { testingPack } from '../testing-pack.ts';
import type { CaseWrite } from './case-writes.ts';
import { awaitsConnector, effectChange, incidentChange } from './effect-rows.ts';
import { openStore } from './store.ts';

const at = '2026-03-02T01:00:00.000Z';
const definition = orderFlow('meters');
const pack = { definitions: [...testingPack(), definition, meters({})] };
const flow = compileFlow(definition, pack);

const system = { at, actor: 'system' };
const stan = { at, actor: 'stan' };
const open: Command = {
  ...stan,
  type: 'open',
  caseId: 'c1',
  unit: 'north',
  data: { borrower: 'Ada', amount: 10 },
};
const refusal = problem('target_refused', { host: 'h', status: 404 });
const fail: Command = { ...system, type: 'fail', seq: 2, problem: refusal };
const retry: Command = { ...stan, type: 'retry', seq: 2 };
const answer: Command = { ...system, type: 'answer', seq: 2, data: { note: 'n7' } };
const unfit: Command = { ...system, type: 'answer', seq: 2, data: { note: 7 } };
const skip: Command = { ...stan, type: 'skip', seq: 2, reason: 'x' };
const reroute: Command = { ...stan, type: 'reroute', seq: 2, reason: 'x', route: 'by_hand' };
const claim: Command = { ...stan, type: 'claim', seq: 3 };
const done: Command = { ...stan, type: 'complete', seq: 3, data: {} };

/** The write of a command; undefined when it is refused, and nothing is written. */
async function write(state: CaseState | undefined, command: Command) {
  const ran = await runCommand(flow, state ?? null, command);
  return ran.kind === 'done'
    ? ({ before: state, state: ran.state, entry: ran.entry, flow: flow.flow } satisfies CaseWrite)
    : undefined;
}

async function writesOf(commands: readonly Command[]): Promise<CaseWrite[]> {
  const writes: CaseWrite[] = [];
  for (const command of commands) {
    const one = await write(writes.at(-1)?.state, command);
    if (one !== undefined) writes.push(one);
  }
  return writes;
}

interface Tables {
  effects: Set<string>;
  incidents: Set<number>;
}

function change({ effects, incidents }: Tables, { before, state, entry }: CaseWrite): void {
  const effect = effectChange(before, state, entry);
  for (const id of effect?.gone ?? []) effects.delete(id);
  for (const { id } of effect?.come ?? []) effects.add(id);
  const incident = incidentChange(before, state);
  for (const seq of incident?.gone ?? []) incidents.delete(seq);
  for (const { seq } of incident?.come ?? []) incidents.add(seq);
}

test('after any commands the rows that were written are those that the state asks for', async () => {
  const commands = fc.array(
    fc.constantFrom(fail, retry, answer, unfit, skip, reroute, claim, done),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(commands, async (given) => {
      const tables: Tables = { effects: new Set(), incidents: new Set() };
      for (const one of await writesOf([open, ...given])) {
        change(tables, one);
        const { state } = one;
        const visits = state.visits.filter(({ status }) => status === 'open');
        const awaiting = visits.filter((visit) => awaitsConnector(state, visit));
        expect([...tables.effects]).toEqual(awaiting.map(({ effect: asked }) => asked?.id));
        const failed = visits.filter((visit) => visit.incident !== undefined);
        expect([...tables.incidents]).toEqual(failed.map(({ seq }) => seq));
      }
    }),
    { numRuns: 300 },
  );
});

const folder = mkdtempSync(join(tmpdir(), 'flowmeter-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function stored(...commands: Command[]) {
  const store = openStore(join(folder, `${commands.length}.sqlite`));
  await store.definitions.activate(pack.definitions, at);
  for (const one of await writesOf(commands)) {
    const kept = await store.cases.commit({ cases: [one] });
    expect(kept.ok).toBe(true);
  }
  const effects = await store.effects.due('meters', at, 9);
  const incidents = await store.incidents.list({ units: ['north'], limit: 9 });
  await store.close();
  return { effects, incidents: incidents.rows };
}

describe('the store', () => {
  test('keeps what was asked, with its data', async () => {
    expect(await stored(open)).toEqual({
      effects: [
        {
          id: 'c1.2',
          case_id: 'c1',
          seq: 2,
          connector: 'meters',
          asked_at: at,
          data: '{"who":"Ada","figure":10}',
          tries: 0,
          next_at: at,
        },
      ],
      incidents: [],
    });
  });

  test('keeps what failed, with how often it was tried', async () => {
    expect(await stored(open, fail)).toMatchObject({
      effects: [],
      incidents: [
        { case_id: 'c1', seq: 2, unit: 'north', step: 'order', code: 'target_refused', tries: 1 },
      ],
    });
  });

  test('asks again when it is retried', async () => {
    expect(await stored(open, fail, retry)).toMatchObject({
      effects: [{ id: 'c1.2', tries: 0 }],
      incidents: [],
    });
  });

  test('keeps nothing of what was answered', async () => {
    expect(await stored(open, fail, retry, answer)).toEqual({ effects: [], incidents: [] });
  });
});

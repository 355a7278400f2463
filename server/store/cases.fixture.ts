/** Cases of the testing pack, written by the real engine, for tests of the store. */
import type { Command } from '@flowmeter/engine/case/commands.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { find } from '@flowmeter/engine/definition/pack.ts';
import { compileFlow, type CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { runCommand } from '@flowmeter/engine/flow/run.ts';
import { testingPack } from '../testing-pack.ts';
import type { CaseWrite } from './case-writes.ts';
import type { FindingRow } from './schema.ts';
import type { Store } from './store.ts';

export const at = '2026-03-02T01:00:00.000Z';
export const pack = { definitions: testingPack() };

export function lendDefinition(): FlowDefinition {
  const flow = find(pack, 'flow', 'lend');
  if (flow === undefined) throw new Error('the testing pack has no flow `lend`');
  return flow;
}

let compiled: CompiledFlow | undefined;

export function lend(): CompiledFlow {
  compiled ??= compileFlow(lendDefinition(), pack);
  return compiled;
}

/** The first and the last of several writes. */
export interface Written {
  first: CaseWrite;
  last: CaseWrite;
}

export interface Opening {
  unit?: string;
  at?: string;
  data?: Record<string, string | number>;
}

export function openCase(caseId: string, opening: Opening = {}): Promise<CaseWrite> {
  return write(null, {
    type: 'open',
    caseId,
    actor: 'dora',
    at: opening.at ?? at,
    unit: opening.unit ?? 'north',
    data: opening.data ?? { borrower: 'Ada', amount: 10 },
  });
}

export type Step = Exclude<Command, { type: 'open' }>;

export const claim = { type: 'claim', seq: 2, actor: 'carl', at } as const;
export const release = { type: 'release', seq: 2, actor: 'carl', at } as const;
export const pause = {
  type: 'pause',
  seq: 2,
  actor: 'carl',
  at,
  reason: 'r',
  evidence: 'e',
} as const;
export const pass = {
  type: 'complete',
  seq: 2,
  actor: 'carl',
  at,
  route: 'pass',
  data: {},
} as const;
export const fire = { type: 'fire', seq: 4, actor: 'system', at } as const;
export const takeOver = { type: 'claim', seq: 5, actor: 'dora', at } as const;
export const handOver = { type: 'complete', seq: 5, actor: 'dora', at, data: {} } as const;

export function step({ state }: CaseWrite, command: Step): Promise<CaseWrite> {
  return write(state, command);
}

async function write(before: CaseState | null, command: Command): Promise<CaseWrite> {
  const ran = await runCommand(lend(), before, command);
  if (ran.kind === 'refused') throw new Error(JSON.stringify(ran.problems));
  const { state, entry } = ran;
  return { before: before ?? undefined, state, entry, flow: lend().flow };
}

/** Opens a case and stores these commands one after the other; what was written, oldest first. */
export async function commitAll(
  store: Store,
  id: string,
  commands: Step[],
  opening: Opening = {},
): Promise<Written> {
  let last = await openCase(id, opening);
  await stored(store, last);
  const first = last;
  for (const command of commands) {
    last = await step(last, command);
    await stored(store, last);
  }
  return { first, last };
}

/** @throws when it is refused */
export async function stored(store: Store, one: CaseWrite): Promise<void> {
  const done = await store.cases.commit({ cases: [one] });
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
}

export function findingOf(id: string, case_id: string, seq = 0): FindingRow {
  return {
    id,
    rule: 'A1',
    rule_hash: 'hash',
    stage: 'after',
    severity: 'R4',
    subject: 'case',
    case_id,
    seq,
    step: null,
    unit: 'north',
    handler: null,
    found_at: at,
    status: 'open',
    rectification_id: null,
    verified_at: null,
    rectified_at: null,
    closed_at: null,
    details: '{}',
    object: null,
    period: null,
    record_key: null,
    record_hash: null,
    batch: null,
    money: null,
    cause: null,
    recheck: null,
    cleared_at: null,
  };
}

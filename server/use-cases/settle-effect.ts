/**
 * What came of an effect is told to its case, which goes on, or has an incident that a person settles.
 * The row of the effect goes in the same transaction: told twice, it is heard once.
 */
import type { Command } from '@flowmeter/engine/case/commands.ts';
import {
  ok,
  problem,
  type Problem,
  type ProblemCode,
  type Result,
} from '@flowmeter/engine/problem.ts';
import { backoff } from '../connectors/backoff.ts';
import type { Outcome } from '../connectors/outcome.ts';
import { triesOf } from '../connectors/perform.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { EffectRow } from '../store/outside-schema.ts';
import { commandCase } from './command-case.ts';
import { isPassing } from './passing.ts';

/** `outcome` is undefined when the case does not wait for it any more. */
export async function settleEffect(
  deps: Deps,
  row: EffectRow,
  outcome: Outcome | undefined,
): Promise<Result<void>> {
  if (outcome === undefined) return deps.store.effects.remove(row.id);
  switch (outcome.kind) {
    case 'done':
      return tell(deps, row, { type: 'answer', data: outcome.data });
    case 'failed':
      return tell(deps, row, { type: 'fail', problem: outcome.problem });
    case 'later':
      return lookLater(deps, row, outcome.after);
    case 'again': {
      const isLast = row.tries + 1 >= triesOf(deps, row.connector);
      if (isLast) return tell(deps, row, { type: 'fail', problem: outcome.problem });
      return putOff(deps, row, outcome.after);
    }
    default:
      return outcome satisfies never;
  }
}

/** Tried in vain, for whatever reason. */
export function putOff(deps: Deps, row: EffectRow, after?: number): Promise<Result<void>> {
  const tries = row.tries + 1;
  const until = deps.clock() + backoff(tries, deps.connectors.chance, after);
  return keepWaiting(deps, row.id, tries, until);
}

/** It counts as no try: waiting for what is under way uses none of them up. */
function lookLater(deps: Deps, { id, tries }: EffectRow, after: number): Promise<Result<void>> {
  return keepWaiting(deps, id, tries, deps.clock() + after);
}

function keepWaiting({ store }: Deps, id: string, tries: number, until: number) {
  return store.effects.putOff(
    id,
    tries,
    instantOf(() => until),
  );
}

type Told =
  | { type: 'answer'; data: (Outcome & { kind: 'done' })['data'] }
  | { type: 'fail'; problem: Problem };

/** An answer with which the case cannot go on is an incident too. */
async function tell(deps: Deps, row: EffectRow, told: Told): Promise<Result<void>> {
  const done = await commandCase(deps, {
    caseId: row.case_id,
    command: (at) => ({ ...told, seq: row.seq, actor: 'system', at }) satisfies Command,
  });
  if (done.ok) return ok(undefined);
  const [first = problem('internal')] = done.problems;
  if (over.has(first.code)) return deps.store.effects.remove(row.id);
  if (isPassing(done) || told.type === 'fail') return putOff(deps, row);
  return tell(deps, row, { type: 'fail', problem: first });
}

/** The case has gone another way meanwhile. */
const over: ReadonlySet<ProblemCode> = new Set([
  'case_not_found',
  'case_ended',
  'task_not_found',
  'task_not_open',
  'nothing_awaited',
]);

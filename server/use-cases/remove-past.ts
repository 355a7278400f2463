/**
 * Removes what is past its retention period, as the definition in force says, piece by piece. What is
 * under a legal hold stays and is counted.
 */
import { setImmediate } from 'node:timers/promises';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { RetentionRow } from '@flowmeter/engine/definition/retention.ts';
import type { MaterialId } from '@flowmeter/engine/privacy/materials.ts';
import { periodStart } from '@flowmeter/engine/privacy/period.ts';
import type { Problem, Result } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { HoldRow } from '../store/privacy-schema.ts';
import type { PlainMaterial } from '../store/removal.ts';
import { holdOn, standingHolds } from './legal-holds.ts';
import { standingOf } from './run-backtest.ts';
import { removePastRecords } from './remove-past-records.ts';

/** What became of one sort of material. */
export interface Removed {
  material: MaterialId;
  /** Of imported records: the kind. */
  record?: string | undefined;
  removed: number;
  /** Past their period and under a hold. */
  held: number;
  problems: Problem[];
}

export interface Removing {
  deps: Deps;
  holds: readonly HoldRow[];
  row: RetentionRow;
  /** What is older is past its period. */
  before: string;
  done: Removed;
  /** Asked between pieces. */
  isStopped: () => boolean;
}

/** Rows of one transaction: others write in between. */
const PIECE = 100;

export async function removePast(
  deps: Deps,
  isStopped: () => boolean = () => false,
): Promise<Removed[]> {
  const holds = await standingHolds(deps);
  const now = instantOf(deps.clock);
  const done: Removed[] = [];
  for (const row of all(deps.inForce.pack(), 'retention').flatMap(({ periods }) => periods)) {
    if (row.keep === undefined || isStopped()) continue;
    const { material, record } = row;
    const one: Removed = { material, record, removed: 0, held: 0, problems: [] };
    const before = periodStart(now, row.keep);
    const removing = { deps, holds, row, before, done: one, isStopped };
    const isHeld = holds.some(({ scope, value }) => scope === 'material' && value === material);
    if (!isHeld) await removers[material](removing);
    done.push(one);
  }
  return done;
}

const removers: Record<MaterialId, (removing: Removing) => Promise<void>> = {
  case: (removing) => removeCases(removing),
  finding: removeFindings,
  record: removePastRecords,
  log: removeLogs,
  notice: plainly('notice'),
  session: plainly('session'),
  idempotency: plainly('idempotency'),
  draft: plainly('draft'),
  audit_run: plainly('audit_run'),
  export: plainly('export'),
  backtest: removeBacktests,
  // Kept whole: its schema refuses a period.
  audit_log: async () => undefined,
};

/** `log`: those of an imported log. */
async function removeCases(removing: Removing, log?: string): Promise<void> {
  const { deps, holds, before, done, isStopped } = removing;
  const { removal } = deps.store;
  const facts = personFacts(deps);
  for (let after = ''; !isStopped(); ) {
    const piece = await removal.pastCases({ before, after, limit: PIECE }, log);
    const last = piece.at(-1);
    if (last === undefined) return;
    after = last.id;
    const free = piece.filter(({ id, unit, data }) => {
      const named = facts.map((fact) => data[fact] ?? null).filter((value) => value !== null);
      const objects = named.map(String);
      return holdOn(holds, { material: 'case', case: id, unit, objects }) === undefined;
    });
    done.held += piece.length - free.length;
    if (!settled(done, free.length, await removal.removeCases(free.map(({ id }) => id)))) return;
    for (const { id } of free) deps.store.cases.forget(id);
    await setImmediate();
  }
}

async function removeFindings(removing: Removing): Promise<void> {
  const { deps, holds, before, done, isStopped } = removing;
  const { removal } = deps.store;
  for (let after = ''; !isStopped(); ) {
    const piece = await removal.pastFindings({ before, after, limit: PIECE });
    const last = piece.at(-1);
    if (last === undefined) return;
    after = last.id;
    const free = piece.filter(({ case_id, object, unit }) => {
      const objects = object === null ? [] : [object];
      return holdOn(holds, { material: 'finding', case: case_id, unit, objects }) === undefined;
    });
    done.held += piece.length - free.length;
    const ids = free.map(({ id }) => id);
    if (!settled(done, ids.length, await removal.removeFindings(ids))) return;
    await setImmediate();
  }
}

/** Whoever holds a case of a log holds the log. */
async function removeLogs(removing: Removing): Promise<void> {
  const { deps, before, done } = removing;
  for (const id of await deps.store.removal.pastLogs(before)) {
    const held = done.held;
    await removeCases(removing, id);
    const left = await deps.store.removal.pastCases({ before, after: '', limit: 1 }, id);
    if (left.length === 0 && done.held === held) {
      settled(done, 0, await deps.store.removal.removeLog(id));
    }
  }
}

function plainly(material: PlainMaterial): (removing: Removing) => Promise<void> {
  return async ({ deps, holds, before, done, isStopped }) => {
    const cases = holds.flatMap(({ scope, value }) => (scope === 'case' ? [value] : []));
    for (let full = true; full && !isStopped(); ) {
      const asked = { before, limit: PIECE, cases };
      const gone = await deps.store.removal.removePlain(material, asked);
      if (!settled(done, gone.ok ? gone.value : 0, gone)) return;
      full = gone.ok && gone.value === PIECE;
      await setImmediate();
    }
  };
}

async function removeBacktests({ deps, before, done, isStopped }: Removing): Promise<void> {
  done.removed += deps.backtests.removeStrays(before);
  for (const row of deps.backtests.list()) {
    const { id, at, status } = standingOf(deps, row);
    if (at >= before || status === 'running' || isStopped()) continue;
    deps.backtests.remove(id);
    done.removed++;
    await setImmediate();
  }
}

function settled(done: Removed, count: number, result: Result<unknown>): boolean {
  if (result.ok) done.removed += count;
  else done.problems.push(...result.problems);
  return result.ok;
}

/** Facts of cases that name persons, whom a hold may name. */
function personFacts(deps: Deps): string[] {
  const defined = all(deps.inForce.pack(), 'retention');
  return defined.flatMap(({ persons }) => persons.flatMap(({ facts }) => facts));
}

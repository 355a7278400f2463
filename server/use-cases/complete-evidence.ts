/**
 * Makes what is still missing of the evidence for a change, part by part, and gives it to the change when
 * all is there. A part that could not be made is kept as such, until a person asks for it again.
 */
import { decideChange } from '@flowmeter/engine/changes/decide.ts';
import {
  done,
  hashOfBundle,
  partsIn,
  stateOf,
  withParts,
  type Bundle,
  type Part,
  type PartName,
} from '@flowmeter/engine/evidence/bundle.ts';
import type { Changed } from '@flowmeter/engine/evidence/items.ts';
import { partTitles } from '@flowmeter/engine/evidence/words.ts';
import { ok, problem } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { wordsOfError } from '../log.ts';
import type { StoredChange } from '../store/changes.ts';
import type { EvidenceJobRow } from '../store/evidence-schema.ts';
import { backtestChange } from './backtest-change.ts';
import { changedOf } from './changed-definitions.ts';
import { peopleAffected } from './people-affected.ts';
import { previewMigration } from './preview-migration.ts';

const MIGRATION_MS = 20_000;

/** `waits`: something else is under way, and it has to be tried later. */
export type Outcome = 'done' | 'failed' | 'waits' | 'dropped';

export async function completeEvidence(
  deps: Deps,
  job: EvidenceJobRow,
  isStopped: () => boolean,
): Promise<Outcome> {
  const stored = await deps.store.changes.get(job.change_id);
  if (stored?.change.state !== 'proposed') {
    await deps.store.evidence.drop(job.change_id);
    return 'dropped';
  }
  const changed = await changedOf(deps, stored);
  let bundle = JSON.parse(job.bundle) as Bundle;
  const keep = (made: Bundle) => {
    bundle = made;
    const state = stateOf(made) === 'failed' ? 'failed' : 'running';
    return deps.store.evidence.keep({ ...job, state, bundle: JSON.stringify(made) });
  };
  for (const name of partsIn(bundle, 'running')) {
    const part = await makePart(deps, { stored, changed, bundle, name, keep });
    // What is cut off by going down is made after the next start.
    if (part === 'waits' || isStopped()) return 'waits';
    await keep(withParts(bundle, { [name]: part }));
  }
  return stateOf(bundle) === 'complete' ? handOver(deps, job, bundle) : 'failed';
}

interface Making {
  stored: StoredChange;
  changed: Changed;
  bundle: Bundle;
  name: PartName;
  keep: (bundle: Bundle) => Promise<unknown>;
}

async function makePart(deps: Deps, making: Making): Promise<Part<unknown> | 'waits'> {
  const { name } = making;
  try {
    return await make(deps, making);
  } catch (error) {
    deps.log('error', 'evidence could not be made', { part: name, ...wordsOfError(error) });
    return { state: 'failed', problem: problem('evidence_not_made', { part: partTitles[name] }) };
  }
}

async function make(
  deps: Deps,
  { stored, changed, bundle, name, keep }: Making,
): Promise<Part<unknown> | 'waits'> {
  if (name === 'backtest') {
    const { id, contentHash } = stored.change;
    const begun = (backtest: string) =>
      void keep(withParts(bundle, { backtest: { state: 'running', by: backtest } }));
    return backtestChange(deps, { id, contentHash, changed }, begun);
  }
  if (name === 'migration') return done(await previewMigration(deps, changed, MIGRATION_MS));
  if (name === 'people') {
    const { differences } = bundle.parts;
    const known = differences.state === 'done' ? differences.content : [];
    return done(await peopleAffected(deps, changed, known));
  }
  throw new Error(`“${name}” is made when a change is proposed`);
}

/** To the change, as long as it waits for what was made here. */
async function handOver(deps: Deps, job: EvidenceJobRow, bundle: Bundle): Promise<Outcome> {
  const { change_id: id, begun_at: begunAt, by } = job;
  const at = instantOf(deps.clock);
  const handed = await deps.store.changes.decide(id, ({ change }) => {
    const evidenceHash = hashOfBundle(bundle, change);
    const command = { type: 'complete_evidence' as const, actor: 'system', at, evidenceHash };
    const decided = decideChange(change, command);
    if (!decided.ok) return decided;
    const details = { evidenceHash, data: bundle.world.hash, engine: bundle.engine, by };
    const audit = {
      at,
      actor: 'system',
      role: '',
      action: 'change.evidence_completed',
      object: id,
      allowed: true,
      details,
    };
    const evidence = JSON.stringify(bundle);
    return ok({ event: decided.value, audit, evidence, job: begunAt });
  });
  return handed.ok ? 'done' : 'dropped';
}

/**
 * Moves cases to the version in force, each in a commit of its own: one that cannot be moved keeps
 * nothing of it and stops no other. Under one key the same request moves each case once.
 */
import { hash } from 'node:crypto';
import { checkPlan } from '@flowmeter/engine/migration/check-plan.ts';
import { hashOfPlan, type MigrationPlan } from '@flowmeter/engine/migration/plan.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { prepareCommand, storePrepared, type CommandAnswer } from './command-case.ts';
import { versionsIn, type Versions } from './migration-versions.ts';
import { LONGEST_KEY, once, type Keep } from './once.ts';
import { auditOf } from './record-audit.ts';

export interface Migration {
  flow: string;
  plan: MigrationPlan;
  cases: readonly string[];
  reason: string;
  key: string | undefined;
}

/** `version` is the case's number of entries then. */
export type Moved =
  | { id: string; done: true; version: number }
  | { id: string; done: false; problems: Problem[] };

export async function runMigration(
  deps: Deps,
  actor: Actor,
  asked: Migration,
): Promise<Result<Moved[]>> {
  const { flow, plan, cases, key } = asked;
  if (key !== undefined && (key.length === 0 || key.length > LONGEST_KEY)) {
    return failed(problem('idempotency_key_length', { longest: LONGEST_KEY }));
  }
  const versions = await versionsIn(deps, flow, plan);
  if (!versions.ok) return versions;
  const wrong = checkPlan(plan, versions.value.from, versions.value.to);
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const moved: Moved[] = [];
  for (const id of new Set(cases)) {
    const done = await moveOnce(deps, actor, asked, { id, versions: versions.value });
    moved.push(
      done.ok
        ? { id, done: true, version: done.value.version }
        : { id, done: false, problems: done.problems },
    );
  }
  return ok(moved);
}

/** Which case, and between which versions. */
interface Case {
  id: string;
  versions: Versions;
}

function moveOnce(deps: Deps, actor: Actor, asked: Migration, one: Case) {
  const { plan, reason } = asked;
  const key = asked.key === undefined ? undefined : keyFor(asked.key, one.id);
  const body = { plan, reason };
  const action = `migrate ${one.id}`;
  return once(deps, { actor: actor.id, key, action, body, isPure: true }, async (keep) => {
    for (let tries = 1; ; tries++) {
      const done = await move(deps, actor, asked, one, keep);
      const conflict = !done.ok && done.problems[0]?.code === 'version_conflict';
      if (!conflict || tries === TRIES) return done;
    }
  });
}

/** How often a case is tried again that others work on meanwhile. */
const TRIES = 8;

/** A key of its own for each case of a request. */
function keyFor(key: string, id: string): string {
  return hash('sha256', `${key}\n${id}`, 'base64url');
}

async function move(
  deps: Deps,
  actor: Actor,
  { plan, reason }: Migration,
  { id, versions: { from, to } }: Case,
  keep: Keep | undefined,
): Promise<Result<CommandAnswer>> {
  const state = await deps.store.cases.state(id);
  if (state === undefined || !actor.sees.has(state.unit)) return failed(problem('case_not_found'));
  const at = instantOf(deps.clock);
  const command = { type: 'migrate', plan, source: from, reason, at, actor: actor.id } as const;
  const prepared = await prepareCommand(to, state, command);
  if (!prepared.ok) return prepared;
  const details = {
    flow: to.flow.id,
    from: from.hash,
    to: to.hash,
    plan: hashOfPlan(plan),
    reason,
  };
  const audit = [auditOf(deps, actor, 'case.migrated', id, details)];
  return storePrepared(deps, prepared.value, {
    beside: { audit },
    ...(keep === undefined ? {} : { keep }),
  });
}

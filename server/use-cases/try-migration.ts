/** What a plan would do to cases, without doing it. */
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import { dryRun, type Verdict } from '@flowmeter/engine/migration/dry-run.ts';
import { hashOfPlan, type MigrationPlan } from '@flowmeter/engine/migration/plan.ts';
import { ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { CaseListRow, Page } from '../store/case-list.ts';
import { tellMigration, versionsIn, type Versions } from './migration-versions.ts';

export interface Trial {
  flow: string;
  plan: MigrationPlan;
  /** These cases; else all open ones of the version, page by page. */
  cases?: readonly string[] | undefined;
  limit: number;
  cursor?: string | undefined;
}

export interface Tried {
  id: string;
  /** Undefined where there is no such case for the person who asks. */
  row: CaseListRow | undefined;
  state: CaseState | undefined;
  verdict: Verdict;
}

export async function tryMigration(
  deps: Deps,
  actor: Actor,
  { flow, plan, cases, limit, cursor }: Trial,
): Promise<Result<Page<Tried> & { versions: Versions }>> {
  const versions = await versionsIn(deps, flow, plan);
  if (!versions.ok) return versions;
  const page =
    cases === undefined
      ? await deps.store.cases.list({
          units: [...actor.sees],
          flow,
          version: plan.from,
          status: 'open',
          limit,
          cursor,
        })
      : { rows: await rowsOf(deps, actor, cases), next: null };
  const rows: Tried[] = [];
  for (const row of page.rows) {
    const [id, listed] = typeof row === 'string' ? [row, undefined] : [row.id, row];
    rows.push(await tryOne(deps, actor, { id, row: listed }, plan, versions.value));
  }
  const can = rows.filter(({ verdict }) => verdict.can).length;
  const details = { plan: hashOfPlan(plan), cases: rows.length, can };
  const told = await tellMigration(deps, actor, 'tried', { flow, details });
  return told.ok ? ok({ rows, next: page.next, versions: versions.value }) : told;
}

/** A case that the person does not see is there for them by its id only. */
function rowsOf(deps: Deps, { sees }: Actor, ids: readonly string[]) {
  const found = ids.map(async (id) => {
    const row = await deps.store.cases.row(id);
    return row !== undefined && sees.has(row.unit) ? row : id;
  });
  return Promise.all(found);
}

async function tryOne(
  deps: Deps,
  actor: Actor,
  { id, row }: Pick<Tried, 'id' | 'row'>,
  plan: MigrationPlan,
  { from, to }: Versions,
): Promise<Tried> {
  const state = row === undefined ? undefined : await deps.store.cases.state(id);
  if (state === undefined) {
    return { id, row, state, verdict: { can: false, problems: [problem('case_not_found')] } };
  }
  const by = { at: instantOf(deps.clock), actor: actor.id, reason: '' };
  const verdict = await dryRun(to, state, { type: 'migrate', plan, source: from, ...by });
  return { id, row, state, verdict };
}

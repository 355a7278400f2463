/**
 * What would become of running cases if a change took effect: how many run which version, and how many
 * could be moved to the new one by the plan that suggests itself. Nothing is kept; where time does not
 * suffice for all, the newest were tried.
 */
import { setImmediate } from 'node:timers/promises';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import { itemsOf, type Changed } from '@flowmeter/engine/evidence/items.ts';
import {
  countTried,
  type MigrationPreview,
  type TriedCase,
  type VersionPreview,
} from '@flowmeter/engine/evidence/migration.ts';
import { compileAlone, surroundingsOf, type CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { dryRun } from '@flowmeter/engine/migration/dry-run.ts';
import { suggestPlan } from '@flowmeter/engine/migration/suggest-plan.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';

interface OpenVersion {
  flow: string;
  hash: string;
  open: number;
}

const PAGE = 100;

/** Versions of the changed flows that open cases run. */
export async function openVersions(deps: Deps, changed: Changed): Promise<OpenVersion[]> {
  const { cases, definitions } = deps.store;
  const found: OpenVersion[] = [];
  for (const { content } of itemsOf(changed, 'flow')) {
    const versions = await definitions.versions('flow', content.id);
    for (const hash of new Set(versions.map((one) => one.hash))) {
      const open = await cases.openCount(hash);
      if (open > 0) found.push({ flow: content.id, hash, open });
    }
  }
  return found;
}

/** `budget`: milliseconds that it may take, roughly. */
export async function previewMigration(
  deps: Deps,
  changed: Changed,
  budget: number,
): Promise<MigrationPreview[]> {
  const until = performance.now() + budget;
  const open = await openVersions(deps, changed);
  const around = surroundingsOf(changed.after);
  const previews: MigrationPreview[] = [];
  for (const { content } of itemsOf(changed, 'flow')) {
    const own = open.filter(({ flow }) => flow === content.id);
    const to = { ...around, ...compileAlone(content) };
    const versions: VersionPreview[] = [];
    for (const one of own) versions.push(await previewVersion(deps, one, to, until));
    previews.push({ id: content.id, name: content.name, versions });
  }
  return previews.filter(({ versions }) => versions.length > 0);
}

async function previewVersion(
  deps: Deps,
  { flow, hash, open }: OpenVersion,
  to: CompiledFlow,
  until: number,
): Promise<VersionPreview> {
  const current = deps.inForce.active('flow', flow)?.hash === hash;
  const from = await deps.inForce.version(hash);
  const isTarget = hashOf(to.flow) === hash;
  const none = { hash, current, open, isTarget, unmapped: [], ...countTried([]) };
  if (from === undefined || isTarget) return none;
  const { plan, open: unmapped } = suggestPlan(from, to);
  const tried: TriedCase[] = [];
  for await (const { id, title, unit } of openCases(deps, flow, hash)) {
    const state = await deps.store.cases.state(id);
    if (state === undefined) continue;
    const command = { type: 'migrate' as const, plan, source: from, ...by(deps) };
    const verdict = await dryRun(to, state, command);
    tried.push({ id, title, unit, problems: verdict.can ? [] : verdict.problems });
    if (performance.now() > until) break;
    await setImmediate();
  }
  const steps = unmapped.map(({ step, problems }) => ({ step: nameOf(from.flow, step), problems }));
  return { ...none, unmapped: steps, ...countTried(tried) };
}

function by(deps: Deps) {
  return { at: instantOf(deps.clock), actor: 'system', reason: '' };
}

function nameOf(flow: FlowDefinition, step: string) {
  return flow.steps[step]?.name ?? { zh: step, en: step };
}

/** Newest first. */
async function* openCases(deps: Deps, flow: string, version: string) {
  let cursor: string | undefined;
  do {
    const asked = { flow, version, status: 'open' as const, limit: PAGE, cursor };
    const page = await deps.store.cases.list(asked);
    yield* page.rows;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

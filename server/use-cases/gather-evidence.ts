/**
 * Makes the evidence for a change, part by part. What needs definitions alone is made at once, and so is
 * what looks at few cases; the rest is left running, for the worker to make (complete-evidence.ts).
 */
import { touchesRules } from '@flowmeter/engine/evidence/backtest.ts';
import {
  done,
  none,
  type Bundle,
  type ItemDifferences,
  type Part,
  type Parts,
  type World,
} from '@flowmeter/engine/evidence/bundle.ts';
import { itemsOf, type Changed } from '@flowmeter/engine/evidence/items.ts';
import { cardsAffected } from '@flowmeter/engine/evidence/scores.ts';
import { quickParts, reasons } from '@flowmeter/engine/evidence/quick.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { engineVersion } from '@flowmeter/engine/version.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { EvidenceJobRow } from '../store/evidence-schema.ts';
import { openVersions, previewMigration } from './preview-migration.ts';
import { peopleAffected } from './people-affected.ts';
import { worldOf } from './evidence-world.ts';

/** So many cases are looked at while the person who proposes waits. */
const FEW_CASES = 50;
const QUICK_MS = 5000;

export async function gatherEvidence(
  deps: Deps,
  changed: Changed,
  problems: Problem[],
): Promise<Bundle> {
  const world = await worldOf(deps);
  const quick = await quickParts(changed, problems);
  const differences = quick.differences.state === 'done' ? quick.differences.content : [];
  const parts: Parts = {
    ...quick,
    backtest: backtestOf(changed, world),
    migration: await migrationOf(deps, changed),
    people: await peopleOf(deps, changed, differences, world),
  };
  return { at: instantOf(deps.clock), engine: engineVersion, world, parts };
}

/** What makes the rest of it. */
export function jobOf(deps: Deps, actor: Actor, change: string, bundle: Bundle): EvidenceJobRow {
  const begun_at = instantOf(deps.clock);
  const text = JSON.stringify(bundle);
  return { change_id: change, begun_at, by: actor.id, state: 'running', bundle: text };
}

/** Every record and every ended case: never while somebody waits. */
function backtestOf(changed: Changed, { records, ended }: World): Part<never> {
  if (!touchesRules(changed)) return none(reasons.noRulesTouched);
  const isAny = ended > 0 || records.some(({ rows }) => rows > 0);
  return isAny ? { state: 'running' } : none(reasons.noPast);
}

async function migrationOf(deps: Deps, changed: Changed): Promise<Parts['migration']> {
  if (itemsOf(changed, 'flow').every(({ base }) => base === null)) return none(reasons.noMigration);
  const open = (await openVersions(deps, changed)).reduce((sum, one) => sum + one.open, 0);
  if (open === 0) return none(reasons.noRunning);
  if (open > FEW_CASES) return { state: 'running' };
  return done(await previewMigration(deps, changed, QUICK_MS));
}

async function peopleOf(
  deps: Deps,
  changed: Changed,
  differences: readonly ItemDifferences[],
  { ended, open }: World,
): Promise<Parts['people']> {
  const isLong = cardsAffected(changed).length > 0 && ended + open > FEW_CASES;
  if (isLong) return { state: 'running' };
  return done(await peopleAffected(deps, changed, differences));
}

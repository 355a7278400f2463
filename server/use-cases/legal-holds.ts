/** Legal holds: what they keep, put and ended by people. */
import { find } from '@flowmeter/engine/definition/pack.ts';
import { materials, type MaterialId } from '@flowmeter/engine/privacy/materials.ts';
import { Personal } from '@flowmeter/engine/privacy/commitment.ts';
import { failed, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { HoldRow } from '../store/privacy-schema.ts';
import { todayOf } from './exempt-finding.ts';
import { auditOf } from './record-audit.ts';

export type Holding = Pick<HoldRow, 'scope' | 'value' | 'reason' | 'until'>;

/** Something stored, as holds look at it. */
export interface Held {
  material: MaterialId;
  case?: string | null | undefined;
  unit?: string | null | undefined;
  /** Whom or what it is about. */
  objects?: readonly string[];
}

/** The first hold that keeps it. */
export function holdOn(holds: readonly HoldRow[], held: Held): HoldRow | undefined {
  return holds.find(({ scope, value }) => {
    if (scope === 'case') return held.case === value;
    if (scope === 'unit') return held.unit === value;
    if (scope === 'material') return held.material === value;
    return held.objects?.includes(value) ?? false;
  });
}

/** Those that stand today. */
export function standingHolds(deps: Deps): Promise<HoldRow[]> {
  return deps.store.privacy.standing(todayOf(deps));
}

export async function putHold(
  deps: Deps,
  actor: Actor,
  { scope, value, reason, until }: Holding,
): Promise<Result<HoldRow>> {
  const today = todayOf(deps);
  if (until !== null && until < today) {
    return failed(problem('hold_past', { until, today }, '/until'));
  }
  const unknown = await unknownIn(deps, { scope, value });
  if (unknown !== undefined) return failed(unknown);
  const row: HoldRow = {
    id: deps.ids(),
    scope,
    value,
    reason,
    by: actor.id,
    at: instantOf(deps.clock),
    until,
    ended_at: null,
    ended_by: null,
  };
  const told = { scope, value: new Personal(value), until, reason: new Personal(reason) };
  return deps.store.privacy.addHold(row, auditOf(deps, actor, 'hold.put', row.id, told));
}

/** A hold on what there is not would keep nothing, and nobody would know. Objects are named freely. */
async function unknownIn(
  { store, inForce }: Deps,
  { scope, value }: Pick<Holding, 'scope' | 'value'>,
): Promise<Problem | undefined> {
  const org = find(inForce.pack(), 'organisation', inForce.organisation()?.id ?? '');
  const isKnown = {
    case: async () => (await store.cases.row(value)) !== undefined,
    unit: async () => org?.units.some(({ id }) => id === value) ?? false,
    material: async () => Object.hasOwn(materials, value),
    object: async () => true,
  }[scope];
  return (await isKnown()) ? undefined : problem('hold_unknown', { value }, '/value');
}

export async function endHold(deps: Deps, actor: Actor, id: string): Promise<Result<void>> {
  const row = (await deps.store.privacy.holds()).find((one) => one.id === id);
  if (row === undefined) return failed(problem('hold_not_found'));
  const told = auditOf(deps, actor, 'hold.ended', id, { scope: row.scope });
  return deps.store.privacy.endHold(id, { at: instantOf(deps.clock), actor: actor.id }, told);
}

/** Why a person’s data is not erased: a legal hold, or a duty to keep it that has not run out. */
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { RetentionRow } from '@flowmeter/engine/definition/retention.ts';
import { materials, type MaterialId } from '@flowmeter/engine/privacy/materials.ts';
import { periodStart, periodWords } from '@flowmeter/engine/privacy/period.ts';
import { problem, type Problem } from '@flowmeter/engine/problem.ts';
import { same } from '@flowmeter/engine/rules/words.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { valuesIn } from '../records/rewrite.ts';
import type { FoundPerson } from './find-person.ts';
import { holdOn, standingHolds, type Held } from './legal-holds.ts';

export async function refusalsOf(deps: Deps, found: FoundPerson): Promise<Problem[]> {
  return [...(await heldBy(deps, found)), ...(await dutiesOf(deps, found))];
}

async function heldBy(
  deps: Deps,
  { cases, person, kinds, findings }: FoundPerson,
): Promise<Problem[]> {
  const holds = await standingHolds(deps);
  if (holds.length === 0) return [];
  const objects = [person];
  const things: Held[] = cases.map(({ id, unit }) => ({
    material: 'case',
    case: id,
    unit,
    objects,
  }));
  if (findings > 0) things.push({ material: 'finding', objects });
  for (const { definition, field } of kinds) {
    const fields = definition.unit === undefined ? [] : [definition.unit];
    const asked = { field, value: person, fields: fields.filter((id) => id in definition.fields) };
    const units = await valuesIn(deps.records.folder(definition.id), definition, asked);
    for (const unit of units.length === 0 ? [null] : units) {
      things.push({ material: 'record', unit, objects });
    }
  }
  const standing = new Set(things.flatMap((one) => holdOn(holds, one) ?? []));
  return [...standing].map(({ reason }) => problem('erasure_held', { reason: same(reason) }));
}

/** Of open cases the time has not begun to run. */
async function dutiesOf(deps: Deps, found: FoundPerson): Promise<Problem[]> {
  const rows = all(deps.inForce.pack(), 'retention').flatMap(({ periods }) => periods);
  const now = instantOf(deps.clock);
  const duties: Problem[] = [];
  for (const row of rows) {
    if (row.least === undefined) continue;
    const start = periodStart(now, row.least);
    if (await stands(deps, row, { found, start })) duties.push(dutyProblem(row, row.least));
  }
  return duties;
}

async function stands(
  deps: Deps,
  { material, record }: RetentionRow,
  { found, start }: { found: FoundPerson; start: string },
): Promise<boolean> {
  const isAsked: Partial<Record<MaterialId, () => Promise<boolean>>> = {
    case: async () => found.cases.some(({ endedAt }) => endedAt === null || endedAt > start),
    finding: async () => found.findings > 0,
    record: async () => {
      const kinds = found.kinds.filter(
        (one) => (record ?? one.definition.id) === one.definition.id,
      );
      const days = kinds.map(async ({ definition, field }) => {
        const fields = [definition.date ?? definition.key[0] ?? field];
        const asked = { field, value: found.person, fields };
        const values = await valuesIn(deps.records.folder(definition.id), definition, asked);
        return values.some(
          (day) => definition.date === undefined || day > start.slice(0, day.length),
        );
      });
      return (await Promise.all(days)).includes(true);
    },
  };
  return (await isAsked[material]?.()) ?? false;
}

function dutyProblem({ material, basis }: RetentionRow, least: Parameters<typeof periodWords>[0]) {
  const details = {
    material: materials[material].name,
    least: periodWords(least),
    source: basis.source,
  };
  return problem('erasure_duty', details);
}

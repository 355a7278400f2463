/** Retention, legal holds, erasures, exports and backups as the API says them. */
import type { z } from 'zod';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { materials, type MaterialId } from '@flowmeter/engine/privacy/materials.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { KnownBackup } from '../backup/backups-in.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import { problemView } from '../problem-answer.ts';
import type { ErasureRow, ExportRow, HoldRow, RetentionRunRow } from '../store/privacy-schema.ts';
import type { ErasureReport } from '../use-cases/erase-person.ts';
import type { Removed } from '../use-cases/remove-past.ts';
import type {
  BackupView,
  ErasureView,
  ExportView,
  HoldView,
  RetentionView,
} from '../views/privacy.ts';

export function retentionView(
  inForce: InForce,
  runs: readonly RetentionRunRow[],
): z.infer<typeof RetentionView> {
  const pack = inForce.pack();
  const defined = all(pack, 'retention');
  const kinds = all(pack, 'record');
  return {
    periods: defined.flatMap(({ periods }) =>
      periods.map(({ material: id, record, keep, least, basis }) => ({
        material: { id, name: materials[id].name },
        from: materials[id].from,
        record:
          record === undefined ? null : named(record, kinds.find((one) => one.id === record)?.name),
        keep: keep ?? null,
        least: least ?? null,
        basis,
      })),
    ),
    persons: defined.flatMap(({ persons }) => persons.map(({ id, name }) => ({ id, name }))),
    runs: runs.map(runView),
  };
}

function runView({ night, at, ended_at, report }: RetentionRunRow) {
  const done = JSON.parse(report) as Removed[];
  const sum = (of: (one: Removed) => number) => done.reduce((total, one) => total + of(one), 0);
  return {
    night,
    at,
    ended_at,
    removed: sum(({ removed }) => removed),
    held: sum(({ held }) => held),
    problems: done.flatMap(({ problems }) => problems.map(problemView)),
  };
}

/** @param day on which is asked whether it stands */
export function holdView(inForce: InForce, row: HoldRow, day: string): z.infer<typeof HoldView> {
  const names = namesOf(inForce);
  const { scope, value } = row;
  const material = Object.hasOwn(materials, value) ? materials[value as MaterialId].name : null;
  return {
    ...row,
    name: scope === 'unit' ? names.unit(value).name : scope === 'material' ? material : null,
    by: names.person(row.by),
    stands: row.ended_at === null && (row.until === null || row.until >= day),
    ended_by: row.ended_by === null ? null : names.person(row.ended_by),
  };
}

export function erasureView(
  inForce: InForce,
  row: ErasureRow,
  actor: Actor,
): z.infer<typeof ErasureView> {
  const names = namesOf(inForce);
  const { cases, report, sort, decided_by, ...rest } = row;
  const sorts = all(inForce.pack(), 'retention').flatMap(({ persons }) => persons);
  const { problems, left, ...found } = JSON.parse(report ?? 'null') as ErasureReport;
  const mayDecide = row.state === 'requested' && actor.roles.includes('auditor');
  const isOther = !inForce.samePerson(row.by, actor.id);
  return {
    ...rest,
    sort: named(sort, sorts.find(({ id }) => id === sort)?.name),
    cases: JSON.parse(cases) as string[],
    by: names.person(row.by),
    decided_by: decided_by === null ? null : names.person(decided_by),
    found,
    left,
    problems: problems.map((one: Problem) => problemView(one)),
    can: mayDecide && isOther ? ['decide'] : [],
  };
}

export function exportView(inForce: InForce, row: ExportRow): z.infer<typeof ExportView> {
  return { ...row, by: namesOf(inForce).person(row.by) };
}

export function backupView({ name, manifest }: KnownBackup): z.infer<typeof BackupView> {
  const { made_at, files, cases, audit, keys, sum } = manifest;
  return {
    name,
    made_at,
    files: files.length,
    bytes: files.reduce((total, { size }) => total + size, 0),
    open_cases: cases.open,
    ended_cases: cases.ended,
    entries: audit.seq,
    keys,
    sum,
  };
}

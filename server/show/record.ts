/** Imported records as the API says them; personal data in part, unless the person's role needs it. */
import type { z } from 'zod';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { isErased } from '@flowmeter/engine/privacy/erased.ts';
import { masked } from '@flowmeter/engine/rules/personal.ts';
import type { Actor } from '../app-env.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import type { Batch } from '../records/manifest.ts';
import type { RecordFound } from '../use-cases/read-record.ts';
import type { BatchView, RecordView } from '../views/records.ts';

/** Roles whose work is with what a record says of a person. */
const seers: ReadonlySet<Role> = new Set<Role>(['auditor', 'supervisor']);

export function seesPersonal(roles: readonly Role[]): boolean {
  return roles.some((role) => seers.has(role));
}

/** The rows stand in their file whole, to be put right: by whoever brought them, where they tell of persons. */
export function mayReadBadRows(
  { fields }: RecordDefinition,
  { by, synthetic }: Batch,
  { id, roles }: Pick<Actor, 'id' | 'roles'>,
): boolean {
  const isPersonal = Object.values(fields).some(({ personal }) => personal === true);
  return !isPersonal || synthetic === true || by === id || seesPersonal(roles);
}

export function batchView(inForce: InForce, batch: Batch): z.infer<typeof BatchView> {
  const { key: _, definition: _hash, bad, by, ...rest } = batch;
  return {
    ...rest,
    synthetic: rest.synthetic ?? false,
    by: namesOf(inForce).person(by),
    bad: bad.map(({ zh, en, ...one }) => ({ ...one, reason: { zh, en } })),
  };
}

/** `batches`: of the kind. */
export function recordView(
  { definition, values, editions }: RecordFound,
  roles: readonly Role[],
  batches: readonly Batch[],
): z.infer<typeof RecordView> {
  const isWhole = seesPersonal(roles);
  return {
    kind: named(definition.id, definition.name),
    synthetic: batches.some(({ seq, synthetic }) => seq === editions[0]?.batch && synthetic),
    fields: Object.entries(definition.fields).map(([id, { name, unit, personal }]) => {
      const value = values[id];
      const gone = isErased(value);
      const isThere = value !== undefined && value !== null && !gone;
      const isMasked = personal === true && !isWhole && isThere;
      return {
        id,
        name,
        unit: unit ?? null,
        value: isMasked ? masked(value) : ((gone ? null : (value ?? null)) as never),
        missing: value === undefined,
        masked: isMasked,
        erased: gone,
      };
    }),
    editions: editions.map(({ values: now, ...edition }, index) => ({
      ...edition,
      changed: changedFields(now, editions[index + 1]?.values),
    })),
  };
}

type Values = Readonly<Record<string, FactValue>>;

function changedFields(now: Values, before: Values | undefined): string[] {
  if (before === undefined) return [];
  const fields = new Set([...Object.keys(now), ...Object.keys(before)]);
  return [...fields].filter(
    (field) => JSON.stringify(now[field]) !== JSON.stringify(before[field]),
  );
}

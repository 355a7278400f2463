/** Retention, legal holds, erasures, exports and backups as the API says them. */
import { z } from '@hono/zod-openapi';
import { Basis, Localized } from '@flowmeter/engine/definition/header.ts';
import { Period } from '@flowmeter/engine/definition/retention.ts';
import { materialIds } from '@flowmeter/engine/privacy/materials.ts';
import { holdScopes } from '../store/privacy-schema.ts';
import { NamedView, ProblemView } from './parts.ts';

const material = z.object({ id: z.enum(materialIds), name: Localized });

export const RetentionView = z
  .object({
    periods: z.array(
      z.object({
        material,
        /** From which moment its period runs. */
        from: Localized,
        record: NamedView.nullable(),
        keep: Period.nullable(),
        least: Period.nullable(),
        basis: Basis,
      }),
    ),
    /** Sorts of persons whose data can be erased. */
    persons: z.array(NamedView),
    /** The last nights, newest first. */
    runs: z.array(
      z.object({
        night: z.string(),
        at: z.string(),
        ended_at: z.string().nullable(),
        removed: z.number(),
        held: z.number(),
        problems: z.array(ProblemView),
      }),
    ),
  })
  .openapi('Retention');

export const HoldView = z
  .object({
    id: z.string(),
    scope: z.enum(holdScopes),
    value: z.string(),
    /** The name of a unit or a sort of material. */
    name: Localized.nullable(),
    reason: z.string(),
    by: NamedView,
    at: z.string(),
    until: z.string().nullable(),
    stands: z.boolean(),
    ended_at: z.string().nullable(),
    ended_by: NamedView.nullable(),
  })
  .openapi('Hold');

export const ErasureView = z
  .object({
    id: z.string(),
    sort: NamedView,
    person: z.string(),
    cases: z.array(z.string()),
    reason: z.string(),
    by: NamedView,
    at: z.string(),
    state: z.enum(['requested', 'approved', 'refused', 'done', 'failed']),
    decided_by: NamedView.nullable(),
    decided_at: z.string().nullable(),
    comment: z.string().nullable(),
    done_at: z.string().nullable(),
    /** How much was found, or was erased. */
    found: z.object({
      cases: z.number(),
      records: z.number(),
      findings: z.number(),
      rows: z.number(),
      lines: z.number(),
    }),
    /** Tables that hold values and must not change. */
    left: z.array(z.object({ table: z.string(), rows: z.number() })),
    problems: z.array(ProblemView),
    /** May whoever asks decide it? */
    can: z.array(z.enum(['decide'])),
  })
  .openapi('Erasure');

export const ExportView = z
  .object({
    id: z.string(),
    at: z.string(),
    by: NamedView,
    what: z.string(),
    object: z.string(),
    purpose: z.string(),
  })
  .openapi('Export');

/** What the console makes into files itself. */
export const exportedBySight = ['definition', 'bpmn', 'svg', 'png', 'print'] as const;

export const ExportMarkView = z
  .object({
    /** Its number in the register. */
    id: z.string(),
    by: z.string(),
    at: z.string(),
    purpose: z.string(),
  })
  .openapi('ExportMark');

export const BackupView = z
  .object({
    name: z.string(),
    made_at: z.string(),
    files: z.number(),
    bytes: z.number(),
    open_cases: z.number(),
    ended_cases: z.number(),
    /** How far the audit log had come. */
    entries: z.number(),
    keys: z.enum(['none', 'encrypted']),
    sum: z.string(),
  })
  .openapi('Backup');

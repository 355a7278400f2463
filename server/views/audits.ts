/** Runs of audits, and what is typical of what they found, as the API says it. */
import { z } from '@hono/zod-openapi';
import { problemGroups } from '../store/finding-figures.ts';
import { NamedView } from './parts.ts';

const counts = {
  /** Records and findings asked, within the own unit and below; null in runs that did not keep units apart. */
  checked: z.number().nullable(),
  hits: z.number(),
  /** New findings; what is known is not found again. */
  found: z.number(),
  /** On the white list. */
  exempt: z.number(),
  /** More of one rule than a run may find: found by the next. */
  held_back: z.number(),
  /** Not known for want of facts: neither for nor against. */
  unknown: z.number(),
};

export const AuditRunView = z
  .object({
    id: z.string(),
    /** The day whose nightly run it is. */
    night: z.string().nullable(),
    at: z.string(),
    by: NamedView,
    /** `skipped`: the night before the first. */
    status: z.enum(['running', 'done', 'failed', 'skipped']),
    ended_at: z.string().nullable(),
    ...counts,
  })
  .openapi('AuditRun');

export const AuditReportView = AuditRunView.extend({
  kinds: z.array(
    z.object({
      kind: NamedView,
      checked: z.number().nullable(),
      /** Nothing of this kind was ever imported. */
      absent: z.boolean(),
    }),
  ),
  rules: z.array(
    z.object({
      rule: NamedView,
      kind: NamedView,
      hits: z.number(),
      found: z.number(),
      exempt: z.number(),
      held_back: z.number(),
      unknown: z.number(),
      /** By object on the white list, with keys of some of the records; within the own unit and below. */
      held_by: z.array(
        z.object({
          exemption: z.string(),
          object: z.string(),
          hits: z.number(),
          keys: z.array(z.array(z.string())),
        }),
      ),
      /** Records of which it is not known, within the own unit and below; not all of them. */
      examples: z.array(z.object({ key: z.array(z.string()), missing: z.array(NamedView) })),
    }),
  ),
}).openapi('AuditReport');

export const TypicalProblemsView = z
  .object({
    by: z.enum(problemGroups),
    from: z.string(),
    to: z.string(),
    /** `2026-03`, oldest first. */
    months: z.array(z.string()),
    total: z.number(),
    money: z.number(),
    /** Most first. */
    rows: z.array(
      z.object({
        /** Null: not established. */
        group: NamedView.nullable(),
        findings: z.number(),
        open: z.number(),
        false_positives: z.number(),
        money: z.number(),
        /** Of all, and of all up to this row: 0 to 1. */
        share: z.number(),
        cumulative: z.number(),
        /** Findings of each month. */
        trend: z.array(z.number()),
      }),
    ),
  })
  .openapi('TypicalProblems');

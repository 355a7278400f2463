/** What the API says about definitions, drafts, changes and the audit log. */
import { z } from '@hono/zod-openapi';
import { changeStates } from '@flowmeter/engine/changes/change.ts';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import { NamedView, ProblemView } from './parts.ts';
import { DefinitionDocument } from './definitions.ts';

export const DefinitionRowView = z
  .object({
    kind: z.string(),
    id: z.string(),
    name: Localized,
    hash: z.string(),
    active_since: z.string(),
    /** The post that answers for it (flows only). */
    owner: NamedView.nullable(),
    /** Open cases by any version of it (flows only). */
    open_cases: z.number(),
    draft_id: z.string().nullable(),
  })
  .openapi('DefinitionRow');

export const DefinitionView = z
  .object({
    hash: z.string(),
    definition: DefinitionDocument,
    layout: LayoutDefinition.nullable(),
    active: z.boolean(),
  })
  .openapi('DefinitionVersion');

export const VersionRowView = z
  .object({
    hash: z.string(),
    since: z.string(),
    until: z.string().nullable(),
    change_id: z.string().nullable(),
    author: NamedView.nullable(),
    approver: NamedView.nullable(),
    open_cases: z.number(),
  })
  .openapi('VersionRow');

export const DraftView = z
  .object({
    id: z.string(),
    kind: z.string(),
    definition_id: z.string(),
    base_hash: z.string().nullable(),
    /** May be unfinished: checked only when asked or proposed. */
    content: z.looseObject({}),
    layout: LayoutDefinition.nullable(),
    revision: z.number(),
    updated_at: z.string(),
  })
  .openapi('Draft');

/** One difference. `pointer` is a place in the new document (or the old one when removed). */
export const DifferenceView = z
  .object({
    kind: z.enum(['added', 'removed', 'changed', 'moved']),
    pointer: z.string(),
    /** The step or route concerned, for the canvas. */
    step: z.string().nullable(),
    route: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    sentence: Localized,
  })
  .openapi('Difference');

export const ChangeRowView = z
  .object({
    id: z.string(),
    title: z.string(),
    reason: z.string(),
    kind: z.string(),
    definition: NamedView,
    state: z.enum(changeStates),
    author: NamedView,
    proposed_at: z.string(),
    decided_by: NamedView.nullable(),
    decided_at: z.string().nullable(),
    rollback: z.boolean(),
    /** Every definition of it; `kind` and `definition` are those of the first. */
    items: z.array(z.object({ kind: z.string(), definition: NamedView })),
    /** When it takes effect, in the zone in which that was said; null: at its approval. */
    effective_from: z.string().nullable(),
    zone: z.string().nullable(),
    /** When it came into force. */
    active_from: z.string().nullable(),
    expires_at: z.string().nullable(),
    emergency: z.boolean(),
    /** Of an emergency change that has come into force. */
    review: z
      .object({
        due: z.string(),
        overdue: z.boolean(),
        by: NamedView.nullable(),
        at: z.string().nullable(),
        verdict: z.enum(['upheld', 'objected']).nullable(),
        comment: z.string().nullable(),
      })
      .nullable(),
    /** Evidence that takes long is still being made while this is false. */
    evidence_ready: z.boolean(),
    /** Why it cannot take effect any more. */
    because: Localized.nullable(),
  })
  .openapi('ChangeRow');

/** One definition of a change. */
export const ChangeItemView = z
  .object({
    kind: z.string(),
    definition: NamedView,
    base_hash: z.string().nullable(),
    content_hash: z.string(),
    base: DefinitionDocument.nullable(),
    content: DefinitionDocument,
    layout: LayoutDefinition.nullable(),
    base_layout: LayoutDefinition.nullable(),
    differences: z.array(DifferenceView),
  })
  .openapi('ChangeItem');

export const ChangeView = ChangeRowView.extend({
  items: z.array(ChangeItemView),
  /** Of all its definitions together, where there are several. */
  base_hash: z.string().nullable(),
  content_hash: z.string(),
  evidence_hash: z.string(),
  /** The change that it says again, upon the one that came into force meanwhile. */
  carried_over: z.object({ from: z.string(), upon: z.string() }).nullable(),
  /** Of the first definition. */
  base: DefinitionDocument.nullable(),
  content: DefinitionDocument,
  layout: LayoutDefinition.nullable(),
  base_layout: LayoutDefinition.nullable(),
  differences: z.array(DifferenceView),
  problems: z.array(ProblemView),
  examples: z.object({
    passed: z.number(),
    failed: z.number(),
    /** `examples` names the file, `title` the row in it. */
    failures: z.array(
      z.object({
        examples: Localized,
        title: z.string(),
        differences: z.array(z.union([z.string(), Localized])),
        /** It fails by what is in force as well. */
        known: z.boolean(),
      }),
    ),
  }),
  open_cases: z.number(),
  comment: z.string().nullable(),
  contributors: z.array(NamedView),
  /** What the person asking may do now. */
  can: z.array(z.enum(['approve', 'return', 'reject', 'withdraw', 'review'])),
  /** Why an auditor may not approve, or review, it. */
  hindrance: ProblemView.nullable(),
  /** How many more approvals it needs. */
  approvals_needed: z.number(),
  approvals: z.array(
    z.object({
      by: NamedView,
      at: z.string(),
      comment: z.string(),
      /** The evidence that was seen; null where approvals were not signed yet. */
      evidence_hash: z.string().nullable(),
      /** Id of the key of the signature. */
      key: z.string().nullable(),
    }),
  ),
  log: z.array(
    z.object({ at: z.string(), actor: NamedView, action: z.string(), comment: z.string() }),
  ),
}).openapi('Change');

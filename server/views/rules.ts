/** What the API says about rules and decision tables in force. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { severities, stages } from '@flowmeter/engine/definition/ruleset.ts';

const document = {
  id: z.string(),
  name: Localized,
  hash: z.string(),
  active_since: z.string(),
  /** The asking person's own draft of it. */
  draft_id: z.string().nullable(),
};

const RuleRowView = z
  .object({
    id: z.string(),
    name: Localized,
    stage: z.enum(stages),
    severity: z.enum(severities),
    /** `step`, `case`, `finding`, or the id of a kind of record. */
    record: z.string(),
    theme: Localized,
    valid_from: z.string().nullable(),
    valid_to: z.string().nullable(),
    /** Does a threshold stand on typical practice only? */
    typical: z.boolean(),
    /** Findings of the rule that the asking person may see, and those of them that are not closed. */
    findings: z.number(),
    open_findings: z.number(),
  })
  .openapi('RuleRow');

const RuleSetView = z.object({ ...document, rules: z.array(RuleRowView) }).openapi('RuleSetRow');

const TableView = z
  .object({
    ...document,
    hit: z.string(),
    inputs: z.array(Localized),
    outputs: z.array(Localized),
    rows: z.number(),
  })
  .openapi('DecisionTableRow');

export const RulesView = z
  .object({ sets: z.array(RuleSetView), tables: z.array(TableView) })
  .openapi('Rules');

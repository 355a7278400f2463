/** Rules and decision tables in force as the API says them. */
import type { z } from 'zod';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import type { RuleCount } from '../store/findings.ts';
import type { RulesView } from '../views/rules.ts';

type Rules = z.infer<typeof RulesView>;

export async function rulesView({ store, inForce }: Deps, actor: Actor): Promise<Rules> {
  const pack = inForce.pack();
  const drafts = await store.drafts.ofOwner(actor.id);
  const counted = await store.findings.countByRule([...actor.sees]);
  const counts = new Map(counted.map((one) => [one.rule, one]));
  const documentOf = ({ kind, id, name }: Definition) => ({
    id,
    name,
    hash: inForce.active(kind, id)?.hash ?? '',
    active_since: inForce.active(kind, id)?.since ?? '',
    draft_id: drafts.find((one) => one.kind === kind && one.definition_id === id)?.id ?? null,
  });
  return {
    sets: all(pack, 'ruleset').map((set) => ({
      ...documentOf(set),
      rules: set.rules.map((rule) => ruleRow(rule, counts.get(rule.id))),
    })),
    tables: all(pack, 'table').map((table) => ({
      ...documentOf(table),
      hit: table.hit,
      inputs: table.inputs.map(({ name }) => name),
      outputs: table.outputs.map(({ name }) => name),
      rows: table.rows.length,
    })),
  };
}

function ruleRow(rule: Rule, count: RuleCount | undefined): Rules['sets'][number]['rules'][number] {
  const { id, name, stage, severity, record, theme, valid_from, valid_to, params = {} } = rule;
  return {
    id,
    name,
    stage,
    severity,
    record,
    theme,
    valid_from: valid_from ?? null,
    valid_to: valid_to ?? null,
    typical: Object.values(params).some(({ basis }) => basis.kind === 'typical'),
    findings: count?.findings ?? 0,
    open_findings: count?.open ?? 0,
  };
}

/**
 * Audit rules over one record at a time: ours (facts resolved, types checked, answers explained by
 * operands, unknown apart from no) beside bare json-rules-engine with the same conditions and the same
 * facts already at hand.
 */
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { caseSource } from '@flowmeter/engine/case/records.ts';
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import { find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { compileFlow } from '@flowmeter/engine/flow/compile.ts';
import { evaluate } from '@flowmeter/engine/rules/evaluate.ts';
import { rate, rounded, type Figure } from './figures.ts';
import { walk } from './walk.ts';

/** Conditions that both can answer: no computed facts, constants as thresholds. */
const conditions: Condition[] = [
  {
    all: [
      { fact: 'voltage_kv', operator: 'greaterThanInclusive', value: 10 },
      { fact: 'source_count', operator: 'equal', value: 1 },
    ],
  },
  {
    any: [
      { fact: 'capacity_kva', operator: 'greaterThan', value: 8000 },
      { fact: 'source_count', operator: 'greaterThan', value: 1 },
    ],
  },
  {
    all: [
      { fact: 'used_wd', operator: 'greaterThan', value: 10 },
      { not: { fact: 'clock_owner', operator: 'equal', value: 'customer' } },
    ],
  },
  {
    all: [
      { fact: 'paused_min', operator: 'greaterThan', value: 0 },
      { fact: 'pause_evidence', operator: 'equal', value: 0 },
    ],
  },
  {
    all: [
      { fact: 'step_id', operator: 'in', value: ['survey', 'completion_check'] },
      { fact: 'used_min', operator: 'lessThan', value: 10 },
    ],
  },
];

export async function measureRules(pack: Pack): Promise<Figure[]> {
  const flow = find(pack, 'flow', 'hv_new');
  if (flow === undefined) throw new Error('the pack has no flow hv_new');
  const compiled = compileFlow(flow, pack);
  const steps = await walk(compiled, 'east', '2026-06-01T01:00:00.000Z');
  const state = steps.at(-1)?.state;
  if (!state) throw new Error('the walk has no end');
  const at = '2026-06-20T01:00:00.000Z';
  const items = conditions.map((condition, index) => ({ id: `c${index}`, condition }));
  const sourceOf = () => caseSource(state, { at, seq: 2, calendars: compiled.calendars, flow });
  const ours = await rate(() => evaluate(items, sourceOf(), compiled.known));
  const source = sourceOf();
  const names = new Set(conditions.flatMap((one) => factsIn(one)));
  const facts = Object.fromEntries([...names].map((name) => [name, source.read(name)]));
  const bare = await rate(() => {
    const engine = new Engine();
    for (const { id, condition } of items) {
      engine.addRule({ conditions: condition as TopLevelCondition, event: { type: id } });
    }
    return engine.run(facts);
  });
  const count = conditions.length;
  const perSecond = (rounds: number): string => Math.round(rounds * count).toLocaleString('en');
  return [
    {
      name: 'rules_online_vs_json_rules_engine',
      value: rounded(ours / bare),
      unit: 'x',
      peer: 'json-rules-engine 7: a fresh engine a record, facts at hand',
      detail: `${perSecond(ours)} rules/s beside ${perSecond(bare)} rules/s`,
    },
  ];
}

function factsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(factsIn);
  if ('any' in condition) return condition.any.flatMap(factsIn);
  return 'not' in condition ? factsIn(condition.not) : [condition.fact];
}

/** The same rules as the peers say them, each made ready once, as its makers advise. */
import { createRequire } from 'node:module';
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { LogicEngine } from 'json-logic-engine';
import type { Comparison, Condition, Operand } from '@flowmeter/engine/definition/condition.ts';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { Asked } from '@flowmeter/engine/rules/compile.ts';
import { groupOf } from '@flowmeter/engine/rules/interpret.ts';
import { domains } from './rules-records.ts';

/** Places of the rules that hold for a record. */
export type Ask = (record: FactValues) => number[] | Promise<number[]>;

export function askJsonRulesEngine(rules: readonly Asked[]): Ask {
  const engine = new Engine();
  for (const [place, { condition }] of rules.entries()) {
    engine.addRule({
      conditions: condition as TopLevelCondition,
      event: { type: 'held', params: { place } },
    });
  }
  return async (record) => {
    const { events } = await engine.run(record);
    return events.map(({ params }) => params?.['place'] as number);
  };
}

/** Compiled, which that library does with code it generates. */
export function askJsonLogic(rules: readonly Asked[]): Ask {
  const all = rules.map(({ condition }) => jsonLogicOf(condition));
  const compiled = new LogicEngine().build(all) as (record: FactValues) => boolean[];
  return (record) => placesOf(compiled(record));
}

/** One expression node with an output for each rule. Undefined where its binary is for another platform. */
export function askZen(rules: readonly Asked[]): Ask | undefined {
  const zen = loadZen();
  if (zen === undefined) return undefined;
  const expressions = rules.map(({ condition }, place) => ({
    id: `r${place}`,
    key: `r${place}`,
    value: zenOf(condition),
  }));
  const position = { x: 0, y: 0 };
  const nodes = [
    { id: 'in', type: 'inputNode', name: 'in', position },
    { id: 'rules', type: 'expressionNode', name: 'rules', position, content: { expressions } },
    { id: 'out', type: 'outputNode', name: 'out', position },
  ];
  const edges = [
    { id: 'a', type: 'edge', sourceId: 'in', targetId: 'rules' },
    { id: 'b', type: 'edge', sourceId: 'rules', targetId: 'out' },
  ];
  const decision = new zen.ZenEngine().createDecision({ nodes, edges });
  return async (record) => {
    const { result } = await decision.evaluate(record);
    return placesOf(rules.map((_rule, place) => result[`r${place}`] === true));
  };
}

/** Days as numbers, for languages that do not compare text by order. */
export function withDayNumbers(record: FactValues): FactValues {
  return Object.fromEntries(
    Object.entries(record).map(([id, value]) => [
      id,
      domains[id]?.type === 'date' && value !== null ? dayNumberOf(String(value)) : value,
    ]),
  );
}

interface Zen {
  ZenEngine: new () => {
    createDecision: (content: object) => {
      evaluate: (record: FactValues) => Promise<{ result: Record<string, unknown> }>;
    };
  };
}

function loadZen(): Zen | undefined {
  try {
    return createRequire(import.meta.url)('@gorules/zen-engine-linux-x64-gnu') as Zen;
  } catch {
    return undefined;
  }
}

function placesOf(held: readonly boolean[]): number[] {
  return held.flatMap((one, place) => (one ? [place] : []));
}

function dayNumberOf(day: string): number {
  return Date.parse(day) / 86_400_000;
}

const signs: Readonly<Record<string, string>> = {
  equal: '==',
  notEqual: '!=',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
  in: 'in',
};

/** A constant; a day as its number. */
function constantOf({ fact, value }: Comparison): Operand {
  return domains[fact]?.type === 'date' && typeof value === 'string' ? dayNumberOf(value) : value;
}

function zenOf(condition: Condition): string {
  const group = groupOf(condition);
  if (group !== undefined) {
    const parts = group.parts.map((part) => `(${zenOf(part)})`);
    if (group.kind === 'not') return `not ${parts[0]}`;
    return parts.join(group.kind === 'all' ? ' and ' : ' or ');
  }
  const one = condition as Comparison;
  const asked = `${one.fact} ${signs[one.operator]} ${JSON.stringify(constantOf(one))}`;
  return isNullable(one.fact) ? `${one.fact} != null and ${asked}` : asked;
}

function jsonLogicOf(condition: Condition): object {
  const group = groupOf(condition);
  if (group !== undefined) {
    const parts = group.parts.map(jsonLogicOf);
    if (group.kind === 'not') return { '!': parts };
    return group.kind === 'all' ? { and: parts } : { or: parts };
  }
  const one = condition as Comparison;
  const strict = one.operator === 'equal' || one.operator === 'notEqual';
  const sign = strict ? `${signs[one.operator]}=` : (signs[one.operator] ?? '');
  const asked = { [sign]: [{ var: one.fact }, constantOf(one)] };
  if (!isNullable(one.fact)) return asked;
  return { and: [{ '!==': [{ var: one.fact }, null] }, asked] };
}

function isNullable(fact: string): boolean {
  return (domains[fact]?.nulls ?? 0) > 0;
}

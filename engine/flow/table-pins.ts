/** Which versions of which tables a case keeps: those that its flow asks, as they were when it was opened. */
import type { Condition } from '../definition/condition.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Rule } from '../definition/ruleset.ts';
import { comparisonsIn } from '../rules/interpret.ts';
import { factsIn } from '../rules/operands.ts';
import type { Tables } from '../tables/ask.ts';
import type { CompiledFlow } from './compile.ts';
import { taskOf } from './structure.ts';

/** Table -> hash; nothing where the flow asks no table. */
export function tablePins(compiled: CompiledFlow): { tables?: TablePins } {
  const known = pinsOf.get(compiled) ?? findPins(compiled);
  pinsOf.set(compiled, known);
  return Object.keys(known).length === 0 ? {} : { tables: { ...known } };
}

/** Many cases are opened on one version. */
const pinsOf = new WeakMap<CompiledFlow, TablePins>();

function findPins({ flow, rules, tables }: CompiledFlow): TablePins {
  const pins: TablePins = {};
  const open = conditionsOf(flow, rules).flatMap(readBy);
  for (const fact of open) {
    const id = tableOf(fact);
    const [hash, asked] = id === undefined ? [] : [tables.hashOf(id), tables.get(id)];
    if (id === undefined || hash === undefined || Object.hasOwn(pins, id)) continue;
    pins[id] = hash;
    open.push(...(asked?.table.inputs.map((input) => input.fact ?? input.id) ?? []));
  }
  return pins;
}

type TablePins = Record<string, string>;

/** The facts that tables among these are worked out from, and the others as they are. */
export function throughTables(facts: readonly string[], tables: Tables): string[] {
  const found = new Set<string>();
  const open = [...facts];
  for (const fact of open) {
    const asked = tables.get(tableOf(fact) ?? '');
    if (found.has(fact)) continue;
    found.add(fact);
    open.push(...(asked?.table.inputs.map((input) => input.fact ?? input.id) ?? []));
  }
  return [...found].filter((fact) => tables.get(tableOf(fact) ?? '') === undefined);
}

function tableOf(fact: string): string | undefined {
  const dot = fact.indexOf('.');
  return dot < 0 ? undefined : fact.slice(0, dot);
}

function readBy(condition: Condition): string[] {
  return comparisonsIn(condition).flatMap((one) => factsIn(one, {}).map(({ fact }) => fact));
}

/** What is asked while a case runs: its limits and routes, and the rules of its audits. */
function conditionsOf(flow: FlowDefinition, rules: ReadonlyMap<string, Rule>): Condition[] {
  const steps = Object.values(flow.steps);
  const tasks = steps.flatMap((step) => taskOf(step) ?? []);
  const asked = [
    ...flow.limits,
    ...tasks.flatMap(({ limits }) => limits),
    ...steps.flatMap(({ routes }): { when?: Condition | undefined }[] => routes),
  ];
  const audits = [
    ...flow.audits.after,
    ...tasks.flatMap((task) => [...task.audits.before, ...task.audits.during]),
  ];
  return [
    ...asked.flatMap(({ when }) => when ?? []),
    ...audits.flatMap((id) => rules.get(id)?.conditions ?? []),
  ];
}

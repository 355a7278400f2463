/** What figures are worked out from: the facts that an indicator names, and through tables what those ask. */
import type { IndicatorDefinition } from '../definition/indicator.ts';
import { find, type Pack } from '../definition/pack.ts';
import { comparisonsIn } from '../rules/interpret.ts';
import { factsIn, momentsOf } from '../rules/operands.ts';
import type { FactParams } from '../rules/source.ts';

/** Names of facts, and ids of tables. */
export interface Reads {
  facts: ReadonlySet<string>;
  tables: ReadonlySet<string>;
}

export function readsOf(indicators: readonly IndicatorDefinition[], pack: Pack): Reads {
  const facts = new Set<string>();
  const tables = new Set<string>();
  const open = indicators.flatMap(namesIn);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (facts.has(name)) continue;
    facts.add(name);
    const table = tableOf(name, pack);
    if (table === undefined) continue;
    tables.add(table.id);
    open.push(...table.inputs.flatMap(({ id, fact = id, params }) => named({ fact, params })));
  }
  return { facts, tables };
}

function tableOf(name: string, pack: Pack) {
  const [id = ''] = name.split('.');
  return id === name ? undefined : find(pack, 'table', id);
}

function namesIn({ over, measure }: IndicatorDefinition): string[] {
  const conditions = [over.where, measure.of].flatMap((one) => one ?? []);
  const asked = conditions.flatMap(comparisonsIn).flatMap((one) => factsIn(one, {}));
  const plain = [over.period_by, measure.fact].flatMap((fact) => fact ?? []);
  return [...plain, ...asked.flatMap(named)];
}

/** A fact, and those that it is worked out from. */
function named({ fact, params }: { fact: string; params?: FactParams | undefined }): string[] {
  return [fact, ...momentsOf(fact, params)];
}

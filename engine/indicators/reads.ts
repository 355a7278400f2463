/** What figures are worked out from: the facts that an indicator names, and through tables what those ask. */
import type { IndicatorDefinition } from '../definition/indicator.ts';
import { find, type Pack } from '../definition/pack.ts';
import { recordTermsOf } from '../records/kinds.ts';
import { behind, type Named } from '../records/uses.ts';
import { comparisonsIn } from '../rules/interpret.ts';
import { factsIn, momentsOf } from '../rules/operands.ts';
import type { FactParams } from '../rules/source.ts';

export interface Reads {
  /** Every fact, each with the kind of record that it is asked of. */
  asked: readonly Named[];
  /** Names of facts of cases, visits and findings. */
  facts: ReadonlySet<string>;
  /** Ids. */
  tables: ReadonlySet<string>;
  /** Derived facts of imported records, `<record>.<fact>`. */
  derived: ReadonlySet<string>;
  /** The kinds of imported records of which any is read. */
  records: ReadonlySet<string>;
}

export function readsOf(indicators: readonly IndicatorDefinition[], pack: Pack): Reads {
  const terms = recordTermsOf(pack);
  const asked = new Map<string, Named>();
  const [facts, tables] = [new Set<string>(), new Set<string>()];
  const [derived, records] = [new Set<string>(), new Set<string>()];
  const open = indicators.flatMap(namesIn);
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const name = `${one.record} ${one.fact}`;
    if (asked.has(name)) continue;
    asked.set(name, one);
    const { record } = one;
    if (terms.kinds.has(record)) records.add(record);
    else facts.add(one.fact);
    const found = behind(terms, one);
    if (found !== undefined) {
      derived.add(found.place);
      open.push(...found.named);
      continue;
    }
    const table = tableOf(one.fact, pack);
    if (table === undefined) continue;
    tables.add(table.id);
    const inputs = table.inputs.flatMap(({ id, fact = id, params }) => named({ fact, params }));
    open.push(...inputs.map((fact) => ({ record, fact })));
  }
  return { asked: [...asked.values()], facts, tables, derived, records };
}

function tableOf(name: string, pack: Pack) {
  const [id = ''] = name.split('.');
  return id === name ? undefined : find(pack, 'table', id);
}

function namesIn({ over, measure }: IndicatorDefinition): Named[] {
  const conditions = [over.where, measure.of].flatMap((one) => one ?? []);
  const asked = conditions.flatMap(comparisonsIn).flatMap((one) => factsIn(one, {}));
  const plain = [over.period_by, measure.fact].flatMap((fact) => fact ?? []);
  const names = [...plain, ...asked.flatMap(named)];
  return names.map((fact) => ({ record: over.record, fact }));
}

/** A fact, and those that it is worked out from. */
function named({ fact, params }: { fact: string; params?: FactParams | undefined }): string[] {
  return [fact, ...momentsOf(fact, params)];
}

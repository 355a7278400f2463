/**
 * What people are scored and paid by: scorecards, their indicators, and what those are measured by. The
 * facts and tables that an indicator reads, and calendars, since all durations are counted on one. Not
 * the organisation: whose entry in it is another one is a matter of its own (see independence.ts).
 */
import { canonical } from '../definition/hash.ts';
import type { FactsDefinition } from '../definition/facts.ts';
import type { IndicatorDefinition, ScorecardDefinition } from '../definition/indicator.ts';
import type { Definition } from '../definition/kinds.ts';
import { all, find, type Pack } from '../definition/pack.ts';
import { comparisonsIn } from '../rules/interpret.ts';
import { factsIn, momentsOf } from '../rules/operands.ts';
import type { FactParams } from '../rules/source.ts';
import { isPayKind } from './approval.ts';

/** A definition as it would be, and as it is. */
export interface Replaced {
  base: Definition | null;
  content: Definition;
}

/** Does it change what somebody is scored or paid by? */
export function touchesPay(items: readonly Replaced[], pack: Pack): boolean {
  return (
    items.some(({ content }) => isPayKind(content.kind)) || cardsTouched(items, pack).length > 0
  );
}

/** The scorecards that hang on what is replaced. */
export function cardsTouched(items: readonly Replaced[], pack: Pack): ScorecardDefinition[] {
  return all(pack, 'scorecard').filter((card) => {
    const reads = readBy(card, pack);
    return items.some((item) => hangsOn(card, reads, item));
  });
}

/** What the indicators of a card read: names of facts, and ids of tables. */
interface Reads {
  facts: ReadonlySet<string>;
  tables: ReadonlySet<string>;
}

function hangsOn(card: ScorecardDefinition, reads: Reads, { base, content }: Replaced): boolean {
  const { kind, id } = content;
  if (kind === 'calendar') return true;
  if (kind === 'facts') return factsAltered(base, content).some((one) => reads.facts.has(one));
  if (kind === 'table') return reads.tables.has(id);
  if (kind === 'indicator') return card.items.some(({ indicator }) => indicator === id);
  return kind === 'scorecard' && id === card.id;
}

function factsAltered(base: Definition | null, { facts: after }: FactsDefinition): string[] {
  const before = base?.kind === 'facts' ? base.facts : {};
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...ids].filter((id) => canonical(before[id] ?? null) !== canonical(after[id] ?? null));
}

/** Through tables to the facts and tables that they ask. */
function readBy({ items }: ScorecardDefinition, pack: Pack): Reads {
  const facts = new Set<string>();
  const tables = new Set<string>();
  const open = items.flatMap(({ indicator: id }) => namesIn(find(pack, 'indicator', id)));
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

function namesIn(indicator: IndicatorDefinition | undefined): string[] {
  if (indicator === undefined) return [];
  const { over, measure } = indicator;
  const conditions = [over.where, measure.of].flatMap((one) => one ?? []);
  const asked = conditions.flatMap(comparisonsIn).flatMap((one) => factsIn(one, {}));
  const plain = [over.period_by, measure.fact].flatMap((fact) => fact ?? []);
  return [...plain, ...asked.flatMap(named)];
}

/** A fact, and those that it is worked out from. */
function named({ fact, params }: { fact: string; params?: FactParams | undefined }): string[] {
  return [fact, ...momentsOf(fact, params)];
}

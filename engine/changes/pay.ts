/**
 * What people are scored and paid by: scorecards, their indicators, and what those are measured by. The
 * facts and tables that an indicator reads, and calendars, since all durations are counted on one. Not
 * the organisation: whose entry in it is another one is a matter of its own (see independence.ts).
 */
import { canonical } from '../definition/hash.ts';
import type { FactsDefinition } from '../definition/facts.ts';
import type { ScorecardDefinition } from '../definition/indicator.ts';
import type { Definition } from '../definition/kinds.ts';
import { all, find, type Pack } from '../definition/pack.ts';
import { type Reads, readsOf } from '../indicators/reads.ts';
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
    const read = card.items.flatMap(({ indicator: id }) => find(pack, 'indicator', id) ?? []);
    const reads = readsOf(read, pack);
    return items.some((item) => hangsOn(card, reads, item));
  });
}

function hangsOn(card: ScorecardDefinition, reads: Reads, { base, content }: Replaced): boolean {
  const { kind, id } = content;
  if (kind === 'calendar') return true;
  if (kind === 'facts') return factsAltered(base, content).some((one) => reads.facts.has(one));
  if (kind === 'table') return reads.tables.has(id);
  if (kind === 'record') return reads.records.has(id);
  if (kind === 'derived') {
    const before = base?.kind === 'derived' ? base.facts : {};
    const altered = alteredIn(before, content.facts);
    return altered.some((one) => reads.derived.has(`${content.record}.${one}`));
  }
  if (kind === 'indicator') return card.items.some(({ indicator }) => indicator === id);
  return kind === 'scorecard' && id === card.id;
}

function factsAltered(base: Definition | null, { facts }: FactsDefinition): string[] {
  return alteredIn(base?.kind === 'facts' ? base.facts : {}, facts);
}

/** The ids of what is not the same before and after. */
function alteredIn(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...ids].filter((id) => canonical(before[id] ?? null) !== canonical(after[id] ?? null));
}

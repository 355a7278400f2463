import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import { askableFacts } from '@flowmeter/engine/tables/facts.ts';

/** The facts that a rule about a record may name: of a kind of imported record, or of cases. */
export function factsAbout(record: string, pack: Pack): FactDictionary {
  return recordTermsOf(pack).kinds.get(record)?.facts ?? askableFacts(pack);
}

import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import { factsOf, find, type Pack } from '@flowmeter/engine/definition/pack.ts';

/** The declared facts that a rule about a record may name. */
export function factsAbout(record: string, pack: Pack): FactDictionary {
  const kind = find(pack, 'record', record);
  return kind === undefined ? factsOf(pack) : kind.fields;
}

/** What may be asked about a record: of a kind of imported record, or of cases, visits and findings. */
import type { FactDictionary } from '../case/forms.ts';
import type { Pack } from '../definition/pack.ts';
import { askableFacts } from '../tables/facts.ts';
import { recordTermsOf } from './kinds.ts';

/** A kind that is not there is asked like a case. */
export function factsAbout(record: string, pack: Pack): FactDictionary {
  return recordTermsOf(pack).kinds.get(record)?.facts ?? askableFacts(pack);
}

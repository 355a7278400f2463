/** A message of another system has come for a case. */
import type { FactValues } from '../definition/facts.ts';

/** Who sends names each message by an `id`; one that has been received once is not received again. */
export interface MessageCommand {
  type: 'message';
  name: string;
  key: string;
  id: string;
  data?: FactValues;
}

/** Messages of other systems that a case waits for. */
import type { FactValues } from '../definition/facts.ts';

export type MessageEvent =
  /** From now on the visit waits for a message of this name that carries this key. */
  | { type: 'message.awaited'; seq: number; name: string; key: string }
  /** It has come; `data` is what the step takes from it. */
  | {
      type: 'message.received';
      seq: number;
      name: string;
      key: string;
      id: string;
      data?: FactValues;
    };

/** What every part of a dictionary's screen needs: the facts, what is around them, how they are changed. */
import { createContext, useContext } from 'react';
import type { FactUses } from '@flowmeter/engine/definition/fact-uses.ts';
import type { FactsDefinition } from '@flowmeter/engine/definition/facts.ts';
import type { EditPort } from '../../canvas/port.ts';
import type { DictionaryEdit } from '../../document/facts/commands.ts';
import type { FactsDocument } from '../../document/facts/document.ts';

type FactsPort = EditPort<FactsDocument, DictionaryEdit>;

export interface FactsDesk {
  set: FactsDefinition;
  /** Absent where the dictionary is only shown. */
  port: FactsPort | undefined;
  /** Where the facts in force are used. */
  uses: FactUses;
  /** Ids of facts in force, of this dictionary. */
  inForce: ReadonlySet<string>;
  /** Ids of facts of other dictionaries. */
  elsewhere: ReadonlySet<string>;
  /** Other definitions were drafted too, and are to be proposed together with this one. */
  onCarried?: ((drafts: readonly string[]) => void) | undefined;
}

export const FactsContext = createContext<FactsDesk | null>(null);

export function useFactsDesk(): FactsDesk {
  const desk = useContext(FactsContext);
  if (desk === null) throw new Error('no dictionary around this part');
  return desk;
}

/** What every part of the screen of derived facts needs. */
import { createContext, useContext } from 'react';
import type { DerivedDefinition } from '@flowmeter/engine/definition/derived.ts';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { RecordKind, RecordTerms } from '@flowmeter/engine/records/kinds.ts';
import type { Use } from '@flowmeter/engine/records/uses.ts';
import type { EditPort } from '../../canvas/port.ts';
import type { DictionaryEdit } from '../../document/facts/commands.ts';
import type { DerivedDocument } from '../../document/facts/document.ts';

export interface DerivedDesk {
  set: DerivedDefinition;
  examples: ExamplesDefinition | null;
  port: EditPort<DerivedDocument, DictionaryEdit> | undefined;
  /** What is in force, with the draft in its place. */
  pack: Pack;
  terms: RecordTerms;
  /** The kind of record that the facts are about. */
  kind: RecordKind;
  /** Where a fact in force is used. */
  usesOf: (id: string) => readonly Use[];
  /** Ids of facts in force, of this dictionary. */
  inForce: ReadonlySet<string>;
}

export const DerivedContext = createContext<DerivedDesk | null>(null);

export function useDerived(): DerivedDesk {
  const desk = useContext(DerivedContext);
  if (desk === null) throw new Error('no derived facts around this part');
  return desk;
}

import { useEffect, useRef, useState } from 'react';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Analysed } from './analysis.ts';
import { type Analyst, analystFor } from './analyst.ts';

/** An analysis begins when the table has stayed the same for so long, in milliseconds. */
const PAUSE = 200;

export interface Analysis {
  found: readonly Analysed[];
  /** Is it of the table as it is now? */
  isCurrent: boolean;
}

interface Answered {
  table: TableDefinition | undefined;
  found: Analysed[];
}

/** What is wrong with the rows, found in a worker as the table is edited. */
export function useAnalysis(table: TableDefinition, facts: FactDictionary): Analysis {
  const [analyst, setAnalyst] = useState<Analyst>();
  const asked = useRef<TableDefinition>(undefined);
  const [answered, setAnswered] = useState<Answered>({ table: undefined, found: [] });
  useEffect(() => {
    const own = analystFor(facts, (found) => setAnswered({ table: asked.current, found }));
    setAnalyst(own);
    return () => own.close();
  }, [facts]);
  useEffect(() => {
    const timer = setTimeout(() => {
      asked.current = table;
      analyst?.ask(table);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [table, analyst]);
  return { found: answered.found, isCurrent: answered.table === table };
}

import { useEffect, useRef, useState } from 'react';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Analysed } from './analysis.ts';
import type { AnalysisAnswer, AnalysisAsked } from './analysis.worker.ts';

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
  const [answered, setAnswered] = useState<Answered>({ table: undefined, found: [] });
  const worker = useRef<Worker>(undefined);
  const asked = useRef({ turn: 0, table });
  useEffect(() => {
    const own = new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' });
    own.addEventListener('message', ({ data }: MessageEvent<AnalysisAnswer>) => {
      if (data.turn !== asked.current.turn) return;
      setAnswered({ table: asked.current.table, found: data.found });
    });
    own.postMessage({ facts } satisfies AnalysisAsked);
    worker.current = own;
    return () => own.terminate();
  }, [facts]);
  useEffect(() => {
    const ask = () => {
      asked.current = { turn: asked.current.turn + 1, table };
      worker.current?.postMessage({ table, turn: asked.current.turn } satisfies AnalysisAsked);
    };
    const timer = setTimeout(ask, PAUSE);
    return () => clearTimeout(timer);
  }, [table, facts]);
  return { found: answered.found, isCurrent: answered.table === table };
}

/** Asks for the analysis of tables, in a worker. */
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Analysed } from './analysis.ts';
import type { AnalysisAnswer, AnalysisAsked } from './analysis.worker.ts';

export interface Analyst {
  /** Of two questions only the later one is answered for certain. */
  ask(table: TableDefinition): void;
  close(): void;
}

/** `told` is called with what was found in the table last asked about. */
export function analystFor(facts: FactDictionary, told: (found: Analysed[]) => void): Analyst {
  const worker = new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' });
  const say = (asked: AnalysisAsked) => worker.postMessage(asked, []);
  let turn = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<AnalysisAnswer>) => {
    if (data.turn === turn) told(data.found);
  });
  say({ facts });
  return {
    ask(table) {
      turn += 1;
      say({ table, turn });
    },
    close: () => worker.terminate(),
  };
}

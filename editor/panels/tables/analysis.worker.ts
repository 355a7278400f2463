/** Analyses decision tables beside the page, so that typing never waits. */
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { analysisOf, type Analysed } from './analysis.ts';

/** The facts are sent once, before the tables that are asked about them. */
export type AnalysisAsked = { facts: FactDictionary } | { table: TableDefinition; turn: number };

export interface AnalysisAnswer {
  turn: number;
  found: Analysed[];
}

let facts: FactDictionary = {};

globalThis.addEventListener('message', ({ data }: MessageEvent<AnalysisAsked>) => {
  if ('facts' in data) facts = data.facts;
  else answer({ turn: data.turn, found: analysisOf(data.table, facts) });
});

/** A worker's own `postMessage` takes no target, which the page's types do not know. */
function answer(message: AnalysisAnswer): void {
  (globalThis as unknown as Worker).postMessage(message, []);
}

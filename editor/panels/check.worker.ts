/** Checks flows beside the page, so that typing never waits. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { problemsOf } from './flow-check.ts';

/** A pack is sent once, before the flows that are checked among its definitions. */
export type CheckAsked = { pack: Pack } | { flow: FlowDefinition; turn: number };

export interface CheckAnswer {
  turn: number;
  problems: Problem[];
}

let pack: Pack = { definitions: [] };

globalThis.addEventListener('message', ({ data }: MessageEvent<CheckAsked>) => {
  if ('pack' in data) pack = data.pack;
  else answer({ turn: data.turn, problems: problemsOf(data.flow, pack) });
});

/** A worker's own `postMessage` takes no target, which the page's types do not know. */
function answer(message: CheckAnswer): void {
  (globalThis as unknown as Worker).postMessage(message, []);
}

/** Checks drafts beside the page, so that typing never waits. */
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { problemsOf } from './problems-of.ts';

/** A pack is sent once, before the drafts that are checked among its definitions. */
export type CheckAsked = { pack: Pack } | { definition: Definition };

export interface CheckAnswer {
  problems: Problem[];
}

let pack: Pack = { definitions: [] };

globalThis.addEventListener('message', ({ data }: MessageEvent<CheckAsked>) => {
  if ('pack' in data) pack = data.pack;
  else answer({ problems: problemsOf(data.definition, pack) });
});

/** A worker's own `postMessage` takes no target, which the page's types do not know. */
function answer(message: CheckAnswer): void {
  (globalThis as unknown as Worker).postMessage(message, []);
}

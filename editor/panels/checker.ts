/** Asks for the problems of drafts: in a worker where there are workers, else on this thread. */
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { CheckAnswer, CheckAsked } from './check.worker.ts';

export interface Checker {
  /** The answer comes to `told`; of two questions only the later one is answered for certain. */
  ask(definition: Definition): void;
  close(): void;
}

/** `told` is called with the problems of the definition last asked about. */
export function checkerFor(pack: Pack, told: (problems: Problem[]) => void): Checker {
  return typeof Worker === 'undefined' ? checkHere(pack, told) : checkBeside(pack, told);
}

function checkBeside(pack: Pack, told: (problems: Problem[]) => void): Checker {
  const worker = new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' });
  const say = (message: CheckAsked) => worker.postMessage(message, []);
  let turn = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<CheckAnswer>) => {
    if (data.turn === turn) told(data.problems);
  });
  say({ pack });
  return {
    ask(definition) {
      turn += 1;
      say({ definition, turn });
    },
    close: () => worker.terminate(),
  };
}

function checkHere(pack: Pack, told: (problems: Problem[]) => void): Checker {
  let turn = 0;
  const answer = async (definition: Definition, own: number) => {
    const { problemsOf } = await import('./problems-of.ts');
    if (own === turn) told(problemsOf(definition, pack));
  };
  return {
    ask(definition) {
      turn += 1;
      const own = turn;
      void answer(definition, own);
    },
    close() {
      turn = -1;
    },
  };
}

/** Asks for the problems of flows: in a worker where there are workers, else on this thread. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { CheckAnswer, CheckAsked } from './check.worker.ts';

export interface Checker {
  /** The answer comes to `told`; of two questions only the later one is answered for certain. */
  ask(flow: FlowDefinition): void;
  close(): void;
}

/** `told` is called with the problems of the flow last asked about. */
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
    ask(flow) {
      turn += 1;
      say({ flow, turn });
    },
    close: () => worker.terminate(),
  };
}

function checkHere(pack: Pack, told: (problems: Problem[]) => void): Checker {
  let turn = 0;
  const answer = async (flow: FlowDefinition, own: number) => {
    const { problemsOf } = await import('./flow-check.ts');
    if (own === turn) told(problemsOf(flow, pack));
  };
  return {
    ask(flow) {
      turn += 1;
      const own = turn;
      void answer(flow, own);
    },
    close() {
      turn = -1;
    },
  };
}

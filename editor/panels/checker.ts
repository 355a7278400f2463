/** Asks for the problems of drafts: in a worker where there are workers, else on this thread. */
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { CheckAnswer, CheckAsked } from './check.worker.ts';

export interface Checker {
  /** One is checked at a time; of those asked about meanwhile only the last. */
  ask(definition: Definition): void;
  close(): void;
}

export type Told = (problems: Problem[], about: Definition) => void;

export function checkerFor(pack: Pack, told: Told): Checker {
  return typeof Worker === 'undefined' ? checkHere(pack, told) : checkBeside(pack, told);
}

function checkBeside(pack: Pack, told: Told): Checker {
  const worker = new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' });
  const say = (message: CheckAsked) => worker.postMessage(message, []);
  let checked: Definition | undefined;
  let next: Definition | undefined;
  function begin(definition: Definition): void {
    checked = definition;
    say({ definition });
  }
  worker.addEventListener('message', ({ data }: MessageEvent<CheckAnswer>) => {
    const [done, waiting] = [checked, next];
    [checked, next] = [undefined, undefined];
    if (waiting !== undefined) begin(waiting);
    if (done !== undefined) told(data.problems, done);
  });
  say({ pack });
  return {
    ask(definition) {
      if (checked === undefined) begin(definition);
      else next = definition === checked ? undefined : definition;
    },
    close: () => worker.terminate(),
  };
}

function checkHere(pack: Pack, told: Told): Checker {
  let turn = 0;
  const answer = async (definition: Definition, own: number) => {
    const { problemsOf } = await import('./problems-of.ts');
    if (own === turn) told(problemsOf(definition, pack), definition);
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

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { type Checker, checkerFor } from './checker.ts';
import { inOrder } from './problem-order.ts';

export interface Check {
  /** Errors first. Those of an earlier state of the draft until the check of this one is done. */
  problems: readonly Problem[];
  /** Are these the problems of the draft as it is now? */
  isCurrent: boolean;
}

interface Found {
  definition: Definition | undefined;
  problems: Problem[];
}

/** The problems of a draft among the definitions of a pack, found beside the page as it is edited. */
export function useCheck(definition: Definition, pack: Pack): Check {
  const checker = useRef<Checker>(undefined);
  const [found, setFound] = useState<Found>({ definition: undefined, problems: [] });
  const ask = useEffectEvent(() => checker.current?.ask(definition));

  useEffect(() => {
    const own = checkerFor(pack, (problems, about) =>
      setFound({ definition: about, problems: inOrder(problems) }),
    );
    checker.current = own;
    ask();
    return () => own.close();
  }, [pack]);

  useEffect(() => checker.current?.ask(definition), [definition]);

  return { problems: found.problems, isCurrent: found.definition === definition };
}

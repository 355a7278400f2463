import { useEffect, useRef, useState } from 'react';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { type Checker, checkerFor } from './checker.ts';
import { inOrder } from './problem-order.ts';

/** A check begins when the flow has stayed the same for so long, in milliseconds. */
const PAUSE = 120;

export interface FlowCheck {
  /** Errors first. Those of an earlier state of the flow until the check of this one is done. */
  problems: readonly Problem[];
  /** Are these the problems of the flow as it is now? */
  isCurrent: boolean;
}

interface Found {
  flow: FlowDefinition | undefined;
  problems: Problem[];
}

/** The problems of a flow among the definitions of a pack, found beside the page as it is edited. */
export function useFlowCheck(flow: FlowDefinition, pack: Pack): FlowCheck {
  const [checker, setChecker] = useState<Checker>();
  const asked = useRef<FlowDefinition>(undefined);
  const [found, setFound] = useState<Found>({ flow: undefined, problems: [] });

  useEffect(() => {
    const own = checkerFor(pack, (problems) =>
      setFound({ flow: asked.current, problems: inOrder(problems) }),
    );
    setChecker(own);
    return () => own.close();
  }, [pack]);

  useEffect(() => {
    const ask = () => {
      asked.current = flow;
      checker?.ask(flow);
    };
    const timer = setTimeout(ask, asked.current === undefined ? 0 : PAUSE);
    return () => clearTimeout(timer);
  }, [flow, checker]);

  return { problems: found.problems, isCurrent: found.flow === flow };
}

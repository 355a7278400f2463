/** Going from problem to problem: by F8, by the list, by the badge. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { select, type View } from '../canvas/view-state.ts';
import { keyOf } from '../document/document.ts';
import { following, routeOf, stepOf, traceOf } from '../panels/problem-order.ts';
import type { Jump } from '../panels/use-jump.ts';

export interface ProblemWalk {
  /** The problem that was gone to last, by its place in the list. */
  at: number | undefined;
  /** The place in the properties that it leads to. */
  jump: Jump | undefined;
  go: (by: 1 | -1) => void;
  goTo: (index: number) => void;
}

export function useProblemWalk(
  problems: readonly Problem[],
  flow: FlowDefinition,
  view: View,
  /** Is handed the steps of the way that the problem tells of. */
  onTrace: (steps: string[]) => void,
): ProblemWalk {
  const [at, setAt] = useState<number>();
  const [jump, setJump] = useState<Jump>();
  const now = useRef({ problems, flow, at, onTrace });
  useEffect(() => {
    now.current = { problems, flow, at, onTrace };
  });
  const goTo = useCallback(
    (index: number) => {
      const found = now.current.problems[index];
      if (found === undefined) return;
      setAt(index);
      now.current.at = index;
      now.current.onTrace(traceOf(found));
      setJump(found.at === undefined ? undefined : { pointer: found.at });
      const step = stepOf(found, now.current.flow);
      const route = routeOf(found, now.current.flow);
      if (step === undefined) select(view, []);
      else if (route === undefined) select(view, [step]);
      else select(view, [], [keyOf({ step, route })]);
      if (step !== undefined) view.getState().camera?.show(step);
    },
    [view],
  );
  const go = useCallback(
    (by: 1 | -1) => {
      const next = following(now.current.problems.length, now.current.at, by);
      if (next !== undefined) goTo(next);
    },
    [goTo],
  );
  return { at: at !== undefined && at < problems.length ? at : undefined, jump, go, goTo };
}

/** A case that plays by itself: on through what was done, then on by the first way, at a pace, until it stops. */
import { useEffect, useEffectEvent, useState } from 'react';
import { now, type Session } from '@flowmeter/engine/simulation/session.ts';
import type { Trial } from './use-trial.ts';

/** Between two steps, in milliseconds. */
export const paces = { slow: 2400, normal: 1200, fast: 400 } as const;
export type Pace = keyof typeof paces;

export interface Play {
  isPlaying: boolean;
  /** There is nothing to go on to. */
  isOver: boolean;
  pace: Pace;
  setPace: (pace: Pace) => void;
  toggle: () => void;
}

interface Played {
  trial: Trial;
  session: Session;
  /** The point that is looked at. */
  shown: number;
  onLook: (point: number) => void;
  stops: readonly string[];
}

export function usePlay({ trial, session, shown, onLook, stops }: Played): Play {
  const [isPlaying, setIsPlaying] = useState(false);
  const [pace, setPace] = useState<Pace>('normal');
  const last = session.points.length - 1;
  const isOver = shown >= last && now(session).state.status === 'ended';
  const isHeld = trial.notice !== undefined || trial.problems.length > 0;
  const goOn = useEffectEvent((from: number) => {
    if (isOver || isHeld) setIsPlaying(false);
    else if (from < last) {
      onLook(from + 1);
      if (comesTo(session, from + 1, stops)) setIsPlaying(false);
    } else trial.forward(stops);
  });
  useEffect(() => {
    if (!isPlaying || trial.isBusy) return undefined;
    const timer = setTimeout(() => goOn(shown), paces[pace]);
    return () => clearTimeout(timer);
  }, [isPlaying, pace, shown, trial.isBusy]);
  return {
    isPlaying: isPlaying && !isOver && !isHeld,
    isOver,
    pace,
    setPace,
    toggle: () => {
      if (isHeld) trial.clear();
      setIsPlaying(!isPlaying || isHeld);
    },
  };
}

/** Does the case come to one of the steps with this point? */
function comesTo({ points }: Session, point: number, stops: readonly string[]): boolean {
  const known = points[point - 1]?.state.visits.length ?? 0;
  const come = points[point]?.state.visits.slice(known) ?? [];
  return come.some(({ step }) => stops.includes(step));
}

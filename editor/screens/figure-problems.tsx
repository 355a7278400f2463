/** The problems of a draft of an indicator or scorecard, below it; each leads to its field. */
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { following, walkByKey } from '../panels/problem-order.ts';
import { ProblemsPanel } from '../panels/problems.tsx';
import type { Check } from '../panels/use-check.ts';
import { type Jump, useJump } from '../panels/use-jump.ts';
import { Drawer } from './draft-drawer.tsx';

/** From problem to problem, each with the field it is about shown. */
export function useProblemWalk(frame: RefObject<HTMLElement | null>, problems: readonly Problem[]) {
  const [at, setAt] = useState<number>();
  const [jump, setJump] = useState<Jump>();
  useJump(frame, jump, noSection);
  const goTo = (index: number) => {
    const found = problems[index];
    if (found === undefined) return;
    setAt(index);
    setJump({ pointer: found.at ?? '' });
  };
  const go = (by: 1 | -1) => {
    const next = following(problems.length, at, by);
    if (next !== undefined) goTo(next);
  };
  return {
    at: at !== undefined && at < problems.length ? at : undefined,
    goTo,
    keys: (event: KeyboardEvent) => walkByKey(event, go),
  };
}

interface FigureProblemsProps {
  check: Check;
  walk: ReturnType<typeof useProblemWalk>;
  onClose: () => void;
}

export function FigureProblems({ check, walk, onClose }: FigureProblemsProps) {
  const { t } = useTranslation('figures');
  return (
    <Drawer onClose={onClose}>
      <ProblemsPanel
        placeOf={({ at = '' }) => {
          const part = places.find((one) => at.startsWith(`/${one}`));
          return part === undefined ? '' : t(`place.${part}`);
        }}
        problems={check.problems}
        isCurrent={check.isCurrent}
        current={walk.at}
        onJump={(_, index) => walk.goTo(index)}
      />
    </Drawer>
  );
}

const places = ['over', 'measure', 'target', 'ladder', 'items', 'pay', 'unit', 'name'] as const;

/** Nothing here can be closed. */
function noSection(): undefined {}

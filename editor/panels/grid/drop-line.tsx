/** Where rows or a column that are being moved will come to stand. */
import type { RefObject } from 'react';
import type { Drag } from './drag.ts';
import { HEAD } from './grid-head.tsx';
import { ROW } from './use-window.ts';

interface DropLineProps {
  drag: Drag | undefined;
  frame: RefObject<HTMLElement | null>;
}

export function DropLine({ drag, frame }: DropLineProps) {
  if (drag?.kind === 'moveRows') {
    const transform = `translateY(${HEAD + drag.gap * ROW - 1}px)`;
    return <div className="grid-drop is-row" style={{ transform }} aria-hidden />;
  }
  if (drag?.kind !== 'moveColumn') return null;
  const heads = frame.current?.querySelectorAll<HTMLElement>('[data-part="column"]') ?? [];
  const [before, after] = [heads[drag.gap], heads[drag.gap - 1]];
  const left = before?.offsetLeft ?? (after?.offsetLeft ?? 0) + (after?.offsetWidth ?? 0);
  const transform = `translateX(${left - 1}px)`;
  return <div className="grid-drop is-column" style={{ transform }} aria-hidden />;
}

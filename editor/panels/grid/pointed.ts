/** Where in the grid a pointer is. */
import type { Point, Pointed } from './drag.ts';
import { HEAD } from './grid-head.tsx';
import { ROW } from './use-window.ts';

/** What of the grid an element stands for. */
export function pointedAt(target: EventTarget): Pointed | undefined {
  if (!(target instanceof Element) || target.closest('.cell-popup, .cell-input') !== null) {
    return undefined;
  }
  const part = target.closest<HTMLElement>('[data-part]');
  const kind = part?.dataset['part'] as Pointed['kind'] | undefined;
  if (part === null || kind === undefined) return undefined;
  const { row = '0', column = '0' } = part.dataset;
  const isHandle = kind === 'fill' || kind === 'moveRow' || kind === 'moveColumn';
  return { kind, row: Number(row), column: Number(column), isHandle };
}

/** The nearest place, also beyond the edges of the grid. */
export function pointAt(frame: HTMLElement, x: number, y: number): Point {
  const { top } = frame.getBoundingClientRect();
  const down = (y - top + frame.scrollTop - HEAD) / ROW;
  const rows = Number(frame.getAttribute('aria-rowcount')) - 1;
  const edges = [...frame.querySelectorAll('[data-part="column"]')].map((head) =>
    head.getBoundingClientRect(),
  );
  const column = edges.findIndex(({ right }) => x < right);
  const gap = edges.findIndex(({ left, right }) => x < (left + right) / 2);
  return {
    row: Math.max(0, Math.min(rows - 1, Math.floor(down))),
    column: column < 0 ? edges.length - 1 : column,
    rowGap: Math.max(0, Math.round(down)),
    columnGap: gap < 0 ? edges.length : gap,
  };
}

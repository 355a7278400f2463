/** Of many rows of one height only those in sight are drawn. */
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

/** Height of a row, px; the same as in the style sheet. */
export const ROW = 32;
/** Rows drawn above and below those in sight. */
const SPARE = 8;

export interface Window {
  first: number;
  /** One after the last. */
  end: number;
  /** Rows in sight. */
  page: number;
  show: (row: number) => void;
}

/** `head` is the height of what stays above the rows, px. */
export function useWindow(
  frame: RefObject<HTMLElement | null>,
  rows: number,
  head: number,
): Window {
  const [seen, setSeen] = useState({ top: 0, height: 600 });
  useLayoutEffect(() => {
    const held = frame.current;
    if (held === null) return undefined;
    const look = () => setSeen({ top: held.scrollTop, height: held.clientHeight });
    const watcher = new ResizeObserver(look);
    watcher.observe(held);
    held.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      watcher.disconnect();
      held.removeEventListener('scroll', look);
    };
  }, [frame]);
  const show = useCallback(
    (row: number) => {
      const held = frame.current;
      if (held === null) return;
      const [top, bottom] = [row * ROW, (row + 1) * ROW];
      const room = held.clientHeight - head;
      if (top < held.scrollTop) held.scrollTo({ top });
      else if (bottom > held.scrollTop + room) held.scrollTo({ top: bottom - room });
    },
    [frame, head],
  );
  const first = Math.max(0, Math.floor(seen.top / ROW) - SPARE);
  const page = Math.max(1, Math.floor((seen.height - head) / ROW));
  return { first, end: Math.min(rows, first + page + 2 * SPARE + 1), page, show };
}

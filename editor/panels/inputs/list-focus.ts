import { useLayoutEffect, useRef } from 'react';

/**
 * Where the keyboard goes when rows of a list move or go: it stays on the button that moved its row, and
 * goes to the next row, or else to what stands after the list, when its row is gone.
 */
export function useListFocus() {
  const list = useRef<HTMLDivElement>(null);
  const pending = useRef<() => void>(undefined);

  useLayoutEffect(() => {
    const refocus = pending.current;
    pending.current = undefined;
    refocus?.();
  });

  const focus = {
    /** Does what moves the row of the focused button. */
    keep(change: () => void) {
      const held = document.activeElement;
      pending.current = () => held instanceof HTMLElement && held.focus();
      change();
    },
    /** Does what takes away the row at an index. */
    after(index: number, change: () => void) {
      pending.current = () => {
        const rows = list.current?.querySelectorAll(':scope > ol > li') ?? [];
        const row = rows[Math.min(index, rows.length - 1)];
        const tools = row?.querySelectorAll<HTMLElement>('.tool-danger');
        const next = tools?.[tools.length - 1] ?? list.current?.querySelector<HTMLElement>('input');
        next?.focus();
      };
      change();
    },
  };
  return [list, focus] as const;
}

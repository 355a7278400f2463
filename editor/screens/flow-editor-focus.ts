/** Where the keyboard is: on the canvas, or beside it. */
import { type KeyboardEvent, useEffect } from 'react';
import type { View } from '../canvas/view-state.ts';

/** F6 gives the keyboard back to the canvas; so does Esc, unless it closes a list or takes back what was typed. */
export function backByKey(event: KeyboardEvent<HTMLElement>, view: View): void {
  if (event.defaultPrevented || event.nativeEvent.isComposing) return;
  const isInList =
    event.target instanceof Element &&
    event.target.closest('[aria-expanded="true"]:not(button)') !== null;
  if (event.key !== 'F6' && (event.key !== 'Escape' || isInList)) return;
  event.preventDefault();
  view.getState().camera?.focus();
}

/** A draft that was just opened is worked on at once, unless the person is somewhere already. */
export function useFirstFocus(view: View): void {
  useEffect(() => {
    const look = ({ camera } = view.getState()) => {
      if (camera === undefined) return;
      stop();
      if (document.activeElement?.matches('body, main')) camera.focus();
    };
    const stop = view.subscribe((state) => look(state));
    look();
    return stop;
  }, [view]);
}

/** The keyboard goes to the selected route, to the first field of the properties, or to what there is. */
export function focusFirst(side: HTMLElement | null): void {
  const field =
    side?.querySelector<HTMLElement>('[data-open="true"] :is(input, textarea)') ??
    side?.querySelector<HTMLElement>('.properties-fields :is(input, textarea)');
  (field ?? side?.querySelector<HTMLElement>('.properties button'))?.focus();
}

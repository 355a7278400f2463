/** What the screen that is open offers to do; the command box lists it beside everything else. */
import { useEffect } from 'react';
import { createStore } from 'zustand/vanilla';

export interface Offer {
  id: string;
  words: string;
  /** The key that does the same, as it is written on the keyboard. */
  key: string;
  /** Is it shown before anything is typed? */
  isNear: boolean;
  run: () => void;
}

/** Asked each time, since what can be done changes with what is selected. */
type Ask = () => Offer[];

const asked = createStore<{ ask: Ask | undefined }>(() => ({ ask: undefined }));

/** While the calling screen is there. Nothing, where it offers nothing. */
export function useOffering(ask: Ask | undefined): void {
  useEffect(() => {
    asked.setState({ ask });
    return () => {
      if (asked.getState().ask === ask) asked.setState({ ask: undefined });
    };
  }, [ask]);
}

/** As things stand now. */
export function offersNow(): Offer[] {
  return asked.getState().ask?.() ?? [];
}

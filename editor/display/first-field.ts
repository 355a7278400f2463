import { type RefObject, useRef } from 'react';

interface FirstField<T extends HTMLElement> {
  /** Around the fields. */
  place: RefObject<T | null>;
  afterOpenChange: (isOpen: boolean) => void;
}

/**
 * Gives the first field of a dialog the keyboard once the dialog has come to rest. Before, whoever goes on
 * to the next field at the very moment when it does is thrown back to its frame by the library. Who is in a
 * field by then stays there.
 */
export function useFirstField<T extends HTMLElement>(): FirstField<T> {
  const place = useRef<T>(null);
  const afterOpenChange = (isOpen: boolean) => {
    const isTaken = place.current?.contains(document.activeElement) === true;
    if (isOpen && !isTaken) place.current?.querySelector('input')?.focus();
  };
  return { place, afterOpenChange };
}

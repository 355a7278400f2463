/** What every part of the condition editor shares. */
import { createContext, useContext } from 'react';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { ConditionTerms } from './comparison.ts';
import type { PartPath } from './shape.ts';

export interface Editing {
  terms: ConditionTerms;
  /** Problems of the whole condition; pointers begin at its root. */
  problems: readonly Problem[];
  /** The key of the part that takes the keyboard when it is drawn, e.g. because it is new. */
  focused: string | undefined;
  focus: (key: string | undefined) => void;
  /** Pointer of the condition in its document. */
  at: string | undefined;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error('no condition editor around this part');
  return editing;
}

export function keyOf(path: PartPath): string {
  return path.join('.');
}

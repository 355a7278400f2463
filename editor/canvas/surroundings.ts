/** What the canvas has to know besides the flow, to say it in words. */
import { createContext, useContext } from 'react';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';

export interface Surroundings {
  /** Names of posts by id. */
  posts: Readonly<Record<string, Localized>>;
  facts: FactDictionary;
  /** Names of audit rules, and of flows, by id, where they are known. */
  rules?: Readonly<Record<string, Localized>>;
  flows?: Readonly<Record<string, Localized>>;
}

export const SurroundingsContext = createContext<Surroundings>({ posts: {}, facts: {} });

export function useSurroundings(): Surroundings {
  return useContext(SurroundingsContext);
}

/** What kinds of definitions are called. */
import { definitionKinds } from '@flowmeter/engine/definition/kinds.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';

/** The kind itself where it is none that we know. */
export function kindName(kind: string): Localized {
  const known = Object.entries(definitionKinds).find(([name]) => name === kind);
  return known?.[1].name ?? { zh: kind, en: kind };
}

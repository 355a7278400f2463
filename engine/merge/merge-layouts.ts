/** Where the steps of a merged flow stand: where I put them, else where the other has them. */
import type { LayoutDefinition } from '../definition/flow.ts';

type Positions = LayoutDefinition['positions'];

/** `renamed`: ids of my steps that the merge called otherwise. */
export function mergeLayouts(
  mine: Pick<LayoutDefinition, 'positions'>,
  theirs: Pick<LayoutDefinition, 'positions'> | undefined,
  renamed: ReadonlyMap<string, string>,
): Positions {
  const own = Object.entries(mine.positions).map(
    ([id, at]) => [renamed.get(id) ?? id, at] as const,
  );
  return { ...theirs?.positions, ...Object.fromEntries(own) };
}

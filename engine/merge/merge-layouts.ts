/** Where the steps of a merged flow stand: where I moved them, else where the other has them. */
import type { LayoutDefinition } from '../definition/flow.ts';
import { isSame } from '../definition/diff-structure.ts';
import type { Choice } from './three.ts';

type Positions = LayoutDefinition['positions'];
type Places = Pick<LayoutDefinition, 'positions'> | undefined;

/** `renamed`: ids of my steps that the merge called otherwise. */
export function mergeLayouts(
  { base, mine, theirs }: Record<Choice, Places>,
  renamed: ReadonlyMap<string, string>,
): Positions {
  const moved = Object.entries(mine?.positions ?? {}).filter(
    ([id, at]) => theirs?.positions[id] === undefined || !isSame(base?.positions[id], at),
  );
  const own = moved.map(([id, at]) => [renamed.get(id) ?? id, at] as const);
  return { ...theirs?.positions, ...Object.fromEntries(own) };
}

/** What differs, definition by definition, in sentences. */
import { diff } from '../definition/diff.ts';
import { hashOf } from '../definition/hash.ts';
import type { ItemDifferences } from './bundle.ts';
import { hashOfBase, meaningOf, titleOf, type Changed } from './items.ts';

export function differencesOf({ items, after }: Changed): ItemDifferences[] {
  return items.map((item) => ({
    ...titleOf(item.content),
    baseHash: hashOfBase(item),
    contentHash: hashOf(item.content),
    differences: diff(item.base && meaningOf(item.base), meaningOf(item.content), after),
  }));
}

/** Names of facts for a problem's words. */
import type { Localized } from '../problem.ts';
import type { CompiledFlow } from './compile.ts';

export function factNames(
  { known }: Pick<CompiledFlow, 'known'>,
  ids: readonly string[],
): Localized {
  const names = ids.map((id) => known[id]?.name ?? { zh: id, en: id });
  return {
    zh: names.map((name) => name.zh).join('、'),
    en: names.map((name) => name.en).join(', '),
  };
}

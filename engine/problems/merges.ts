/** Merging drafts with what happened meanwhile. */
import type { ProblemRow } from './row.ts';

export const mergeProblems = {
  merge_undecided: {
    status: 409,
    zh: '还有 {count} 处冲突须选择',
    en: '{count} conflicts are still to be decided',
  },
  merge_conflict: {
    status: 409,
    zh: '{name}：双方修改不同，请选择',
    en: '{name}: both changed it; choose which counts',
  },
  merge_base_missing: {
    status: 422,
    zh: '草稿所依据的版本已无法读取，不能合并',
    en: 'The version that the draft began from cannot be read; it cannot be merged',
  },
} as const satisfies Record<string, ProblemRow>;

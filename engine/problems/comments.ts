/** What people say about changes. */
import type { ProblemRow } from './row.ts';

export const commentProblems = {
  comment_not_found: { status: 404, zh: '评论不存在', en: 'No such comment' },
  comment_anchor: {
    status: 422,
    zh: '变更中没有这个位置',
    en: 'The change has nothing at this place',
  },
  comment_mention: {
    status: 422,
    zh: '“{person}”不能查看变更，不能提及',
    en: '“{person}” may not read changes and cannot be mentioned',
  },
} as const satisfies Record<string, ProblemRow>;

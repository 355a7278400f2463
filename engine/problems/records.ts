/** Kinds of record and the facts derived about them. */
import type { ProblemRow } from './row.ts';

export const recordProblems = {
  record_is_builtin: {
    status: 422,
    zh: '记录类型不能叫“{record}”，这是内置对象的名称',
    en: 'A kind of record cannot be called “{record}”: that is a built-in subject',
  },
} as const satisfies Record<string, ProblemRow>;

/** Terms of people, accounts of one human, and what grants and second factors ask for. */
import type { ProblemRow } from './row.ts';

export const accountProblems = {
  term_backwards: {
    status: 422,
    zh: '{person} 的任期结束早于开始',
    en: 'A term of {person} ends before it begins',
  },
  terms_overlap: {
    status: 422,
    zh: '{person} 在同一时间属于两个单位',
    en: '{person} belongs to two units at the same time',
  },
  same_person_circle: {
    status: 422,
    zh: '{person} 的同一人关联形成了循环',
    en: 'The accounts that {person} is linked with go round in a circle',
  },
} as const satisfies Record<string, ProblemRow>;

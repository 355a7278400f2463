/** Evidence for changes that could not be made. */
import type { ProblemRow } from './row.ts';

export const evidenceProblems = {
  evidence_stopped: {
    status: 503,
    zh: '“{part}”没有做完：时间过长，或被中断',
    en: '“{part}” was not finished: it took too long, or was stopped',
  },
  evidence_not_made: {
    status: 500,
    zh: '“{part}”没有做成',
    en: '“{part}” could not be made',
  },
  evidence_under_way: {
    status: 409,
    zh: '证据正在制作',
    en: 'The evidence is being made',
  },
} as const satisfies Record<string, ProblemRow>;

/** Flows that come from other tools' documents. */
import type { ProblemRow } from './row.ts';

export const bpmnProblems = {
  bpmn_without_process: {
    status: 422,
    zh: '没有可以导入的流程',
    en: 'There is no process to import',
  },
  bpmn_left_out: {
    status: 422,
    zh: '{element}“{name}”未保留：{reason}（{place}）',
    en: 'The {element} “{name}” was not kept: {reason} ({place})',
  },
  bpmn_read_as: {
    status: 422,
    zh: '{element}“{name}”{how}（{place}）',
    en: 'The {element} “{name}” {how} ({place})',
  },
} as const satisfies Record<string, ProblemRow>;

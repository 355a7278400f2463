/** Records that are imported from other systems. */
import type { ProblemRow } from './row.ts';

export const importProblems = {
  records_unreadable: {
    status: 422,
    zh: '文件无法导入：{reason}',
    en: 'The file cannot be imported: {reason}',
  },
  record_row_bad: {
    status: 422,
    zh: '第 {line} 行，列“{column}”：{reason}',
    en: 'Line {line}, column “{column}”: {reason}',
  },
  records_busy: {
    status: 409,
    zh: '“{record}”正在导入，请稍后再试',
    en: 'Records of “{record}” are being imported; try again later',
  },
  records_known_before: {
    status: 422,
    zh: '知悉时间 {given} 早于上一批次（{last}）：已知的历史不能改写',
    en: 'Known since {given} is before the last batch ({last}): what was known is not rewritten',
  },
  records_known_later: {
    status: 422,
    zh: '知悉时间 {given} 晚于现在',
    en: 'Known since {given} is in the future',
  },
  record_kind_not_found: {
    status: 404,
    zh: '没有记录类型“{record}”',
    en: 'There is no kind of record “{record}”',
  },
  record_not_found: { status: 404, zh: '没有这条记录', en: 'There is no such record' },
  record_batch_not_found: { status: 404, zh: '没有这个批次', en: 'There is no such batch' },
  records_damaged: {
    status: 500,
    zh: '“{record}”的数据文件已损坏，请从备份恢复',
    en: 'The files of “{record}” are damaged; restore them from a backup',
  },
  records_type_changed: {
    status: 409,
    zh: '字段“{field}”导入时是{was}，现定义为{is}：请重新导入',
    en: 'The field “{field}” was imported as {was} and is now {is}: import its records again',
  },
} as const satisfies Record<string, ProblemRow>;

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
  audit_in_flight: {
    status: 409,
    zh: '已有稽查正在运行，请稍后再试',
    en: 'An audit is running already; try again later',
  },
  audit_rule_not_found: {
    status: 404,
    zh: '没有针对记录或问题的规则“{rule}”',
    en: 'There is no rule “{rule}” about records or findings',
  },
  audit_run_not_found: { status: 404, zh: '没有这次稽查', en: 'There is no such audit' },
  exemption_not_found: { status: 404, zh: '没有这条白名单', en: 'There is no such exemption' },
  exemption_over: { status: 409, zh: '该白名单已经结束', en: 'The exemption is over already' },
  exemption_past: {
    status: 422,
    zh: '截止日期 {until} 已过，应为 {today} 或之后',
    en: 'The end date {until} is past; it must be {today} or later',
  },
  exemption_too_long: {
    status: 422,
    zh: '白名单最长 {days} 天，到 {latest} 为止',
    en: 'An exemption may last {days} days at most, until {latest}',
  },
  exemption_without_object: {
    status: 422,
    zh: '只有针对记录的问题可以加入白名单',
    en: 'Only findings about records can be exempted',
  },
  record_batch_not_found: { status: 404, zh: '没有这个批次', en: 'There is no such batch' },
  records_damaged: {
    status: 500,
    zh: '“{record}”的数据文件已损坏，请从备份恢复',
    en: 'The files of “{record}” are damaged; restore them from a backup',
  },
} as const satisfies Record<string, ProblemRow>;

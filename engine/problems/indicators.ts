/** Indicators and scorecards. */
import type { ProblemRow } from './row.ts';

export const indicatorProblems = {
  period_not_over: {
    status: 409,
    zh: '{period} 尚未结束，不能关账',
    en: '{period} is not over and cannot be closed yet',
  },
  closing_waits: {
    status: 409,
    zh: '该期间已有待确认的关账',
    en: 'A closing of this period waits to be decided on',
  },
  closing_same: {
    status: 409,
    zh: '重新计算的结果与已关账一致，无需更正',
    en: 'The period comes to what it was closed with: there is nothing to correct',
  },
  closing_not_found: {
    status: 404,
    zh: '没有此关账',
    en: 'There is no such closing',
  },
  closing_decided: {
    status: 409,
    zh: '该关账已有结论',
    en: 'The closing has been decided on',
  },
  closing_moved: {
    status: 409,
    zh: '提出关账后数据有变，请退回后重新提出',
    en: 'The figures have moved since the closing was proposed: refuse it and propose it anew',
  },
  closing_spoilt: {
    status: 409,
    zh: '{period} 的关账记录与签名或审计日志不符，不能采用：请从备份恢复，或提出更正',
    en: 'The closing of {period} is not what was signed and told to the audit log, and does not count: restore it from a backup, or propose a correction',
  },
  closing_gone: {
    status: 409,
    zh: '{period} 已关账（审计日志第 {seq} 条），但记录已不在数据库中：请从备份恢复，或提出更正',
    en: '{period} was closed (entry {seq} of the audit log), and its row is gone from the database: restore it from a backup, or propose a correction',
  },
  closing_own: {
    status: 403,
    zh: '不能确认自己提出的关账',
    en: 'Nobody confirms a closing of their own',
  },
  closing_of_delegate: {
    status: 403,
    zh: '不能确认与自己互为代理者提出的关账',
    en: 'Nobody confirms a closing of somebody they stand in for, or who stands in for them',
  },
  closing_benefits: {
    status: 403,
    zh: '此绩效卡对你计分，不能由你确认关账',
    en: 'You are scored by this scorecard, so somebody else has to confirm it',
  },
  weights_not_100: {
    status: 422,
    zh: '权重合计为 {sum}，应为 100',
    en: 'The weights add up to {sum}, not 100',
  },
  measure_needs: {
    status: 422,
    zh: '统计方式“{measure}”需要填写“{field}”',
    en: 'The measure “{measure}” needs “{field}”',
  },
  measure_takes_no: {
    status: 422,
    zh: '统计方式“{measure}”不使用“{field}”',
    en: 'The measure “{measure}” takes no “{field}”',
  },
  fact_not_a_number: {
    status: 422,
    zh: '“{fact}”不是数值（{type}）',
    en: '“{fact}” is not a number ({type})',
  },
  fact_not_a_date: {
    status: 422,
    zh: '“{fact}”不是日期或时间（{type}）',
    en: '“{fact}” is neither a date nor a date-time ({type})',
  },
  records_of_no_flow: {
    status: 422,
    zh: '导入的记录不属于任何流程，请去掉流程限定',
    en: 'Imported records belong to no flow: take the flows away',
  },
  ladder_without_target: {
    status: 422,
    zh: '计分需要目标值和方向',
    en: 'A score needs a target and a direction',
  },
  target_not_positive: {
    status: 422,
    zh: '按比例计分的目标值须大于 0',
    en: 'A proportional score needs a target above 0',
  },
  floor_above_cap: { status: 422, zh: '最低分高于最高分', en: 'The floor is above the cap' },
  weight_never_scored: {
    status: 422,
    zh: '指标“{indicator}”仅供参考，不能占权重',
    en: 'The indicator “{indicator}” is for information and cannot carry weight',
  },
  bands_not_descending: {
    status: 422,
    zh: '分档须从高到低排列，不能重复',
    en: 'Bands stand from high to low, each once',
  },
  preview_of_kind: {
    status: 422,
    zh: '只有指标和绩效卡可以试算',
    en: 'Only indicators and scorecards have figures to preview',
  },
  preview_reads_personal: {
    status: 403,
    zh: '“{fact}”是个人信息：按它筛选的试算只对有权查看者开放',
    en: '“{fact}” is personal: figures by it are previewed for those only who may see it',
  },
} as const satisfies Record<string, ProblemRow>;

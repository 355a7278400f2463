/** Tables that come from other tools' documents, or go to them. */
import type { ProblemRow } from './row.ts';

export const exchangeProblems = {
  exchange_unreadable: {
    status: 422,
    zh: '文件无法读取：{reason}（{place}）',
    en: 'The file cannot be read: {reason} ({place})',
  },
  exchange_without_table: {
    status: 422,
    zh: '没有可以导入的决策表',
    en: 'There is no decision table to import',
  },
  exchange_table: {
    status: 422,
    zh: '决策表“{name}”未导入：{reason}（{place}）',
    en: 'The decision table “{name}” was not imported: {reason} ({place})',
  },
  exchange_column: {
    status: 422,
    zh: '列“{name}”不能导入：{reason}（{place}）',
    en: 'The column “{name}” cannot be imported: {reason} ({place})',
  },
  exchange_cell: {
    status: 422,
    zh: '“{text}”不能导入：{reason}（{place}）',
    en: '“{text}” cannot be imported: {reason} ({place})',
  },
  exchange_more: {
    status: 422,
    zh: '另有 {count} 处同类问题未列出',
    en: '{count} more of these are not listed',
  },
  exchange_not_kept: {
    status: 422,
    zh: '未保留：{what}（{place}）',
    en: 'Not kept: {what} ({place})',
  },
  exchange_guess: {
    status: 422,
    zh: '“{name}”{guess}（{place}）',
    en: '“{name}” {guess} ({place})',
  },
  exchange_unsayable: {
    status: 422,
    zh: '{what}不能写入此格式',
    en: '{what} cannot be written in this format',
  },
  file_not_written: {
    status: 422,
    zh: '文件 {file} 未写入：{reason}',
    en: 'The file {file} was not written: {reason}',
  },
  exchange_draft_there: {
    status: 409,
    zh: '您已有“{id}”的草稿：请先提交或删除',
    en: 'You have a draft of “{id}” already: propose or delete it first',
  },
} as const satisfies Record<string, ProblemRow>;

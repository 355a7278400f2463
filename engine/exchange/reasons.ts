/** Why a piece of a document cannot be kept, in both languages. */
import type { Localized } from '../problem.ts';

export const reasons = {
  expression: {
    zh: '不是数值、文字、日期、区间或它们的列表',
    en: 'it is no value, interval or list of them',
  },
  no_literal: { zh: '结果必须是单个值', en: 'a result has to be one value' },
  unequal: { zh: '“不等于”请写成 not(…)', en: 'write not(…) for “is not”' },
  interval: { zh: '区间不完整', en: 'the interval is not complete' },
  empty_interval: { zh: '区间的下限大于上限', en: 'the interval ends before it begins' },
  unordered: { zh: '文字、真假值不能比较大小', en: 'only numbers and dates can be compared' },
  cut_off: { zh: '内容不完整', en: 'it is cut off' },
  too_many: { zh: '一个单元格超过 1000 个值', en: 'a cell has more than 1000 values' },
  too_great: { zh: '数值过大', en: 'the number is too great' },
  bad_moment: {
    zh: '日期或时间无效，或没有时区',
    en: 'there is no such date or time, or its offset is missing',
  },
  other_type: {
    zh: '没有对应的类型（时刻、时长）',
    en: 'times of day and durations have no type here',
  },
  thousands: {
    zh: '是千分位还是列表？数字请勿加分隔符',
    en: 'thousands or a list? Write numbers without separators',
  },
  mixed: { zh: '各行的值类型不同', en: 'its values are of different types' },
  not_asked: {
    zh: '输入表达式须是数据项，或另一张决策表的结果',
    en: 'an input has to name a fact, or the result of another decision table',
  },
  other_language: { zh: '表达式语言不是 FEEL', en: 'its expressions are not in FEEL' },
  no_table: { zh: '不是决策表', en: 'it is no decision table' },
  no_rows: { zh: '没有任何行', en: 'it has no rows' },
  no_outputs: { zh: '没有结果列', en: 'it has no column of results' },
  too_wide: { zh: '超过 100 列', en: 'it has more than 100 columns' },
  too_long: { zh: '超过 20000 行', en: 'it has more than 20000 rows' },
  hit_policy: { zh: '未知的命中策略', en: 'its hit policy is not known' },
  row_width: {
    zh: '单元格数与列数不同',
    en: 'a row has not as many cells as there are columns',
  },
  parts: { zh: '其列或单元格不能导入', en: 'columns or cells of it cannot be imported' },
  wrong_type: { zh: '与该列的类型不符', en: 'it does not fit the type of the column' },
} as const satisfies Record<string, Localized>;

export type Reason = keyof typeof reasons;

/** Decision tables that do not mean one thing, or not what they seem to. */
import type { ProblemRow } from './row.ts';

export const tableProblems = {
  table_row_width: {
    status: 422,
    zh: '第 {row} 行有 {found} 个{what}，应为 {wanted} 个',
    en: 'Row {row} has {found} {what}, not {wanted}',
  },
  table_cell_type: {
    status: 422,
    zh: '{value} 不是“{column}”的值，其类型为{type}',
    en: '{value} is no value of “{column}”, which is of type {type}',
  },
  table_cell_unordered: {
    status: 422,
    zh: '“{column}”是{type}类型，没有大小次序，不能写区间',
    en: '“{column}” is of type {type}, which has no order: there are no intervals of it',
  },
  table_cell_empty: {
    status: 422,
    zh: '“{column}”没有任何取值符合这一格',
    en: 'No value of “{column}” fits this cell',
  },
  table_cell_outside: {
    status: 422,
    zh: '{value} 不在“{column}”的取值范围内',
    en: '{value} is not among the values of “{column}”',
  },
  table_fact_other_type: {
    status: 422,
    zh: '“{column}”是{type}类型，数据项“{fact}”是{other}类型',
    en: '“{column}” is of type {type}, but the fact “{fact}” is of type {other}',
  },
  table_reserved_id: {
    status: 422,
    zh: '“{id}”用于业务日期，不能作输入的标识',
    en: '“{id}” stands for the business date and cannot be the id of an input',
  },
  table_default_missing: {
    status: 422,
    zh: '其他输出有默认值，“{column}”也要有',
    en: 'Other outputs have a default, so “{column}” needs one too',
  },
  table_figure_outputs: {
    status: 422,
    zh: '命中策略“{hit}”只能有一个输出',
    en: 'A table with the hit policy “{hit}” has one output only',
  },
  table_figure_type: {
    status: 422,
    zh: '命中策略“{hit}”不能用于“{column}”，其类型为{type}',
    en: 'The hit policy “{hit}” cannot be used for “{column}”, which is of type {type}',
  },
  table_without_ranks: {
    status: 422,
    zh: '命中策略“{hit}”需要至少一个输出按优先次序列出取值',
    en: 'The hit policy “{hit}” needs an output that lists its values, the highest first',
  },
  table_null_in_list: {
    status: 422,
    zh: '命中策略“{hit}”给出列表，“{column}”不能为空',
    en: 'The hit policy “{hit}” gives lists: “{column}” cannot be empty',
  },
  table_cycle: {
    status: 422,
    zh: '决策表互相引用成环：{tables}',
    en: 'These tables ask one another in a circle: {tables}',
  },
  table_rows_overlap: {
    status: 422,
    zh: '决策表“{table}”的第 {rows} 行同时符合，唯一策略只许一行',
    en: 'Rows {rows} of the table “{table}” match together, where only one may',
  },
  table_rows_disagree: {
    status: 422,
    zh: '决策表“{table}”的第 {rows} 行同时符合而结果不同',
    en: 'Rows {rows} of the table “{table}” match together and give different results',
  },
  table_gap: {
    status: 422,
    zh: '没有一行符合：{region}（例如：{witness}）',
    en: 'No row matches where {region} (for example: {witness})',
  },
  table_overlap: {
    status: 422,
    zh: '第 {rows} 行会同时符合（例如：{witness}），唯一策略只许一行',
    en: 'Rows {rows} match together (for example: {witness}), where only one may',
  },
  table_disagreement: {
    status: 422,
    zh: '第 {rows} 行会同时符合（例如：{witness}）而结果不同',
    en: 'Rows {rows} match together (for example: {witness}) and give different results',
  },
  table_masked: {
    status: 422,
    zh: '第 {row} 行永远用不上：符合它的都先由第 {others} 行决定（例如：{witness}）',
    en: 'Row {row} never counts: whatever it takes is decided by rows {others} (for example: {witness})',
  },
  table_misleading: {
    status: 422,
    zh: '第 {row} 行在“{column}”上不限，却先于更具体的第 {others} 行（例如：{witness}）',
    en: 'Row {row} takes any “{column}” and goes before row {others}, which is more specific (for example: {witness})',
  },
  table_subsumed: {
    status: 422,
    zh: '第 {row} 行多余：符合它的都符合结果相同的第 {others} 行（例如：{witness}）',
    en: 'Row {row} is superfluous: row {others} takes all of it with the same result (for example: {witness})',
  },
  table_mergeable: {
    status: 422,
    zh: '第 {rows} 行可以合并：只有“{column}”不同，合为 {cell}',
    en: 'Rows {rows} can be one: they differ in “{column}” only, together {cell}',
  },
  table_duplicate: {
    status: 422,
    zh: '第 {rows} 行相同',
    en: 'Rows {rows} are the same',
  },
  table_more_found: {
    status: 422,
    zh: '{what}还有未列出的',
    en: 'There are more {what} than are listed',
  },
  table_undecided: {
    status: 422,
    zh: '行数与列数太多，未能判定：{what}',
    en: 'The table is too large to decide: {what}',
  },
} as const satisfies Record<string, ProblemRow>;

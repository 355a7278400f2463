/** What business staff call the fields of records and derived facts. */

export const recordFields: Record<string, readonly [zh: string, en: string]> = {
  // Records
  'record.key': ['关键字段', 'key fields'],
  fields: ['字段', 'fields'],
  links: ['关联', 'links'],
  'links.record': ['关联记录', 'record linked to'],
  'record.by': ['关联字段', 'linked by'],
  order: ['次序字段', 'order field'],
  'record.date': ['业务日期字段', 'business date field'],
  object: ['对象字段', 'object fields'],
  'record.period': ['所属期字段', 'period field'],
  'record.unit': ['单位', 'unit'],
  'record.person': ['人员', 'person'],
  money: ['金额', 'money'],
  // Parameters
  editions: ['分期取值', 'editions'],
  default: ['默认值', 'default'],
  // Expressions
  function: ['函数', 'function'],
  'derived.of': ['参数值', 'arguments'],
  if: ['如果', 'if'],
  'derived.then': ['则', 'then'],
  else: ['否则', 'else'],
  table: ['决策表', 'decision table'],
  inputs: ['输入', 'inputs'],
  output: ['输出', 'output'],
  aggregate: ['汇总方式', 'aggregate'],
  'derived.over': ['汇总的记录', 'records looked at'],
  match: ['对应字段', 'matched by'],
  'derived.where': ['筛选条件', 'where'],
  window: ['范围', 'window'],
  last: ['最近条数', 'last'],
  skip: ['略过条数', 'skipped'],
  including: ['含本条', 'this one included'],
  upto: ['截至', 'up to'],
  within: ['期间', 'within'],
  field: ['时间字段', 'time field'],
  'derived.to': ['截止', 'to'],
  'derived.others': ['不含本条', 'others only'],
  'derived.at_least': ['最少条数', 'at least'],
};

export const recordValues: Record<string, Record<string, readonly [zh: string, en: string]>> = {
  aggregate: {
    count: ['计数', 'count'],
    count_distinct: ['去重计数', 'count distinct'],
    exists: ['是否存在', 'exists'],
    share: ['占比', 'share'],
    sum: ['合计', 'sum'],
    mean: ['平均', 'mean'],
    least: ['最小', 'least'],
    greatest: ['最大', 'greatest'],
    first: ['最早', 'first'],
    last: ['最近', 'last'],
  },
};

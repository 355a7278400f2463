/** What business staff call the fields of definitions, and the values that are words of ours. */
import type { Localized } from '../problem.ts';
import { nameOfField, nameOfOption } from '../steps/field-words.ts';
import { kindFields, kindValues } from './diff-kind-words.ts';
import { recordFields, recordValues } from './diff-record-words.ts';
import { tableFields, tableValues } from './diff-table-words.ts';
import { peopleFields, peopleValues } from './diff-people-words.ts';

/**
 * Every field of every kind of definition; `kind.field` where the same field means something else, and
 * `outer.field` where the two are one notion. What steps and flows have is called as their own
 * specifications say.
 */
const fields: Record<string, readonly [zh: string, en: string]> = {
  ...peopleFields,
  ...kindFields,
  ...recordFields,
  ...tableFields,
  $schema: ['格式说明', 'schema hint'],
  $export: ['导出标记', 'mark of the export'],
  id: ['标识', 'id'],
  kind: ['类型', 'kind'],
  key: ['代码', 'key'],
  name: ['名称', 'name'],
  description: ['说明', 'description'],
  help: ['填写说明', 'help text'],
  source: ['出处', 'source'],
  basis: ['依据', 'basis'],
  reason: ['理由', 'reason'],
  value: ['取值', 'value'],
  unit: ['单位', 'unit'],
  'basis.kind': ['依据类别', 'kind of basis'],
  'basis.source': ['依据出处', 'source'],
  valid_from: ['生效日', 'valid from'],
  valid_to: ['失效日', 'valid to'],
  // Flows
  steps: ['环节', 'steps'],
  to: ['指向', 'target'],
  when: ['条件', 'condition'],
  result: ['结论', 'result'],
  start: ['首个环节', 'first step'],
  at_least: ['至少完成的分支数', 'fewest branches ended'],
  redo: ['其他分支重做', 'other branches begin anew'],
  exempt: ['法定环节免除', 'exemption'],
  'exempt.steps': ['免除的环节', 'steps exempted'],
  'exempt.basis': ['免除依据', 'basis of the exemption'],
  unfinished: ['未办成', 'unfinished'],
  'cancel.outcome': ['取消后的办理结果', 'outcome of a cancelled case'],
  'cancel.posts': ['可取消的岗位', 'posts that may cancel'],
  'cancel.until': ['不可再取消的环节', 'too late after'],
  post: ['岗位', 'post'],
  posts: ['岗位', 'posts'],
  form: ['表单', 'form'],
  optional: ['选填', 'optional'],
  readonly: ['只读', 'read only'],
  section: ['分节标题', 'heading'],
  width: ['宽度', 'width'],
  layer: ['层级', 'layer'],
  calendar: ['日历', 'calendar'],
  warn_at: ['预警比例', 'warning share'],
  'flow.at': ['比例', 'share'],
  reminders: ['提醒比例', 'reminders'],
  escalate: ['超期升级', 'escalation'],
  'escalate.after': ['超期后', 'time after the limit'],
  'escalate.at': ['升级比例', 'share of the limit'],
  'escalate.to': ['告知', 'told'],
  reassign: ['改派', 'reassigned'],
  before: ['事前', 'before'],
  during: ['过程', 'during'],
  after: ['结果', 'after'],
  flow: ['流程', 'flow'],
  positions: ['画布位置', 'canvas positions'],
  x: ['横坐标', 'x'],
  y: ['纵坐标', 'y'],
  'assign.post': ['办理岗位', 'post in charge'],
  'assign.unit': ['办理单位', 'unit in charge'],
  'audits.before': ['事前稽查规则', 'pre-audit rules'],
  'audits.during': ['过程稽查规则', 'audit rules while open'],
  'audits.after': ['结果稽查规则', 'audit rules at the end'],
  // Conditions
  all: ['全部满足', 'all of'],
  any: ['任一满足', 'any of'],
  not: ['取反', 'not'],
  operator: ['运算', 'operator'],
  param: ['参数', 'parameter'],
  params: ['参数', 'parameters'],
  // Rule sets
  rules: ['规则', 'rules'],
  finding_flow: ['整改流程', 'rectification flow'],
  stage: ['阶段', 'stage'],
  record: ['对象', 'record'],
  theme: ['主题', 'theme'],
  severity: ['级别', 'severity'],
  flows: ['适用范围', 'flows'],
  conditions: ['条件', 'condition'],
  event: ['触发事件', 'event'],
  type: ['类型', 'type'],
  blocks: ['拦截', 'blocking'],
  override_post: ['可放行岗位', 'overriding post'],
  message: ['问题描述', 'message'],
  rectification: ['整改要求', 'rectification'],
  // Facts
  facts: ['数据项', 'facts'],
  fact: ['数据项', 'fact'],
  options: ['选项', 'options'],
  min: ['最小值', 'smallest value'],
  max: ['最大值', 'largest value'],
  max_length: ['最大长度', 'longest text'],
  pattern: ['格式', 'pattern'],
  nullable: ['可为空', 'may be empty'],
  personal: ['个人信息', 'personal data'],
  samples: ['示例值', 'samples'],
  // Calendars
  zone: ['时区', 'time zone'],
  workdays: ['每周工作日', 'weekly working days'],
  hours: ['工作时间', 'hours of work'],
  round_the_clock: ['全天候', 'round the clock'],
  weekdays: ['适用星期', 'weekdays'],
  covers: ['公布范围', 'published range'],
  from: ['开始', 'from'],
  'calendar.to': ['截止', 'to'],
  days: ['特殊日期', 'special days'],
  'covers.from': ['公布起始日', 'first published day'],
  'covers.to': ['公布截止日', 'last published day'],
  date: ['日期', 'date'],
  off: ['休息', 'day off'],
  // Organisations
  units: ['单位', 'units'],
  parent: ['上级单位', 'parent unit'],
  conflicts: ['不相容岗位', 'incompatible posts'],
  people: ['人员', 'people'],
  email: ['电子邮件', 'e-mail address'],
  roles: ['角色', 'roles'],
  // Indicators and scorecards
  direction: ['方向', 'direction'],
  over: ['统计对象', 'counted records'],
  where: ['统计范围', 'scope'],
  period_by: ['归属日期', 'period date'],
  measure: ['统计方式', 'measure'],
  of: ['达标条件', 'counted condition'],
  p: ['百分位', 'percentile'],
  decimals: ['小数位数', 'decimal places'],
  min_n: ['最少样本数', 'fewest records'],
  target: ['目标值', 'target'],
  'target.value': ['目标值', 'target'],
  'target.basis': ['目标值依据', 'basis of the target'],
  ladder: ['计分方法', 'scoring'],
  'indicator.form': ['方式', 'form'],
  per: ['每偏离', 'for each'],
  points: ['扣分', 'points off'],
  floor: ['最低分', 'floor'],
  cap: ['最高分', 'cap'],
  level: ['层级', 'level'],
  period: ['周期', 'period'],
  items: ['考核指标', 'items'],
  indicator: ['指标', 'indicator'],
  weight: ['权重', 'weight'],
  pay: ['绩效兑现', 'pay'],
  bands: ['分档', 'bands'],
  'scorecard.from': ['起始分', 'from score'],
  coefficient: ['绩效系数', 'pay coefficient'],
  grade: ['等级', 'grade'],
  // Connectors
  'connector.type': ['连接方式', 'type'],
  url: ['目标地址', 'target address'],
  event_type: ['事件类型', 'event type'],
  secret: ['密钥名称', 'name of the secret'],
  tries: ['尝试次数', 'tries'],
  timeout: ['答复时限（秒）', 'seconds to answer'],
  takes: ['取回的数据项', 'facts taken'],
  path: ['取值位置', 'place in the data'],
  'connector.to': ['收件人', 'recipients'],
  'to.post': ['收件岗位', 'recipients’ post'],
  'to.addresses': ['收件地址', 'recipients’ addresses'],
  addresses: ['地址', 'addresses'],
  subject: ['主题', 'subject'],
  text: ['正文', 'text'],
  'connector.source': ['来源', 'source'],
  'connector.message': ['送达的消息', 'message'],
  'message.name': ['送达的消息', 'message'],
  'message.key': ['关联键', 'key'],
  opens: ['开立的案件', 'case opened'],
  'opens.flow': ['开立案件的流程', 'flow of the case opened'],
  'opens.unit': ['开立案件的单位', 'unit of the case opened'],
  // Examples
  rows: ['示例', 'rows'],
  title: ['标题', 'title'],
  given: ['前提', 'given'],
  then: ['预期', 'then'],
  'examples.when': ['动作', 'when'],
};

/** Values that are words of the schema, by the field they stand in. */
const values: Record<string, Record<string, readonly [zh: string, en: string]>> = {
  ...peopleValues,
  ...kindValues,
  ...recordValues,
  ...tableValues,
  kind: {
    law: ['法规标准', 'law'],
    promise: ['服务承诺', 'promise'],
    recalled: ['文件（未复核）', 'recalled document'],
    typical: ['典型做法', 'typical practice'],
  },
  layer: {
    statutory: ['法定', 'statutory'],
    promise: ['承诺', 'promise'],
    internal: ['内控', 'internal'],
  },
  unit: {
    case: ['案件所在单位', 'the case’s unit'],
    above: ['上级单位', 'a unit above'],
    day: ['天', 'days'],
    month: ['个月', 'months'],
    year: ['年', 'years'],
  },
  width: { half: ['半行', 'half a line'], full: ['整行', 'a whole line'] },
  result: { pass: ['通过', 'pass'], return: ['退回', 'return'], reject: ['不通过', 'reject'] },
  clock: {
    utility: ['本企业', 'the utility'],
    customer: ['客户', 'the customer'],
    government: ['政府部门', 'the government'],
  },
  stage: { before: ['事前', 'before'], during: ['过程', 'during'], after: ['结果', 'after'] },
  record: { step: ['环节', 'step'], case: ['案件', 'case'], finding: ['问题', 'finding'] },
  type: {
    string: ['短文本', 'short text'],
    text: ['长文本', 'long text'],
    number: ['数值', 'number'],
    integer: ['整数', 'whole number'],
    boolean: ['是否', 'yes or no'],
    'covers.from': ['公布起始日', 'first published day'],
    'covers.to': ['公布截止日', 'last published day'],
    date: ['日期', 'date'],
    datetime: ['时间', 'date and time'],
    enum: ['选项', 'choice'],
    list: ['列表', 'list'],
    webhook: ['接口推送', 'webhook'],
    mail: ['邮件', 'e-mail'],
    recheck: ['规则复查', 'rule recheck'],
    incoming: ['事件接收', 'incoming events'],
  },
  direction: {
    higher: ['越高越好', 'higher is better'],
    lower: ['越低越好', 'lower is better'],
    info: ['仅供参考', 'for information'],
  },
  form: {
    deduct: ['扣分', 'deduct'],
    linear: ['按比例', 'proportional'],
    none: ['不计分', 'none'],
  },
  level: {
    company: ['公司', 'company'],
    department: ['部门', 'department'],
    team: ['班组', 'team'],
    person: ['个人', 'person'],
  },
  period: { month: ['月', 'month'], quarter: ['季', 'quarter'], year: ['年', 'year'] },
  workdays: {
    1: ['周一', 'Monday'],
    2: ['周二', 'Tuesday'],
    3: ['周三', 'Wednesday'],
    4: ['周四', 'Thursday'],
    5: ['周五', 'Friday'],
    6: ['周六', 'Saturday'],
    7: ['周日', 'Sunday'],
  },
};

/** What a field is called; undefined for a key that is no field, e.g. somebody's id. */
export function fieldWords(kind: string, field: string): Localized | undefined {
  const own = rowOf(fields, `${kind}.${field}`);
  const specified = kind === 'flow' && own === undefined ? nameOfField(field) : undefined;
  const row = own ?? rowOf(fields, field);
  return specified ?? (row && { zh: row[0], en: row[1] });
}

/** What a field within a field is called where the two are one notion, e.g. `assign` and `post`. */
export function compoundWords(outer: string, field: string): Localized | undefined {
  const row = rowOf(fields, `${outer}.${field}`);
  return row && { zh: row[0], en: row[1] };
}

/** What a value of a field is called, where the schema gives it a name. */
export function valueWords(field: string, value: string | number): Localized | undefined {
  const row = rowOf(rowOf(values, field) ?? {}, String(value));
  return row ? { zh: row[0], en: row[1] } : nameOfOption(field, String(value));
}

function rowOf<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

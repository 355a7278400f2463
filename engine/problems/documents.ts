/** Documents that cannot be read as definitions. */
import type { ProblemRow } from './row.ts';

export const documentProblems = {
  not_json: { status: 400, zh: '不是有效的 JSON：{reason}', en: 'Not valid JSON: {reason}' },
  half_character: {
    status: 400,
    zh: '文本中有不完整的字符（不成对的代理项）',
    en: 'A text has half a character (an unpaired surrogate)',
  },
  schema: { status: 422, zh: '不符合格式：{reason}', en: 'Does not fit the schema: {reason}' },
  unknown_kind: {
    status: 422,
    zh: '未知的定义类型“{kind}”',
    en: 'Unknown kind of definition “{kind}”',
  },
  duplicate_id: { status: 422, zh: '标识“{id}”重复', en: 'The id “{id}” is used twice' },
  unknown_reference: {
    status: 422,
    zh: '引用的{what}“{id}”不存在',
    en: 'There is no {what} “{id}”',
  },
  link_refused: {
    status: 422,
    zh: '不读取符号链接',
    en: 'Symbolic links are not read',
  },
  file_unreadable: { status: 422, zh: '无法读取：{reason}', en: 'Cannot be read: {reason}' },
  hides_builtin: {
    status: 422,
    zh: '数据项“{fact}”与内置数据项同名',
    en: 'The fact “{fact}” has the name of a built-in fact',
  },
  enum_without_options: {
    status: 422,
    zh: '选项类数据项“{fact}”没有选项',
    en: 'The fact “{fact}” is an option, but there are no options',
  },
  pattern_unreadable: {
    status: 422,
    zh: '数据项“{fact}”的格式“{pattern}”无法识别：可用字符、\\d、[A-Z0-9]、. 及次数 ?、*、+ 或花括号',
    en: 'The pattern “{pattern}” of “{fact}” cannot be read: characters, \\d, [A-Z0-9] and . with ?, *, + or counts in braces',
  },
  unit_in_itself: {
    status: 422,
    zh: '单位“{id}”隶属于自身',
    en: 'Unit “{id}” stands below itself',
  },
  rule_other_stage: {
    status: 422,
    zh: '规则 {rule} 属于{stage}阶段，不能用在这里',
    en: 'Rule {rule} belongs to the stage “{stage}” and cannot be used here',
  },
  rule_about_findings: {
    status: 422,
    zh: '规则 {rule} 针对问题，流程和环节不能引用',
    en: 'Rule {rule} speaks about findings: neither a flow nor a step can ask it',
  },
  rule_about_records: {
    status: 422,
    zh: '规则 {rule} 针对导入的记录，流程和环节不能引用',
    en: 'Rule {rule} speaks about imported records: neither a flow nor a step can ask it',
  },
  rule_other_flow: {
    status: 422,
    zh: '规则 {rule} 不适用于本流程',
    en: 'Rule {rule} does not speak about this flow',
  },
  post_without_people: {
    status: 422,
    zh: '没有人员担任岗位“{post}”',
    en: 'Nobody holds the post “{post}”',
  },
  too_large: { status: 413, zh: '内容过大，上限 {limit}', en: 'Too large; the limit is {limit}' },
} as const satisfies Record<string, ProblemRow>;

/** Drafts, changes, findings. */
import type { ProblemRow } from './row.ts';

export const governanceProblems = {
  draft_not_found: { status: 404, zh: '草稿不存在', en: 'No such draft' },
  definition_not_found: { status: 404, zh: '定义不存在', en: 'No such definition' },
  not_active: {
    status: 422,
    zh: '定义“{id}”没有生效的版本',
    en: 'No version of “{id}” is in force',
  },
  change_not_found: { status: 404, zh: '变更不存在', en: 'No such change' },
  change_wrong_state: {
    status: 409,
    zh: '变更处于“{state}”状态，不能{action}',
    en: 'The change is {state}; it cannot be {action}',
  },
  change_has_errors: {
    status: 422,
    zh: '存在 {count} 个错误，不能提交',
    en: 'It has {count} errors and cannot be proposed',
  },
  change_without_difference: {
    status: 422,
    zh: '与生效版本没有差异',
    en: 'It does not differ from the version in force',
  },
  change_stale: {
    status: 409,
    zh: '生效版本已变化，请重新提交',
    en: 'The version in force has moved; propose again',
  },
  change_no_longer_fits: {
    status: 409,
    zh: '与现在生效的其他定义不再相容（{count} 个错误），不能生效',
    en: 'It no longer fits the definitions in force ({count} errors); it cannot take effect',
  },
  change_tampered: {
    status: 409,
    zh: '存储的内容与提交时的指纹不符，不能生效',
    en: 'What is stored is not what was proposed; it cannot take effect',
  },
  breaks_other: {
    status: 422,
    zh: '使“{name}”出错：{problem}',
    en: 'Breaks “{name}”: {problem}',
  },
  id_fixed: {
    status: 422,
    zh: '类型和标识不能修改，应为 {kind}/{id}',
    en: 'Kind and id are fixed: {kind}/{id}',
  },
  own_change: {
    status: 403,
    zh: '参与者不能审批自己的变更',
    en: 'Nobody approves a change they took part in',
  },
  comment_required: { status: 422, zh: '退回须写明意见', en: 'Say why it is returned' },
  finding_not_found: { status: 404, zh: '问题不存在', en: 'No such finding' },
} as const satisfies Record<string, ProblemRow>;

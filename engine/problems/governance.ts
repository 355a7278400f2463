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
  of_definition: { status: 422, zh: '“{name}”：{problem}', en: '“{name}”: {problem}' },
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
  change_of_delegate: {
    status: 403,
    zh: '您与参与者互为代理，不能审批此变更',
    en: 'You stand in for somebody who took part in the change, or they for you: others approve it',
  },
  change_benefits: {
    status: 403,
    zh: '此变更影响您本人的绩效或岗位，不能由您审批',
    en: 'What you are scored or paid by hangs on this change: others approve it',
  },
  approved_before: {
    status: 403,
    zh: '您已审批过此变更，须由另一人审批',
    en: 'You have approved it already: another person is needed',
  },
  change_expired: {
    status: 409,
    zh: '变更已过期，请重新提交',
    en: 'The change has expired; propose it again',
  },
  change_not_due: { status: 409, zh: '时间未到', en: 'Its time has not come' },
  evidence_pending: {
    status: 409,
    zh: '证据尚未齐全，暂不能审批',
    en: 'Evidence is still being made; it cannot be approved yet',
  },
  evidence_moved: {
    status: 409,
    zh: '证据已更新，请重新查看后再审批',
    en: 'The evidence is not what you have seen; look at it again',
  },
  approval_forged: {
    status: 409,
    zh: '审批签名与内容不符，不能生效',
    en: 'The approval is not what was signed; it cannot take effect',
  },
  approver_lost: {
    status: 409,
    zh: '审批人已不再具备审批资格，不能生效',
    en: 'Who approved it may not approve it any more; it cannot take effect',
  },
  review_not_needed: { status: 409, zh: '没有待复核的内容', en: 'Nothing waits for a review' },
  effective_unclear: {
    status: 422,
    zh: '生效时间“{local}”在时区 {zone} 中不存在',
    en: 'There is no time “{local}” in the zone {zone}',
  },
  effective_in_past: {
    status: 422,
    zh: '生效时间已过；只有指标和绩效卡可以追溯，且须两名审计员审批',
    en: 'The effective date has passed; only indicators and scorecards may reach back, approved by two auditors',
  },
  emergency_pays: {
    status: 422,
    zh: '紧急变更不能涉及指标、绩效卡及其统计依据',
    en: 'An emergency change cannot touch indicators, scorecards or what they are measured by',
  },
  emergency_at_once: {
    status: 422,
    zh: '紧急变更立即生效，不能另定生效时间',
    en: 'An emergency change takes effect at once; it has no effective date',
  },
  change_twice: {
    status: 422,
    zh: '同一定义在变更中出现两次：{kind}/{id}',
    en: 'The change has one definition twice: {kind}/{id}',
  },
  not_covered: {
    status: 409,
    zh: '“{id}”（{kind}）的生效版本不在已签名的发布之内，拒绝执行：{reason}',
    en: 'The version of “{id}” ({kind}) in force is not covered by a signed release; it is not run: {reason}',
  },
  nothing_runs: {
    status: 503,
    zh: '组织定义不在已签名的发布之内，无法登录',
    en: 'No signed release covers the organisation: nobody can sign in',
  },
  comment_required: { status: 422, zh: '须写明意见', en: 'Say why' },
  finding_not_found: { status: 404, zh: '问题不存在', en: 'No such finding' },
} as const satisfies Record<string, ProblemRow>;

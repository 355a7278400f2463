/** What people may not do to a task, and definitions that do not say who may. */
import type { ProblemRow } from './row.ts';

export const peopleProblems = {
  action_not_allowed: {
    status: 409,
    zh: '环节“{step}”不允许{action}',
    en: 'Step “{step}” does not allow this: {action}',
  },
  reason_required: { status: 422, zh: '请填写原因', en: 'A reason is needed' },
  opinion_required: {
    status: 422,
    zh: '退回或否决必须填写意见',
    en: 'A comment is needed to return or reject',
  },
  unknown_person: { status: 422, zh: '没有人员“{person}”', en: 'There is no person “{person}”' },
  person_needed: { status: 422, zh: '请指定一个人', en: 'Name a person' },
  person_not_able: {
    status: 422,
    zh: '{person} 不担任该岗位或不服务该单位，不能办理',
    en: '{person} does not hold the post, or does not serve the unit',
  },
  person_conflict: {
    status: 409,
    zh: '不相容岗位：{person} 在本案件中已办理“{step}”',
    en: 'Incompatible duties: {person} has already done “{step}” in this case',
  },
  person_twice: {
    status: 422,
    zh: '{person} 已在其中，不能重复',
    en: '{person} is already among them',
  },
  already_holder: {
    status: 409,
    zh: '任务已在 {person} 手中',
    en: '{person} has the task already',
  },
  task_delegated: {
    status: 409,
    zh: '任务已委派给 {person}，待其交回后才能办理',
    en: 'The task is delegated to {person} and has to be handed back first',
  },
  task_not_delegated: { status: 409, zh: '任务没有委派', en: 'The task is not delegated' },
  delegate_only: {
    status: 409,
    zh: '您是受 {person} 委派办理，请办好后交回',
    en: 'You do this for {person}: hand it back when it is done',
  },
  signed_by_several: {
    status: 409,
    zh: '环节“{step}”由多人签署，请直接签署',
    en: 'Step “{step}” is signed by several people: sign it',
  },
  nothing_to_sign: {
    status: 409,
    zh: '环节“{step}”没有需要签署的内容',
    en: 'There is nothing to sign at step “{step}”',
  },
  not_a_signer: {
    status: 409,
    zh: '没有待您签署的部分',
    en: 'No open part of this is yours to sign',
  },
  not_your_turn: {
    status: 409,
    zh: '按顺序签署，现在轮到 {who}',
    en: 'Signed in order: it is the turn of {who}',
  },
  signed_already: {
    status: 409,
    zh: '{person} 已签署，一人只能签一次',
    en: '{person} has signed already; one person signs once',
  },
  signers_pending: {
    status: 409,
    zh: '加签人 {who} 尚未签署',
    en: 'Added signers have not signed yet: {who}',
  },
  decision_pending: {
    status: 409,
    zh: '任务已办理，正在等待加签人签署',
    en: 'The task is decided and waits for added signers',
  },
  not_last_handler: {
    status: 409,
    zh: '只有办理人本人可以撤回',
    en: 'Only who completed it can take it back',
  },
  withdraw_too_late: {
    status: 409,
    zh: '后续环节“{step}”已签收或已办理，不能撤回',
    en: '“{step}” after it has been taken up: it cannot be taken back',
  },
  withdraw_impossible: {
    status: 409,
    zh: '“{step}”之后流程已离开本段、汇合或已自动处理，不能撤回',
    en: 'After “{step}” the case left its branch, joined or acted by itself: it cannot be taken back',
  },
  own_task: {
    status: 409,
    zh: '任务在您自己手中，不用催办',
    en: 'You hold this task yourself',
  },
  urged_recently: {
    status: 409,
    zh: '一小时内只能催办一次，请 {minutes} 分钟后再试',
    en: 'Once an hour: try again in {minutes} min',
  },
  not_supervisor: {
    status: 403,
    zh: '只有本单位或上级单位的主管可以改派',
    en: 'Only a supervisor of the unit, or of one above it, reassigns',
  },
  sign_routes: {
    status: 422,
    zh: '签署环节“{name}”须恰有一个“通过”流向和一个“退回”或“否决”流向',
    en: 'Signed step “{name}” needs exactly one route that passes and one that returns or rejects',
  },
  sign_form: {
    status: 422,
    zh: '签署环节“{name}”的表单只能查看，不能填写“{fact}”',
    en: 'The form of signed step “{name}” is for reading: “{fact}” cannot be entered',
  },
  sign_threshold: {
    status: 422,
    zh: '环节“{name}”：票签须有通过比例，其他方式不能有比例和权重',
    en: 'Step “{name}”: a vote needs a threshold; other ways take neither threshold nor weights',
  },
  sign_assignment: {
    status: 422,
    zh: '签署环节“{name}”不能指定一个人办理',
    en: 'Signed step “{name}” cannot be assigned to one person',
  },
  assignment_incomplete: {
    status: 422,
    zh: '环节“{name}”的分派方式缺少“{field}”',
    en: 'The assignment of step “{name}” lacks “{field}”',
  },
  assignment_needless: {
    status: 422,
    zh: '环节“{name}”的分派方式用不到“{field}”',
    en: 'The assignment of step “{name}” has no use for “{field}”',
  },
  too_few_signers: {
    status: 422,
    zh: '环节“{name}”需要 {needed} 名“{post}”签署，只有 {held} 人担任',
    en: 'Step “{name}” is signed by {needed} holders of “{post}”; there are {held}',
  },
  notice_reaches_nobody: {
    status: 422,
    zh: '环节“{name}”通知“{post}”，但没有人担任该岗位',
    en: 'Step “{name}” gives notice to “{post}”, a post that nobody holds',
  },
  notice_not_found: {
    status: 404,
    zh: '通知不存在',
    en: 'No such notice',
  },
  zone_needed: {
    status: 422,
    zh: '有值班表、请假或任期时必须写明时区',
    en: 'Rosters, absences and terms need the organisation’s time zone',
  },
  absence_backwards: {
    status: 422,
    zh: '请假结束日早于开始日',
    en: 'The absence ends before it begins',
  },
  absence_of_deputy: {
    status: 422,
    zh: '{person} 不能代理自己',
    en: '{person} cannot stand in for themselves',
  },
  absences_overlap: {
    status: 422,
    zh: '{person} 的请假时间重叠',
    en: 'Absences of {person} overlap',
  },
} as const satisfies Record<string, ProblemRow>;

/** Commands on cases and tasks. */
import type { ProblemRow } from './row.ts';

export const caseProblems = {
  cancel_not_offered: {
    status: 409,
    zh: '该流程的案件不能取消',
    en: 'Cases of this flow cannot be cancelled',
  },
  cancel_too_late: {
    status: 409,
    zh: '“{step}”已经办结，案件不能再取消',
    en: '“{step}” has been completed: the case can no longer be cancelled',
  },
  cancel_without_reason: {
    status: 422,
    zh: '取消案件需要说明原因',
    en: 'Cancelling a case needs a reason',
  },
  case_being_cancelled: {
    status: 409,
    zh: '案件已取消，正在撤销已办事项',
    en: 'The case has been cancelled; what was done is being undone',
  },
  case_not_found: { status: 404, zh: '案件不存在', en: 'No such case' },
  case_ended: { status: 409, zh: '案件已结束', en: 'The case has ended' },
  task_not_found: { status: 404, zh: '任务不存在', en: 'No such task' },
  task_not_open: { status: 409, zh: '任务已经办结或撤销', en: 'The task is no longer open' },
  task_not_claimed: { status: 409, zh: '请先签收任务', en: 'Claim the task first' },
  task_claimed_by_other: {
    status: 409,
    zh: '任务已由 {holder} 签收',
    en: 'The task is held by {holder}',
  },
  task_paused: { status: 409, zh: '任务已挂起', en: 'The task is paused' },
  task_not_paused: { status: 409, zh: '任务未挂起', en: 'The task is not paused' },
  pause_without_evidence: {
    status: 422,
    zh: '挂起必须写明原因并附证据',
    en: 'A pause needs a reason and evidence',
  },
  route_required: { status: 422, zh: '请选择流向', en: 'Choose a way on' },
  unknown_route: { status: 422, zh: '流向“{route}”不存在', en: 'There is no route “{route}”' },
  fact_required: { status: 422, zh: '“{name}”为必填项', en: '“{name}” is required' },
  fact_not_on_form: {
    status: 422,
    zh: '本环节不能填写“{name}”',
    en: '“{name}” cannot be entered at this step',
  },
  fact_wrong_type: {
    status: 422,
    zh: '“{name}”的值不符合要求：{reason}',
    en: 'The value of “{name}” does not fit: {reason}',
  },
  duty_conflict: {
    status: 409,
    zh: '不相容岗位：同一案件中您已办理“{step}”，不能再办理本环节',
    en: 'Incompatible duties: you have already done “{step}” in this case',
  },
  audit_blocked: {
    status: 422,
    zh: '事前稽查拦截（{rule}）：{message}',
    en: 'Stopped by the pre-audit {rule}: {message}',
  },
  audit_unknown: {
    status: 422,
    zh: '事前稽查 {rule} 缺少数据“{facts}”，无法判断',
    en: 'The pre-audit {rule} cannot be decided: “{facts}” is missing',
  },
  decision_unknown: {
    status: 422,
    zh: '判断“{name}”缺少数据“{facts}”',
    en: 'Decision “{name}” cannot be made: “{facts}” is missing',
  },
  not_automatic: {
    status: 409,
    zh: '流程不能处理该动作',
    en: 'The flow does not accept this action here',
  },
  nothing_due: {
    status: 409,
    zh: '没有到期的时限，或已经处理过',
    en: 'No limit is due here, or it was dealt with already',
  },
  nothing_uncovered: {
    status: 409,
    zh: '没有可补算的时限',
    en: 'There is no due time to work out',
  },
  nothing_awaited: {
    status: 409,
    zh: '该环节不在等待此结果',
    en: 'The step does not wait for this',
  },
  calls_too_deep: {
    status: 422,
    zh: '“{name}”：流程调用超过 {limit} 层',
    en: '“{name}”: flows call one another more than {limit} deep',
  },
  message_without_case: {
    status: 404,
    zh: '没有案件在等待消息 {name}（{key}）',
    en: 'No case waits for the message {name} ({key})',
  },
  message_ambiguous: {
    status: 409,
    zh: '有多个案件在等待消息 {name}（{key}）',
    en: 'Several cases wait for the message {name} ({key})',
  },
  message_repeated: {
    status: 409,
    zh: '消息 {id} 已经收到过',
    en: 'The message {id} has been received before',
  },
  no_incident: { status: 409, zh: '该环节没有异常', en: 'Nothing has gone wrong at this step' },
  auto_unknown: {
    status: 422,
    zh: '自动环节“{name}”缺少数据“{facts}”',
    en: 'The automatic step “{name}” cannot go on: “{facts}” is missing',
  },
  too_many_automatic_steps: {
    status: 422,
    zh: '自动环节超过 {limit} 步，已停止',
    en: 'Stopped after {limit} automatic steps',
  },
  version_conflict: {
    status: 412,
    zh: '内容已被更新（当前版本 {version}），请刷新后重试',
    en: 'This has changed meanwhile (version {version}); reload and try again',
  },
  version_required: { status: 400, zh: '缺少 If-Match', en: 'If-Match is missing' },
  idempotency_key_length: {
    status: 400,
    zh: 'Idempotency-Key 应为 1 至 {longest} 个字符',
    en: 'The Idempotency-Key must have 1 to {longest} characters',
  },
  idempotency_mismatch: {
    status: 422,
    zh: '同一 Idempotency-Key 用于不同内容',
    en: 'The Idempotency-Key was used for another request',
  },
  idempotency_in_flight: {
    status: 409,
    zh: '同一请求正在处理',
    en: 'The same request is being processed',
  },
} as const satisfies Record<string, ProblemRow>;

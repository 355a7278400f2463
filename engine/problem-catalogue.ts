/**
 * Every expected failure of the product: HTTP status and words in both languages.
 * `{name}` is filled from the problem's details. One row a code; tests hold that each is worded.
 */
interface Row {
  status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 422 | 429 | 500 | 503;
  zh: string;
  en: string;
}

const rows = {
  // Documents
  not_json: { status: 400, zh: '不是有效的 JSON：{reason}', en: 'Not valid JSON: {reason}' },
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
  // Flows
  route_to_nowhere: {
    status: 422,
    zh: '环节“{step}”的流向指向不存在的环节“{to}”',
    en: 'A route of step “{step}” leads to “{to}”, which does not exist',
  },
  route_into_branch: {
    status: 422,
    zh: '环节“{step}”的流向不能进入另一分支中的“{to}”',
    en: 'A route of step “{step}” may not enter “{to}” inside another branch',
  },
  no_start: { status: 422, zh: '流程没有开始环节', en: 'The flow has no start step' },
  several_starts: { status: 422, zh: '流程有多个开始环节', en: 'The flow has several start steps' },
  unreachable_step: {
    status: 422,
    zh: '环节“{name}”无法到达',
    en: 'Step “{name}” can never be reached',
  },
  end_unreachable: {
    status: 422,
    zh: '从环节“{name}”出发无法到达结束：{trace}',
    en: 'From step “{name}” the end cannot be reached: {trace}',
  },
  step_without_route: {
    status: 422,
    zh: '环节“{name}”没有后续流向',
    en: 'Step “{name}” has no way on',
  },
  route_without_name: {
    status: 422,
    zh: '环节“{name}”有多个流向，每个都要有名称',
    en: 'Step “{name}” has several routes; each needs a name',
  },
  decision_without_default: {
    status: 422,
    zh: '判断“{name}”没有默认流向，可能无法给出答案',
    en: 'Decision “{name}” has no default route and may not answer',
  },
  default_not_last: {
    status: 422,
    zh: '判断“{name}”的默认流向须排在最后',
    en: 'The default route of decision “{name}” must stand last',
  },
  condition_not_allowed: {
    status: 422,
    zh: '环节“{name}”由人选择流向，流向不能带条件',
    en: 'A person chooses the way at step “{name}”: its routes take no condition',
  },
  automatic_loop: {
    status: 422,
    zh: '自动环节形成循环，没有人工或定时环节：{trace}',
    en: 'Automatic steps loop without a human or timed step: {trace}',
  },
  task_without_assignment: {
    status: 422,
    zh: '环节“{name}”没有指定岗位',
    en: 'Step “{name}” is assigned to no post',
  },
  task_without_limit: {
    status: 422,
    zh: '环节“{name}”没有时限',
    en: 'Step “{name}” has no limit',
  },
  limit_typical_as_law: {
    status: 422,
    zh: '典型做法（T）不能作为{layer}时限',
    en: 'A typical-practice figure (T) cannot be a {layer} limit',
  },
  route_to_itself: {
    status: 422,
    zh: '环节“{step}”的流向不能指向自身',
    en: 'A route of step “{step}” may not lead back to it at once',
  },
  route_to_start: {
    status: 422,
    zh: '流向不能回到开始环节',
    en: 'No route may lead to the start step',
  },
  route_after_end: {
    status: 422,
    zh: '结束环节“{step}”之后不能再有流向',
    en: 'Step “{step}” is an end: no route may leave it',
  },
  one_route_only: {
    status: 422,
    zh: '环节“{step}”只能有一个流向',
    en: 'Step “{step}” may have one route only',
  },
  two_branches_needed: {
    status: 422,
    zh: '并行块“{name}”至少要有两个分支',
    en: 'Parallel block “{name}” needs at least two branches',
  },
  step_not_found: { status: 422, zh: '环节“{step}”不存在', en: 'There is no step “{step}”' },
  start_inside_branch: {
    status: 422,
    zh: '开始环节“{name}”不能放入分支',
    en: 'The start step “{name}” cannot stand inside a branch',
  },
  // Rules
  empty_condition: {
    status: 422,
    zh: '条件组为空，按规则库的语义会恒成立',
    en: 'An empty condition group would always hold',
  },
  unknown_fact: {
    status: 422,
    zh: '数据项“{fact}”未声明',
    en: 'The fact “{fact}” is not declared',
  },
  unknown_operator: {
    status: 422,
    zh: '未知的运算“{operator}”',
    en: 'Unknown operator “{operator}”',
  },
  unknown_parameter: {
    status: 422,
    zh: '参数“{param}”未声明',
    en: 'The parameter “{param}” is not declared',
  },
  type_mismatch: {
    status: 422,
    zh: '“{fact}”是{type}类型，不能与 {value} 作“{operator}”比较',
    en: '“{fact}” is of type {type} and cannot be compared by “{operator}” with {value}',
  },
  value_outside_domain: {
    status: 422,
    zh: '“{value}”不在“{fact}”的取值范围内',
    en: '“{value}” is not among the values of “{fact}”',
  },
  path_refused: {
    status: 422,
    zh: '不支持 path 表达式，请声明数据项',
    en: 'Path expressions are not supported: declare a fact',
  },
  mixed_condition: {
    status: 422,
    zh: '一个条件组只能有 all、any、not 之一',
    en: 'A condition group is one of all, any, not, and nothing beside it',
  },
  never_null: {
    status: 422,
    zh: '“{fact}”没有声明可以为空，判断是否为空没有意义',
    en: '“{fact}” is not declared nullable: asking whether it is empty has no sense',
  },
  record_lacks_fact: {
    status: 422,
    zh: '“{fact}”是{owner}的数据，对{record}的规则不可用',
    en: '“{fact}” belongs to a {owner}; a rule about a {record} cannot read it',
  },
  argument_missing: {
    status: 422,
    zh: '“{fact}”缺少参数“{param}”',
    en: '“{fact}” needs the argument “{param}”',
  },
  argument_unknown: {
    status: 422,
    zh: '“{fact}”没有参数“{param}”',
    en: '“{fact}” takes no argument “{param}”',
  },
  argument_wrong: {
    status: 422,
    zh: '“{fact}”的参数“{param}”不能是 {value}',
    en: 'The argument “{param}” of “{fact}” cannot be {value}',
  },
  stage_without_action: {
    status: 422,
    zh: '事前规则针对办理动作，不能针对问题',
    en: 'A rule before an action cannot be about findings',
  },
  blocks_not_before: {
    status: 422,
    zh: '只有事前规则可以拦截',
    en: 'Only a rule of stage “before” can block',
  },
  override_without_block: {
    status: 422,
    zh: '规则不拦截，放行岗位不起作用',
    en: 'The rule does not block: its override post has no effect',
  },
  validity_reversed: {
    status: 422,
    zh: '失效日期 {to} 早于生效日期 {from}',
    en: 'It ends on {to}, before it begins on {from}',
  },
  parameter_unused: {
    status: 422,
    zh: '参数“{param}”没有被使用',
    en: 'The parameter “{param}” is not used',
  },
  placeholder_unknown: {
    status: 422,
    zh: '文字中的“{name}”既不是数据项也不是参数',
    en: '“{name}” in the words is neither a fact nor a parameter',
  },
  // Calendars
  calendar_not_covered: {
    status: 422,
    zh: '日历“{calendar}”只公布到 {until}，无法推算 {asked}',
    en: 'Calendar “{calendar}” is published up to {until} only; {asked} cannot be computed',
  },
  bad_date: { status: 422, zh: '日期“{value}”无效', en: '“{value}” is not a date' },
  // Indicators
  weights_not_100: {
    status: 422,
    zh: '权重合计为 {sum}，应为 100',
    en: 'The weights add up to {sum}, not 100',
  },
  measure_needs: {
    status: 422,
    zh: '统计方式“{measure}”需要填写“{field}”',
    en: 'The measure “{measure}” needs “{field}”',
  },
  measure_takes_no: {
    status: 422,
    zh: '统计方式“{measure}”不使用“{field}”',
    en: 'The measure “{measure}” takes no “{field}”',
  },
  fact_not_a_number: {
    status: 422,
    zh: '“{fact}”不是数值（{type}）',
    en: '“{fact}” is not a number ({type})',
  },
  fact_not_a_date: {
    status: 422,
    zh: '“{fact}”不是日期或时间（{type}）',
    en: '“{fact}” is neither a date nor a date-time ({type})',
  },
  ladder_without_target: {
    status: 422,
    zh: '计分需要目标值和方向',
    en: 'A score needs a target and a direction',
  },
  target_not_positive: {
    status: 422,
    zh: '按比例计分的目标值须大于 0',
    en: 'A proportional score needs a target above 0',
  },
  floor_above_cap: { status: 422, zh: '最低分高于最高分', en: 'The floor is above the cap' },
  weight_never_scored: {
    status: 422,
    zh: '指标“{indicator}”仅供参考，不能占权重',
    en: 'The indicator “{indicator}” is for information and cannot carry weight',
  },
  bands_not_descending: {
    status: 422,
    zh: '分档须从高到低排列，不能重复',
    en: 'Bands stand from high to low, each once',
  },
  // Cases
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
  // Governance
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
  // Imported logs
  log_unreadable: {
    status: 422,
    zh: '日志无法读取：{reason}（{place}）',
    en: 'The log cannot be read: {reason} ({place})',
  },
  log_not_found: { status: 404, zh: '没有导入过日志“{id}”', en: 'No log “{id}” has been imported' },
  log_exists: {
    status: 409,
    zh: '日志“{id}”已导入',
    en: 'A log “{id}” has been imported already',
  },
  // Access
  not_signed_in: { status: 401, zh: '请先登录', en: 'Sign in first' },
  wrong_password: { status: 401, zh: '账号或密码不正确', en: 'Wrong account or password' },
  locked_out: {
    status: 429,
    zh: '尝试次数过多，请 {seconds} 秒后再试',
    en: 'Too many attempts; try again in {seconds} s',
  },
  not_allowed: { status: 403, zh: '没有权限', en: 'You are not allowed to do this' },
  csrf: { status: 403, zh: '请求来源不可信', en: 'The request does not come from this site' },
  route_not_found: { status: 404, zh: '没有这个地址', en: 'No such address' },
  json_only: { status: 400, zh: '只接受 JSON', en: 'Only JSON is accepted' },
  busy: { status: 503, zh: '系统繁忙，请稍后重试', en: 'Busy; try again shortly' },
  internal: {
    status: 500,
    zh: '系统内部错误，请将编号 {request} 告知管理员',
    en: 'Something went wrong inside; tell the administrator the number {request}',
  },
  read_only: {
    status: 503,
    zh: '磁盘已满，暂时只读',
    en: 'The disk is full: reading only for now',
  },
} as const satisfies Record<string, Row>;

export type ProblemCode = keyof typeof rows;

export const catalogue: Record<ProblemCode, Row> = rows;

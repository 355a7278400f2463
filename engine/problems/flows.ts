/** Flows that are not well-formed or not sound. */
import type { ProblemRow } from './row.ts';

export const flowProblems = {
  route_to_nowhere: {
    status: 422,
    zh: '环节“{step}”的流向指向不存在的环节“{to}”',
    en: 'A route of step “{step}” leads to “{to}”, which does not exist',
  },
  route_into_branch: {
    status: 422,
    zh: '环节“{step}”的流向不能进入另一分支中的“{to}”；从并行块之后退回须标为退回',
    en: 'A route of step “{step}” may not enter “{to}” inside another branch; only a return from after a block may',
  },
  return_before_block: {
    status: 422,
    zh: '从“{step}”退回“{to}”时，并行块“{block}”可能尚未完成，其他分支没有可带入的结果：{trace}',
    en: 'Step “{step}” returns to “{to}” although block “{block}” may not have been completed, so that its other branches have nothing to carry forward: {trace}',
  },
  join_too_many: {
    status: 422,
    zh: '并行块“{name}”要求至少完成 {needed} 个分支，但只有 {branches} 个',
    en: 'Block “{name}” needs at least {needed} branches to end but has {branches}',
  },
  branch_unfinished: {
    status: 422,
    zh: '并行块“{name}”的分支“{branch}”无法结束，之后的环节无法到达{also}',
    en: 'Branch “{branch}” of block “{name}” can never end, so that nothing after the block is reached{also}',
  },
  compensation_unfit: {
    status: 422,
    zh: '“{other}”不能用来撤销“{name}”：须是主线上标为“仅用于撤销”的人工或自动环节，且没有流向、不需多人签署',
    en: '“{other}” cannot undo “{name}”: it has to be a task or automatic step of the main line, marked as only undoing, without routes and not signed by several',
  },
  compensation_in_flow: {
    status: 422,
    zh: '“{name}”仅用于撤销，不能有流向进出',
    en: '“{name}” only undoes other steps: no route may lead to or from it',
  },
  cancel_not_unfinished: {
    status: 422,
    zh: '取消后的办理结果“{outcome}”须标为“未办成”',
    en: 'The outcome of cancelled cases, “{outcome}”, has to be marked as unfinished',
  },
  legal_bypassed: {
    status: 422,
    zh: '法定环节“{name}”可以被绕过而办成：{trace}',
    en: 'The legal step “{name}” can be bypassed by a case that is completed: {trace}',
  },
  exempt_unfit: {
    status: 422,
    zh: '“{name}”的流向免除了“{step}”，但它不是法定环节',
    en: 'A route of “{name}” exempts “{step}”, which is no legal step',
  },
  exempt_without_law: {
    status: 422,
    zh: '“{name}”免除法定环节须以法规或文件为依据',
    en: 'An exemption at “{name}” has to be based on a regulation',
  },
  exempt_not_at_decision: {
    status: 422,
    zh: '只有判断环节的流向可以免除法定环节，“{name}”不是判断',
    en: 'Only routes of a decision exempt legal steps; “{name}” is none',
  },
  route_never_taken: {
    status: 422,
    zh: '判断“{name}”的流向“{route}”在任何数据下都不会被选中{also}',
    en: 'Route “{route}” of decision “{name}” is taken for no facts whatever{also}',
  },
  no_start: { status: 422, zh: '流程没有开始环节', en: 'The flow has no start step' },
  several_starts: { status: 422, zh: '流程有多个开始环节', en: 'The flow has several start steps' },
  unreachable_step: {
    status: 422,
    zh: '环节“{name}”无法到达{also}',
    en: 'Step “{name}” can never be reached{also}',
  },
  end_unreachable: {
    status: 422,
    zh: '从环节“{name}”出发无法到达结束：{trace}{also}',
    en: 'From step “{name}” the end cannot be reached: {trace}{also}',
  },
  step_without_route: {
    status: 422,
    zh: '环节“{name}”没有后续流向{also}',
    en: 'Step “{name}” has no way on{also}',
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
  fact_never_entered: {
    status: 422,
    zh: '“{name}”要用到“{fact}”，但到达之前没有任何环节填写它',
    en: '“{name}” asks for “{fact}”, which no step before it enters',
  },
  fact_maybe_missing: {
    status: 422,
    zh: '到达“{name}”时“{fact}”可能尚未填写',
    en: '“{fact}” may not have been entered when “{name}” asks for it',
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
  reminders_out_of_order: {
    status: 422,
    zh: '提醒比例须逐个增大',
    en: 'Each reminder stands at a larger share than the one before it',
  },
  escalation_without_time: {
    status: 422,
    zh: '升级须说明时间：超期后多久，或时限的比例，二者取一',
    en: 'An escalation says when: so long after the limit, or at a share of it; one of the two',
  },
  escalation_out_of_order: {
    status: 422,
    zh: '升级须逐级推后',
    en: 'Each escalation comes later than the one before it',
  },
  escalation_reassigns_nothing: {
    status: 422,
    zh: '只有环节时限升级到岗位时才能改派',
    en: 'Only a limit of a step that escalates to a post can reassign the task',
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
} as const satisfies Record<string, ProblemRow>;

/** Cases tried out: in simulations and in the examples of flows. */
import type { ProblemRow } from './row.ts';

export const simulationProblems = {
  not_at_step: {
    status: 409,
    zh: '案件不在环节“{name}”（{step}）',
    en: 'The case does not rest at “{name}” ({step})',
  },
  nobody_able: {
    status: 409,
    zh: '没有人能办理“{name}”：岗位“{post}”在该单位没有合适人员',
    en: 'Nobody can do “{name}”: the post “{post}” has no fitting person for this unit',
  },
  no_such_action: {
    status: 422,
    zh: '没有“{action}”这个动作',
    en: 'There is no action “{action}”',
  },
  tried_failure: {
    status: 503,
    zh: '外部系统报告失败（试运行）',
    en: 'The other system reports a failure (tried out)',
  },
  clock_backwards: {
    status: 422,
    zh: '模拟时间不能倒退到 {at}',
    en: 'The clock of a simulation does not go back to {at}',
  },
  called_runs_on: {
    status: 409,
    zh: '被调用的案件还没有结束，没有结果可交回。',
    en: 'The called case has not ended yet: there is nothing to hand back.',
  },
  simulation_too_long: {
    status: 422,
    zh: '一次模拟最多 {limit} 步',
    en: 'A simulation takes at most {limit} steps',
  },
  case_without_flow: {
    status: 422,
    zh: '案件来自导入的日志，没有流程可以重走',
    en: 'The case comes from an imported log: no flow has run it',
  },
  case_of_other_flow: {
    status: 422,
    zh: '案件属于流程“{flow}”，不能用另一个流程重走',
    en: 'The case is one of “{flow}”: it cannot be gone through in another flow',
  },
} as const satisfies Record<string, ProblemRow>;

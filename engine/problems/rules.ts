/** Conditions and rules that do not mean one thing. */
import type { ProblemRow } from './row.ts';

export const ruleProblems = {
  empty_condition: {
    status: 422,
    zh: '条件组为空，按规则库的语义会恒成立',
    en: 'An empty condition group would always hold',
  },
  last_rule: {
    status: 422,
    zh: '规则集至少保留一条规则',
    en: 'A rule set keeps at least one rule',
  },
  last_row: {
    status: 422,
    zh: '决策表至少保留一行',
    en: 'A decision table keeps at least one row',
  },
  last_output: {
    status: 422,
    zh: '决策表至少保留一个输出列',
    en: 'A decision table keeps at least one output',
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
  edition_other_type: {
    status: 422,
    zh: '参数“{param}”自 {from} 起的取值与原取值类型不同',
    en: 'From {from} the parameter “{param}” would be of another type than before',
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
  rule_never_holds: {
    status: 422,
    zh: '规则 {rule} 的条件不可能成立，永远不会命中',
    en: 'No record can fulfil the conditions of {rule}: it never finds anything',
  },
  rule_always_holds: {
    status: 422,
    zh: '规则 {rule} 的条件总是成立，什么都会命中',
    en: 'Every record fulfils the conditions of {rule}: it finds everything',
  },
  condition_never: {
    status: 422,
    zh: '规则 {rule} 的这个条件不可能成立：“{fact}”取不到这样的值',
    en: 'This condition of {rule} can never hold: “{fact}” has no such value',
  },
  condition_always: {
    status: 422,
    zh: '规则 {rule} 的这个条件总是成立：“{fact}”没有别的值',
    en: 'This condition of {rule} always holds: “{fact}” has no other value',
  },
  condition_superfluous: {
    status: 422,
    zh: '规则 {rule} 的这个条件多余：去掉它，结果不变',
    en: 'This condition of {rule} is superfluous: without it nothing changes',
  },
  rules_duplicate: {
    status: 422,
    zh: '规则 {rule} 与 {other} 总是同时命中，例如：{witness}',
    en: '{rule} and {other} always find the same, for example: {witness}',
  },
  rules_contradict: {
    status: 422,
    zh: '规则 {rule} 与 {other} 条件相同而结论不同，例如：{witness}',
    en: '{rule} and {other} have the same conditions and other verdicts, for example: {witness}',
  },
  rule_contained: {
    status: 422,
    zh: '规则 {rule} 命中时，规则 {other} 也必然命中，例如：{witness}',
    en: 'Whatever {rule} finds, {other} finds too, for example: {witness}',
  },
  rules_stop_all: {
    status: 422,
    zh: '规则 {rules} 合起来拦截一切办理：每条记录都会被其中之一拦下',
    en: '{rules} together stop everything: each record is stopped by one of them',
  },
  analysis_incomplete: {
    status: 422,
    zh: '{rules} 条规则之间的比较过多，没有全部完成；没有列出的不等于没有',
    en: 'Comparing {rules} rules took too many steps and was not finished: there may be more',
  },
  backtest_in_flight: {
    status: 409,
    zh: '另一次回测正在进行，请稍后再试',
    en: 'Another backtest is running; try again later',
  },
  backtest_without_rules: {
    status: 422,
    zh: '没有需要回测的规则：候选版本与现行版本的规则没有差别',
    en: 'There is nothing to try: the candidate’s rules are those in force',
  },
  backtest_not_found: {
    status: 404,
    zh: '没有这次回测',
    en: 'No such backtest',
  },
} as const satisfies Record<string, ProblemRow>;

/** Kinds of record and the facts derived about them. */
import type { ProblemRow } from './row.ts';

export const recordProblems = {
  record_is_builtin: {
    status: 422,
    zh: '记录类型不能叫“{record}”，这是内置对象的名称',
    en: 'A kind of record cannot be called “{record}”: that is a built-in subject',
  },
  link_other_type: {
    status: 422,
    zh: '关联字段“{field}”与对方的“{other}”类型不同',
    en: 'The field “{field}” has another type than “{other}” that it is linked to',
  },
  link_not_key: {
    status: 422,
    zh: '关联应覆盖“{record}”的全部关键字段，否则可能对应多条记录',
    en: 'A link gives every key field of “{record}”; otherwise it may lead to several records',
  },
  field_other_type: {
    status: 422,
    zh: '“{field}”的类型不合用：应为{wanted}',
    en: '“{field}” is of no use here: it should be {wanted}',
  },
  unknown_function: {
    status: 422,
    zh: '没有函数“{function}”',
    en: 'There is no function “{function}”',
  },
  function_arguments: {
    status: 422,
    zh: '“{function}”需要 {wanted} 个参数，给了 {found} 个',
    en: '“{function}” takes {wanted} arguments, not {found}',
  },
  expression_kind: {
    status: 422,
    zh: '此处应为{wanted}，得到的是{found}',
    en: 'This should be {wanted}, but is {found}',
  },
  expression_list: {
    status: 422,
    zh: '“{fact}”是列表，不能作为一个值使用',
    en: '“{fact}” is a list and no single value',
  },
  derived_may_be_null: {
    status: 422,
    zh: '“{fact}”可能为空，应声明可以为空，或用“首个非空值”给出替代值',
    en: '“{fact}” may be empty: declare it nullable, or give a value for that case',
  },
  derived_option: {
    status: 422,
    zh: '“{value}”不在“{fact}”的选项之内',
    en: '“{value}” is no option of “{fact}”',
  },
  derived_cycle: {
    status: 422,
    zh: '派生数据项循环引用：{facts}',
    en: 'Derived facts come back to themselves: {facts}',
  },
  derived_hides: {
    status: 422,
    zh: '“{fact}”与该记录的字段、关联或其他派生数据项同名',
    en: '“{fact}” has the name of a field, a link or another derived fact of the record',
  },
  record_without_order: {
    status: 422,
    zh: '记录“{record}”没有次序字段，不能取最近几条',
    en: 'Records “{record}” declare no order: there is no last one',
  },
  record_without_date: {
    status: 422,
    zh: '记录“{record}”没有业务日期字段，请写明时间字段',
    en: 'Records “{record}” declare no business date: say which field',
  },
  aggregate_needs: {
    status: 422,
    zh: '“{aggregate}”需要{what}',
    en: '“{aggregate}” needs {what}',
  },
  aggregate_takes_no_value: {
    status: 422,
    zh: '“{aggregate}”不取值',
    en: '“{aggregate}” takes no value',
  },
  aggregate_unbounded: {
    status: 422,
    zh: '没有对应字段也没有范围：每条记录都要查看全部记录',
    en: 'Nothing is matched and there is no window: every record would look at all others',
  },
  aggregate_of_others: {
    status: 422,
    zh: '“不含本条”只用于汇总同类记录，这里汇总的是“{record}”',
    en: '“Others only” is for records of the same kind; these are “{record}”',
  },
} as const satisfies Record<string, ProblemRow>;

/** How people share a task out, as it is entered: who gets it, what they may do, how several sign. */
import { defaultActions, type OptionalAction, optionalActions } from '../definition/handling.ts';
import type { Localized } from '../problem.ts';
import type { SectionField } from './field-spec.ts';

const actionNames: Record<OptionalAction, Localized> = {
  withdraw: { zh: '撤回', en: 'Take back' },
  transfer: { zh: '转办', en: 'Transfer' },
  delegate: { zh: '委派', en: 'Delegate' },
  add_signer: { zh: '加签', en: 'Add signers' },
  copy: { zh: '抄送', en: 'Send copies' },
  urge: { zh: '催办', en: 'Urge' },
};

export const assignField: SectionField = {
  field: 'assign',
  name: { zh: '办理岗位', en: 'assignment' },
  section: 'work',
  shared: true,
  optional: true,
  input: {
    as: 'group',
    head: 'post',
    of: [
      {
        field: 'post',
        name: { zh: '办理岗位', en: 'post' },
        optional: true,
        empty: { zh: '选择岗位', en: 'Choose a post' },
        input: { as: 'named', what: 'post' },
      },
      {
        field: 'unit',
        name: { zh: '在哪里找人', en: 'where its holders are' },
        help: {
          zh: '案件所属单位，或其任一上级单位',
          en: 'In the unit of the case, or in any unit above it',
        },
        blank: 'case',
        input: {
          as: 'choice',
          abreast: true,
          options: [
            { value: 'case', name: { zh: '本单位', en: "The case's unit" } },
            { value: 'above', name: { zh: '上级单位', en: 'Above it' } },
          ],
        },
      },
      {
        field: 'by',
        name: { zh: '分派方式', en: 'who gets it' },
        optional: true,
        input: {
          as: 'choice',
          usual: 'post',
          options: [
            {
              value: 'post',
              name: { zh: '待签收', en: 'Whoever claims it' },
              help: {
                zh: '符合条件的人谁先签收谁办理',
                en: 'The first of them to claim it does it',
              },
            },
            {
              value: 'unit',
              name: { zh: '指定单位待签收', en: 'Whoever claims it in a unit' },
              help: {
                zh: '由指定单位担任该岗位的人签收',
                en: 'Holders of the post in that unit claim it',
              },
            },
            {
              value: 'previous',
              name: { zh: '此前的办理人', en: 'Who did an earlier step' },
              help: {
                zh: '由所选环节的办理人继续办理，不能办理时待签收',
                en: 'Who did that step goes on; if they may not, all can claim it',
              },
            },
            {
              value: 'workload',
              name: { zh: '待办最少的人', en: 'Who has the fewest tasks' },
              help: {
                zh: '到达时分派给待办最少的人',
                en: 'Given on arrival to who has the fewest open tasks',
              },
            },
            {
              value: 'roster',
              name: { zh: '当班的人', en: 'Who is on duty' },
              help: {
                zh: '到达时分派给值班表上当班的人，无人当班时待签收',
                en: 'Given on arrival to who is on duty; if nobody is, all can claim it',
              },
            },
          ],
        },
      },
      {
        field: 'of',
        name: { zh: '办理单位', en: 'unit in charge' },
        only: { field: 'by', is: ['unit'] },
        input: { as: 'named', what: 'unit' },
      },
      {
        field: 'step',
        name: { zh: '参照环节', en: 'earlier step' },
        only: { field: 'by', is: ['previous'] },
        input: { as: 'named', what: 'work' },
      },
      {
        field: 'roster',
        name: { zh: '值班表', en: 'roster' },
        only: { field: 'by', is: ['roster'] },
        input: { as: 'named', what: 'roster' },
      },
    ],
  },
};

export const allowField: SectionField = {
  field: 'allow',
  name: { zh: '允许的操作', en: 'allowed actions' },
  help: {
    zh: '签收、退回待签收、办结、挂起始终可用',
    en: 'Claiming, giving back, completing and pausing are always there',
  },
  section: 'work',
  shared: true,
  optional: true,
  input: {
    as: 'choices',
    usual: defaultActions,
    options: optionalActions.map((value) => ({ value, name: actionNames[value] })),
  },
};

export const signField: SectionField = {
  field: 'sign',
  name: { zh: '多人签署', en: 'signing' },
  section: 'work',
  optional: true,
  input: {
    as: 'group',
    head: 'mode',
    of: [
      {
        field: 'mode',
        name: { zh: '多人签署', en: 'signing' },
        help: {
          zh: '需一个通过流向和一个退回或否决流向，表单只读',
          en: 'Needs one route that passes and one that returns or rejects; the form is read only',
        },
        optional: true,
        empty: { zh: '由一人办理', en: 'One person does it' },
        input: {
          as: 'choice',
          options: [
            { value: 'any', name: { zh: '或签：一人同意即可', en: 'Any one who agrees' } },
            { value: 'all', name: { zh: '会签：全部同意', en: 'All agree' } },
            {
              value: 'in_order',
              name: { zh: '顺签：依次全部同意', en: 'All agree, one after another' },
            },
            { value: 'vote', name: { zh: '票签：按比例', en: 'A vote' } },
          ],
        },
      },
      {
        field: 'signers',
        name: { zh: '签署岗位', en: 'posts that sign' },
        help: {
          zh: '每个岗位一人；不选则由办理岗位的若干人签署',
          en: "One person for each post; none: several people of the task's own post",
        },
        empty: { zh: '办理岗位的人', en: "People of the task's post" },
        blank: 2,
        input: { as: 'signers' },
      },
      {
        field: 'threshold',
        name: { zh: '通过比例', en: 'share that must agree' },
        help: {
          zh: '如 2/3、60%；>1/2 表示超过一半',
          en: 'E.g. 2/3 or 60%; >1/2 is more than half',
        },
        only: { field: 'mode', is: ['vote'] },
        blank: '1/2',
        input: { as: 'share' },
      },
      {
        field: 'weights',
        name: { zh: '票数', en: 'weights' },
        only: { field: 'mode', is: ['vote'] },
        optional: true,
        input: { as: 'weights', of: 'signers' },
      },
      {
        field: 'on_reject',
        name: { zh: '不同意时', en: 'if somebody does not agree' },
        optional: true,
        input: {
          as: 'choice',
          usual: 'at_once',
          options: [
            {
              value: 'at_once',
              name: { zh: '结果已定即结束', en: 'Ends when the result is certain' },
            },
            { value: 'at_end', name: { zh: '全部签完再定', en: 'Everybody is heard first' } },
          ],
        },
      },
    ],
  },
};

/** How what an automatic step does is entered. */
import type { FieldSpec, SectionField } from './field-spec.ts';

const set: FieldSpec = {
  field: 'set',
  name: { zh: '填写数据', en: 'enter facts' },
  rival: true,
  blank: [],
  input: {
    as: 'list',
    add: { zh: '再填写一项', en: 'Enter another fact' },
    of: [
      { field: 'fact', name: { zh: '数据项', en: 'fact' }, input: { as: 'fact' }, blank: '' },
      {
        field: 'value',
        name: { zh: '取值', en: 'value' },
        input: { as: 'value', of: 'fact' },
        blank: '',
      },
    ],
  },
};

const notice: FieldSpec = {
  field: 'notice',
  name: { zh: '发出通知', en: 'give notice' },
  rival: true,
  blank: { post: '', words: { zh: '通知', en: 'Notice' } },
  input: {
    as: 'group',
    of: [
      {
        field: 'post',
        name: { zh: '某岗位的人', en: 'people of a post' },
        rival: true,
        blank: '',
        input: { as: 'named', what: 'post' },
      },
      {
        field: 'unit',
        name: { zh: '岗位所在单位', en: 'unit of the post' },
        only: { field: 'post' },
        optional: true,
        input: {
          as: 'choice',
          usual: 'case',
          options: [
            { value: 'case', name: { zh: '案件所属单位', en: 'the case’s unit' } },
            {
              value: 'above',
              name: { zh: '案件所属单位及其上级', en: 'that unit and those above' },
            },
          ],
        },
      },
      {
        field: 'step',
        name: { zh: '某环节的办理人', en: 'who did a step' },
        help: {
          zh: '最近一次办结该环节的人；多人签署的，为全体签署人。',
          en: 'Whoever did it last; of what several signed, all who did.',
        },
        rival: true,
        blank: '',
        input: { as: 'named', what: 'work' },
      },
      {
        field: 'who',
        name: { zh: '与本案有关的人', en: 'people of the case' },
        rival: true,
        blank: 'opener',
        input: {
          as: 'choice',
          options: [
            { value: 'opener', name: { zh: '开启案件的人', en: 'who opened the case' } },
            { value: 'above', name: { zh: '所属单位的主管', en: 'supervisors of its unit' } },
          ],
        },
      },
      {
        field: 'roster',
        name: { zh: '当班的人', en: 'who is on duty' },
        rival: true,
        blank: '',
        input: { as: 'named', what: 'roster' },
      },
      {
        field: 'touchpoint',
        name: { zh: '客户（触点）', en: 'customer, at a touchpoint' },
        rival: true,
        blank: 'notice',
        input: { as: 'id' },
      },
      { field: 'words', name: { zh: '通知内容', en: 'words' }, input: { as: 'words' } },
    ],
  },
};

const send: FieldSpec = {
  field: 'send',
  name: { zh: '向外发送', en: 'send' },
  help: {
    zh: '对方收到后按第一个流向继续；发送失败由人处理。',
    en: 'Goes on by its first route when it is received; people settle what fails.',
  },
  rival: true,
  blank: { connector: '', data: {} },
  input: {
    as: 'group',
    of: [
      {
        field: 'connector',
        name: { zh: '连接器', en: 'connector' },
        input: { as: 'named', what: 'connector' },
      },
      {
        field: 'data',
        name: { zh: '发送的数据', en: 'data sent' },
        input: { as: 'map', keys: 'name', known: true },
      },
      {
        field: 'takes',
        name: { zh: '取回的数据项', en: 'facts taken' },
        input: { as: 'form' },
        optional: true,
      },
    ],
  },
};

export const autoFields: readonly SectionField[] = [
  {
    field: 'does',
    name: { zh: '自动动作', en: 'what it does' },
    section: 'work',
    input: { as: 'group', of: [set, notice, send] },
  },
];

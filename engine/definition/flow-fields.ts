/** How the fields of a flow itself are entered; its steps are the canvas's. */
import { headFields, limitsField } from '../steps/base-fields.ts';
import type { SectionField } from '../steps/field-spec.ts';

const optional = { zh: '选填', en: 'Optional' };

const audits: SectionField = {
  field: 'audits',
  name: { zh: '稽查规则', en: 'audits' },
  section: 'audits',
  fills: true,
  input: {
    as: 'audits',
    stages: [
      {
        stage: 'after',
        name: { zh: '事后：结案后核对', en: 'When the case has ended' },
        add: { zh: '添加事后规则…', en: 'Add a rule to ask after…' },
      },
    ],
  },
};

const cancel: SectionField = {
  field: 'cancel',
  name: { zh: '案件取消', en: 'cancelling' },
  section: 'outcomes',
  optional: true,
  input: {
    as: 'group',
    head: 'outcome',
    of: [
      {
        field: 'outcome',
        name: { zh: '取消后的办理结果', en: 'outcome of a cancelled case' },
        help: {
          zh: '主管、流程负责岗位可以取消案件',
          en: 'Supervisors and the owning post may cancel a case',
        },
        optional: true,
        empty: { zh: '不允许取消', en: 'Cases cannot be cancelled' },
        input: {
          as: 'named',
          what: 'unfinished',
          none: {
            zh: '先把一个办理结果标为“未办成”',
            en: 'Mark an outcome as unfinished first',
          },
        },
      },
      {
        field: 'posts',
        name: { zh: '还可取消的岗位', en: 'posts that may cancel too' },
        help: { zh: '除主管和流程负责岗位之外', en: 'Besides supervisors and the owning post' },
        optional: true,
        empty: optional,
        input: { as: 'names', what: 'post' },
      },
      {
        field: 'until',
        name: { zh: '不可再取消的环节', en: 'too late after' },
        help: {
          zh: '其中任一环节办完后不能再取消',
          en: 'Once one of these steps is done, the case can no longer be cancelled',
        },
        optional: true,
        empty: optional,
        input: { as: 'names', what: 'step' },
      },
    ],
  },
};

export const flowFields: readonly SectionField[] = [
  ...headFields,
  {
    field: 'owner_post',
    name: { zh: '责任岗位', en: 'owner post' },
    section: 'basics',
    input: { as: 'named', what: 'post' },
  },
  {
    field: 'title_fact',
    name: { zh: '案件标题', en: 'case title' },
    help: { zh: '在列表中代表案件的数据项', en: 'The fact that stands for a case in lists' },
    section: 'basics',
    optional: true,
    empty: { zh: '案件编号', en: 'Case number' },
    input: { as: 'fact' },
  },
  limitsField,
  audits,
  {
    field: 'outcomes',
    name: { zh: '办理结果', en: 'outcomes' },
    section: 'outcomes',
    fills: true,
    input: { as: 'outcomes' },
  },
  cancel,
];

/** How the fields of `base.ts` are entered: what every step has, and what several kinds have. */
import type { SectionField } from './field-spec.ts';

const optional = { zh: '选填', en: 'Optional' };

/** What it is called. */
export const headFields: readonly SectionField[] = [
  {
    field: 'name',
    name: { zh: '名称', en: 'name' },
    section: 'basics',
    input: { as: 'name' },
  },
  {
    field: 'description',
    name: { zh: '说明', en: 'description' },
    section: 'basics',
    input: { as: 'words' },
    optional: true,
    empty: optional,
  },
];

/** Where it stands, and what it stands for. */
export const placeFields: readonly SectionField[] = [
  {
    field: 'branch',
    name: { zh: '所在分支', en: 'branch' },
    help: {
      zh: '移动后，原来的流向会自动接好',
      en: 'The routes of the line it leaves are joined by themselves',
    },
    section: 'basics',
    shared: true,
    optional: true,
    input: { as: 'branch', main: { zh: '主干', en: 'Main line' } },
  },
  {
    field: 'legal',
    name: { zh: '法定标记', en: 'legal mark' },
    help: {
      zh: '法律法规要求的环节，不得简化或绕过',
      en: 'Required by law: may never be simplified away or bypassed',
    },
    section: 'basics',
    shared: true,
    optional: true,
    input: { as: 'mark' },
  },
];

export const undoingFields: readonly SectionField[] = [
  {
    field: 'compensation',
    name: { zh: '撤销措施', en: 'compensation' },
    help: {
      zh: '办完后案件被取消时，由所选环节撤销其结果',
      en: 'Undoes this work when the case is cancelled afterwards',
    },
    section: 'basics',
    optional: true,
    empty: optional,
    input: { as: 'named', what: 'undoing' },
  },
  {
    field: 'compensates',
    name: { zh: '仅用于撤销', en: 'only undoes' },
    help: {
      zh: '不在流程中办理，只在案件取消时用来撤销另一环节',
      en: 'Stands outside the flow; only undoes another step when a case is cancelled',
    },
    section: 'basics',
    optional: true,
    input: { as: 'mark' },
  },
];

export const formField: SectionField = {
  field: 'form',
  name: { zh: '表单', en: 'form' },
  section: 'form',
  fills: true,
  shared: true,
  empty: { zh: '这个环节不录入数据。', en: 'No data is entered at this step.' },
  input: { as: 'form' },
};

export const limitsField: SectionField = {
  field: 'limits',
  name: { zh: '时限', en: 'limits' },
  section: 'limits',
  fills: true,
  shared: true,
  input: { as: 'limits' },
};

export const routesField: SectionField = {
  field: 'routes',
  name: { zh: '流向', en: 'routes' },
  section: 'routes',
  fills: true,
  input: { as: 'routes' },
};

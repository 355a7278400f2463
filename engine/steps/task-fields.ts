/** How the fields of a task are entered. */
import {
  formField,
  headFields,
  limitsField,
  placeFields,
  routesField,
  undoingFields,
} from './base-fields.ts';
import type { SectionField } from './field-spec.ts';
import { allowField, assignField, signField } from './handling-fields.ts';

const clock: SectionField = {
  field: 'clock',
  name: { zh: '计时方', en: 'clock owner' },
  help: { zh: '环节打开期间，时间算在谁的账上', en: 'Whose time it is while the step is open' },
  section: 'work',
  shared: true,
  input: {
    as: 'choice',
    abreast: true,
    options: [
      { value: 'utility', name: { zh: '企业', en: 'Utility' } },
      { value: 'customer', name: { zh: '客户', en: 'Customer' } },
      { value: 'government', name: { zh: '政府', en: 'Government' } },
    ],
  },
};

const touchpoint: SectionField = {
  field: 'touchpoint',
  name: { zh: '客户触点', en: 'customer touchpoint' },
  help: {
    zh: '与客户接触的触点编号，用于满意度统计',
    en: 'Where the customer meets the utility; satisfaction is counted by it',
  },
  section: 'work',
  shared: true,
  optional: true,
  empty: { zh: '选填', en: 'Optional' },
  input: { as: 'id', known: true },
};

const audits: SectionField = {
  field: 'audits',
  name: { zh: '稽查规则', en: 'audits' },
  section: 'audits',
  fills: true,
  shared: true,
  input: {
    as: 'audits',
    stages: [
      {
        stage: 'before',
        name: { zh: '事前：办结前核对', en: 'Before it is completed' },
        add: { zh: '添加事前规则…', en: 'Add a rule to ask before…' },
      },
      {
        stage: 'during',
        name: { zh: '事中：办理期间核对', en: 'While it is open' },
        add: { zh: '添加事中规则…', en: 'Add a rule to ask meanwhile…' },
      },
    ],
  },
};

export const taskFields: readonly SectionField[] = [
  ...headFields,
  ...placeFields,
  ...undoingFields,
  assignField,
  allowField,
  signField,
  clock,
  touchpoint,
  formField,
  limitsField,
  audits,
  routesField,
];

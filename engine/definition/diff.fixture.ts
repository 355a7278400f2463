/** A small pack whose words are known, and edits of copies of what is in it. */
import type { Definition } from './kinds.ts';
import type { Pack } from './pack.ts';
import { parseDefinition } from './parse.ts';

const basis = { kind: 'typical', source: { zh: '典型做法', en: 'Typical practice' } };
const task = { kind: 'task', form: [], limits: [], audits: { before: [], during: [] } };

const flow = {
  kind: 'flow',
  id: 'supply',
  name: { zh: '新装', en: 'New supply' },
  owner_post: 'head',
  limits: [
    limit('whole_single', 'promise', 22, { fact: 'sources', operator: 'equal', value: 1 }),
    limit('whole_dual', 'promise', 32, { fact: 'sources', operator: 'equal', value: 2 }),
  ],
  audits: { after: ['A15', 'A16'] },
  outcomes: [{ id: 'done', name: { zh: '办结', en: 'Completed' } }],
  steps: {
    start: {
      kind: 'start',
      name: { zh: '申请', en: 'Application' },
      form: [{ fact: 'importance' }],
      posts: ['clerk'],
      routes: [{ id: 'begin', to: 'accept' }],
    },
    accept: {
      ...task,
      name: { zh: '受理', en: 'Accept' },
      assign: { post: 'clerk', unit: 'case' },
      clock: 'utility',
      routes: [
        { id: 'ok', to: 'inspect', name: { zh: '通过', en: 'Pass' } },
        { id: 'no', to: 'end', name: { zh: '不受理', en: 'Refuse' }, result: 'reject' },
        { id: 'later', to: 'end', name: { zh: '撤回', en: 'Withdraw' } },
      ],
    },
    inspect: {
      ...task,
      name: { zh: '中间检查', en: 'Inspection' },
      assign: { post: 'clerk', unit: 'case' },
      clock: 'customer',
      limits: [limit('internal', 'internal', 2)],
      routes: [{ id: 'on', to: 'is_important' }],
    },
    is_important: {
      kind: 'decision',
      name: { zh: '是否重要', en: 'Important?' },
      routes: [
        {
          id: 'yes',
          to: 'check',
          name: { zh: '重要客户', en: 'Important' },
          when: { fact: 'importance', operator: 'notEqual', value: 'none' },
        },
        { id: 'other', to: 'end', name: { zh: '其他', en: 'Others' } },
      ],
    },
    check: {
      ...task,
      name: { zh: '竣工检验', en: 'Final check' },
      assign: { post: 'head', unit: 'above' },
      clock: 'utility',
      limits: [limit('statutory', 'statutory', 5)],
      routes: [{ id: 'checked', to: 'end' }],
    },
    end: { kind: 'end', name: { zh: '结束', en: 'End' }, outcome: 'done', routes: [] },
  },
};

function limit(id: string, layer: string, value: number, when?: object) {
  return { id, layer, value, unit: 'wd', calendar: 'cn', basis, ...(when && { when }) };
}

function rule(id: string, zh: string, en: string) {
  return {
    id,
    key: id,
    name: { zh, en },
    stage: 'after',
    record: 'case',
    theme: { zh: '时限', en: 'Time' },
    severity: 'R2',
    params: { most: { value: 30, unit: 'wd', basis } },
    conditions: { fact: 'elapsed_wd', operator: 'greaterThan', value: { param: 'most' } },
    event: { type: 'finding' },
    message: { zh: '超时限', en: 'Too late' },
    rectification: { zh: '说明原因', en: 'Say why' },
  };
}

const others = [
  {
    kind: 'ruleset',
    id: 'audits',
    name: { zh: '稽查规则', en: 'Audit rules' },
    rules: [rule('A15', '超时限', 'Over the limit'), rule('A16', '超长', 'Overlong')],
  },
  {
    kind: 'facts',
    id: 'facts',
    name: { zh: '数据项', en: 'Facts' },
    facts: {
      importance: {
        name: { zh: '重要程度', en: 'Importance' },
        type: 'enum',
        options: [
          { value: 'none', name: { zh: '无', en: 'none' } },
          { value: 'first', name: { zh: '一级', en: 'first' } },
        ],
      },
      sources: { name: { zh: '电源数', en: 'Sources' }, type: 'integer' },
      capacity: { name: { zh: '容量', en: 'Capacity' }, type: 'number', unit: 'kVA' },
    },
  },
  {
    kind: 'organisation',
    id: 'org',
    name: { zh: '组织', en: 'Organisation' },
    units: [{ id: 'hq', name: { zh: '公司', en: 'Company' } }],
    posts: [
      { id: 'clerk', name: { zh: '营业员', en: 'Clerk' } },
      { id: 'head', name: { zh: '主任', en: 'Head' } },
    ],
    conflicts: [{ posts: ['clerk', 'head'], reason: { zh: '分离', en: 'Apart' }, basis }],
    people: [
      {
        id: 'li',
        name: { zh: '李', en: 'Li' },
        unit: 'hq',
        posts: ['clerk'],
        roles: ['clerk'],
      },
    ],
  },
  {
    kind: 'calendar',
    id: 'cn',
    name: { zh: '工作日历', en: 'Working days' },
    zone: 'Asia/Shanghai',
    workdays: [1, 2, 3, 4, 5],
    covers: { from: '2026-01-01', to: '2026-12-31' },
    days: [{ date: '2026-10-01', off: true, name: '国庆节' }],
    source: { zh: '通知', en: 'Notice' },
  },
  {
    kind: 'scorecard',
    id: 'team',
    name: { zh: '班组绩效', en: 'Team' },
    level: 'team',
    unit: 'hq',
    period: 'month',
    items: [
      { indicator: 'K1', weight: 60 },
      { indicator: 'K2', weight: 40 },
    ],
    pay: { basis, bands: [{ from: 90, coefficient: 1.2, grade: 'A' }] },
  },
  {
    kind: 'connector',
    type: 'webhook',
    id: 'meters',
    name: { zh: '表计系统', en: 'Meters' },
    url: 'https://meters.example/hook',
    event_type: 'meter.ordered',
    secret: 'METERS',
    takes: [{ fact: 'capacity', path: ['capacity'] }],
  },
];

export const pack: Pack = { definitions: [flow, ...others].map(parsed) };

/** @throws when the fixture is not a definition: the test would then test nothing */
function parsed(json: unknown): Definition {
  const found = parseDefinition(json);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.value;
}

type Node = Record<string, unknown>;

/** A copy with the value at a path replaced, or taken away where it is undefined. */
export function put<T>(document: T, path: string, value: unknown): T {
  const copy = structuredClone(document);
  const keys = path.split('/');
  const last = keys.pop() ?? '';
  const parent = keys.reduce((node, key) => node[key] as Node, copy as Node);
  if (value !== undefined) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return copy;
}

/** A copy whose list at a path is what `change` makes of it. */
export function relist<T>(document: T, path: string, change: (list: unknown[]) => unknown[]): T {
  const list = path.split('/').reduce((node, key) => node[key] as Node, document as Node);
  return put(document, path, change(structuredClone(list) as unknown as unknown[]));
}

/** A small pack for tests of the server: a lending desk, and the repair of what an audit finds. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';

const said = (text: string) => ({ zh: text, en: text });
const basis = { kind: 'typical' as const, source: said('test') };

function limit(id: string, value: number, unit: Limit['unit']): Limit {
  return { id, layer: 'internal', value, unit, calendar: 'weekdays', basis };
}

const lend: FlowDefinition = {
  kind: 'flow',
  id: 'lend',
  name: said('Lend'),
  owner_post: 'manager',
  title_fact: 'borrower',
  limits: [limit('whole', 20, 'wd')],
  audits: { after: ['A1'] },
  outcomes: [{ id: 'lent', name: said('Lent') }],
  steps: {
    start: {
      kind: 'start',
      name: said('Request'),
      form: [{ fact: 'borrower' }, { fact: 'amount' }],
      posts: ['desk'],
      routes: [{ id: 'r1', to: 'check' }],
    },
    check: {
      kind: 'task',
      name: said('Check'),
      assign: { post: 'checker', unit: 'case' },
      clock: 'utility',
      form: [
        { fact: 'note', optional: true },
        { fact: 'amount', readonly: true },
      ],
      limits: [limit('check', 4, 'h')],
      audits: { before: ['B1'], during: ['D1'] },
      routes: [
        { id: 'pass', to: 'size', name: said('Pass'), result: 'pass' },
        { id: 'back', to: 'amend', name: said('Return'), result: 'return' },
      ],
    },
    amend: {
      kind: 'task',
      name: said('Amend'),
      assign: { post: 'desk', unit: 'case' },
      clock: 'customer',
      form: [{ fact: 'amount' }],
      limits: [limit('amend', 3, 'd')],
      audits: { before: [], during: [] },
      routes: [{ id: 'again', to: 'check' }],
    },
    size: {
      kind: 'decision',
      name: said('Large?'),
      routes: [
        {
          id: 'large',
          to: 'approve',
          when: { fact: 'amount', operator: 'greaterThanInclusive', value: 1000 },
        },
        { id: 'small', to: 'cool' },
      ],
    },
    approve: {
      kind: 'task',
      name: said('Approve'),
      assign: { post: 'manager', unit: 'above' },
      clock: 'utility',
      form: [],
      limits: [limit('approve', 2, 'wd')],
      audits: { before: [], during: [] },
      routes: [{ id: 'approved', to: 'cool' }],
    },
    cool: {
      kind: 'wait',
      name: said('Cool off'),
      for: { value: 30, unit: 'min', calendar: 'weekdays' },
      routes: [{ id: 'cooled', to: 'hand_over' }],
    },
    hand_over: {
      kind: 'task',
      name: said('Hand over'),
      assign: { post: 'desk', unit: 'case' },
      clock: 'utility',
      form: [],
      limits: [limit('hand_over', 1, 'd')],
      audits: { before: [], during: [] },
      routes: [{ id: 'done', to: 'end' }],
    },
    end: { kind: 'end', name: said('End'), outcome: 'lent', routes: [] },
  },
};

const repair: FlowDefinition = {
  kind: 'flow',
  id: 'repair',
  name: said('Repair'),
  owner_post: 'manager',
  limits: [],
  audits: { after: [] },
  outcomes: [{ id: 'repaired', name: said('Repaired') }],
  steps: {
    start: {
      kind: 'start',
      name: said('Found'),
      form: [],
      posts: ['manager'],
      routes: [{ id: 'r1', to: 'fix' }],
    },
    fix: {
      kind: 'task',
      name: said('Fix'),
      assign: { post: 'desk', unit: 'case' },
      clock: 'utility',
      form: [{ fact: 'note' }],
      limits: [limit('fix', 5, 'wd')],
      audits: { before: [], during: [] },
      routes: [{ id: 'fixed', to: 'end' }],
    },
    end: { kind: 'end', name: said('End'), outcome: 'repaired', routes: [] },
  },
};

const people = [
  ['dora', 'north', ['desk'], ['clerk']],
  ['carl', 'north', ['checker'], ['clerk']],
  ['both', 'north', ['desk', 'checker'], ['clerk']],
  ['sid', 'south', ['desk', 'checker'], ['clerk']],
  ['mia', 'head', ['manager'], ['clerk', 'supervisor']],
  ['stan', 'head', [], ['supervisor']],
  ['olga', 'head', [], ['owner']],
  ['otto', 'head', [], ['owner']],
  ['anna', 'head', [], ['auditor']],
  ['arno', 'head', [], ['auditor', 'owner']],
  ['adam', 'head', [], ['admin']],
] as const;

/** A fresh copy, to be changed at will. */
export function testingPack(): Definition[] {
  return structuredClone<Definition[]>([
    lend,
    repair,
    {
      kind: 'facts',
      id: 'words',
      name: said('Words'),
      facts: {
        borrower: { name: said('Borrower'), type: 'string', samples: ['Ada', 'Bo', 'Cy'] },
        amount: { name: said('Amount'), type: 'integer', min: 0, max: 5000 },
        note: { name: said('Note'), type: 'text' },
      },
    },
    {
      kind: 'calendar',
      id: 'weekdays',
      name: said('Weekdays'),
      zone: 'Asia/Shanghai',
      workdays: [1, 2, 3, 4, 5],
      covers: { from: '2026-01-01', to: '2026-12-31' },
      days: [],
      source: said('test'),
    },
    {
      kind: 'organisation',
      id: 'office',
      name: said('Office'),
      units: [
        { id: 'head', name: said('Head') },
        { id: 'north', name: said('North'), parent: 'head' },
        { id: 'south', name: said('South'), parent: 'head' },
      ],
      posts: ['desk', 'checker', 'manager'].map((id) => ({ id, name: said(id) })),
      conflicts: [{ posts: ['desk', 'checker'], reason: said('apart'), basis }],
      people: people.map(([id, unit, posts, roles]) => ({
        id,
        name: said(id),
        unit,
        posts: [...posts],
        roles: [...roles],
      })),
    },
    ...auditing(),
  ]);
}

function auditing(): Definition[] {
  const common = { theme: said('time'), message: said('Found'), rectification: said('Repair') };
  return [
    {
      kind: 'ruleset',
      id: 'audits',
      name: said('Audits'),
      finding_flow: 'repair',
      rules: [
        {
          ...common,
          id: 'B1',
          key: 'too_much',
          name: said('Too much'),
          stage: 'before',
          record: 'step',
          severity: 'R1',
          blocks: true,
          conditions: { fact: 'amount', operator: 'greaterThan', value: 4000 },
          event: { type: 'too_much' },
        },
        {
          ...common,
          id: 'D1',
          key: 'late',
          name: said('Late'),
          stage: 'during',
          record: 'step',
          severity: 'R3',
          conditions: { fact: 'overdue', operator: 'equal', value: true },
          event: { type: 'late' },
        },
        {
          ...common,
          id: 'A1',
          key: 'large_loan',
          name: said('Large loan'),
          stage: 'after',
          record: 'case',
          severity: 'R4',
          conditions: { fact: 'amount', operator: 'greaterThan', value: 3000 },
          event: { type: 'large_loan' },
        },
      ],
    },
    ...scoring(),
  ];
}

function scoring(): Definition[] {
  return [
    {
      kind: 'indicator',
      id: 'K1',
      key: 'on_time',
      name: said('On time'),
      unit: '%',
      direction: 'higher',
      over: { record: 'step', flows: ['lend'], period_by: 'submitted_at' },
      measure: { measure: 'share', of: { fact: 'overdue', operator: 'equal', value: false } },
      decimals: 1,
      min_n: 1,
      target: { value: 95, basis },
      ladder: { form: 'deduct', per: 1, points: 2, floor: 0, cap: 100 },
    },
    {
      kind: 'scorecard',
      id: 'S1',
      name: said('Desk'),
      level: 'company',
      period: 'month',
      items: [{ indicator: 'K1', weight: 100 }],
      pay: {
        basis,
        bands: [
          { from: 90, coefficient: 1.1, grade: 'A' },
          { from: 0, coefficient: 1, grade: 'B' },
        ],
      },
    },
  ];
}

/** A small pack to try cases in: a decision, a loop, a parallel block, a wait, limits and rules. */
import type { Definition, DefinitionOf } from '../definition/kinds.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import type { StepOf } from '../steps/registry.ts';

const name = (text: string) => ({ zh: text, en: text });
const basis = { kind: 'typical', source: name('test') } as const;

const organisation: OrganisationDefinition = {
  kind: 'organisation',
  id: 'org',
  name: name('org'),
  units: [
    { id: 'top', name: name('Top') },
    { id: 'east', name: name('East'), parent: 'top' },
    { id: 'west', name: name('West'), parent: 'top' },
  ],
  posts: ['desk', 'checker', 'chief', 'ghost'].map((id) => ({ id, name: name(id) })),
  conflicts: [{ posts: ['checker', 'chief'], reason: name('apart'), basis }],
  people: [
    { id: 'dan', name: name('Dan'), unit: 'west', posts: ['desk'], roles: ['clerk'] },
    {
      id: 'ann',
      name: name('Ann'),
      unit: 'east',
      posts: ['desk', 'checker', 'chief'],
      roles: ['clerk'],
    },
    { id: 'bob', name: name('Bob'), unit: 'east', posts: ['chief'], roles: ['clerk'] },
  ],
};

const calendar: Definition = {
  kind: 'calendar',
  id: 'cal',
  name: name('cal'),
  zone: 'Asia/Shanghai',
  workdays: [1, 2, 3, 4, 5],
  covers: { from: '2026-01-01', to: '2026-12-31' },
  days: [],
  source: name('test'),
};

const facts: Definition = {
  kind: 'facts',
  id: 'facts',
  name: name('facts'),
  facts: {
    who: { name: name('Who'), type: 'string', samples: ['Ada', 'Ben'] },
    amount: { name: name('Amount'), type: 'number', min: 0, samples: [5, 60, 60, 60] },
    note: { name: name('Note'), type: 'text' },
  },
};

const rules: Definition = {
  kind: 'ruleset',
  id: 'rules',
  name: name('rules'),
  rules: [
    rule('late', 'during', 'step', { fact: 'overdue', operator: 'equal', value: true }),
    rule('much', 'after', 'case', { fact: 'amount', operator: 'greaterThan', value: 50 }),
    rule('noted', 'after', 'case', { fact: 'note', operator: 'equal', value: 'bad' }),
  ],
};

function rule(
  id: string,
  stage: 'during' | 'after',
  record: 'step' | 'case',
  conditions: DefinitionOf<'ruleset'>['rules'][number]['conditions'],
): DefinitionOf<'ruleset'>['rules'][number] {
  return {
    id,
    key: id,
    name: name(id),
    stage,
    record,
    theme: name('theme'),
    severity: 'R3',
    conditions,
    event: { type: 'finding' },
    message: name(`${id}: {amount}`),
    rectification: name('mend it'),
  };
}

function task(
  post: string,
  routes: StepOf<'task'>['routes'],
  more: Partial<StepOf<'task'>> = {},
): StepOf<'task'> {
  return {
    kind: 'task',
    name: name(post),
    assign: { post, unit: 'case' },
    clock: 'utility',
    form: [],
    limits: [{ id: 'inner', layer: 'internal', value: 2, unit: 'd', calendar: 'cal', basis }],
    audits: { before: [], during: ['late'] },
    routes,
    ...more,
  };
}

export const flow: DefinitionOf<'flow'> = {
  kind: 'flow',
  id: 'loan',
  name: name('Loan'),
  owner_post: 'chief',
  limits: [],
  audits: { after: ['much', 'noted'] },
  outcomes: [{ id: 'done', name: name('Done') }],
  steps: {
    start: {
      kind: 'start',
      name: name('start'),
      form: [{ fact: 'who' }],
      posts: ['desk'],
      routes: [{ id: 'r', to: 'check' }],
    },
    check: task(
      'checker',
      [
        { id: 'back', to: 'check', name: name('again'), result: 'return' },
        { id: 'on', to: 'size', name: name('on') },
      ],
      { form: [{ fact: 'amount' }, { fact: 'note', optional: true }] },
    ),
    size: {
      kind: 'decision',
      name: name('size'),
      routes: [
        {
          id: 'large',
          to: 'both',
          name: name('large'),
          when: { fact: 'amount', operator: 'greaterThan', value: 10 },
        },
        { id: 'small', to: 'end', name: name('small') },
      ],
    },
    both: {
      kind: 'parallel',
      name: name('both'),
      branches: [
        { id: 'one', name: name('one'), start: 'approve' },
        { id: 'two', name: name('two'), start: 'cool' },
      ],
      routes: [{ id: 'joined', to: 'end' }],
    },
    approve: { ...task('chief', [{ id: 'yes', to: 'approved' }]), branch: 'one' },
    approved: { kind: 'end', name: name('approved'), branch: 'one', routes: [] },
    cool: {
      kind: 'wait',
      name: name('cool'),
      branch: 'two',
      for: { value: 3, unit: 'd', calendar: 'cal' },
      routes: [{ id: 'up', to: 'cooled' }],
    },
    cooled: { kind: 'end', name: name('cooled'), branch: 'two', routes: [] },
    end: { kind: 'end', name: name('end'), outcome: 'done', routes: [] },
  },
};

export const pack = { definitions: [organisation, calendar, facts, rules, flow] };
export const monday = '2026-03-02T01:00:00.000Z';

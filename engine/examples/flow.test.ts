import { describe, expect, it } from 'vitest';
import type { FlowExample } from '../definition/examples.ts';
import type { Definition, DefinitionOf } from '../definition/kinds.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import { checkFlowExample } from './flow.ts';
import { checkOrganisationExample } from './organisation.ts';
import { runExamples, runPackExamples } from './registry.ts';

const name = { zh: '名', en: 'name' };
const basis = { kind: 'typical', source: name } as const;

const org: OrganisationDefinition = {
  kind: 'organisation',
  id: 'org',
  name,
  units: [{ id: 'top', name }],
  posts: [
    { id: 'drafter', name },
    { id: 'approver', name },
    { id: 'none', name },
  ],
  conflicts: [{ posts: ['drafter', 'approver'], reason: name, basis }],
  people: [
    { id: 'ann', name, unit: 'top', posts: ['drafter', 'approver'], roles: ['clerk'] },
    { id: 'bob', name, unit: 'top', posts: ['approver'], roles: ['clerk'] },
  ],
};

const calendar: Definition = {
  kind: 'calendar',
  id: 'cal',
  name,
  zone: 'Asia/Shanghai',
  workdays: [1, 2, 3, 4, 5],
  covers: { from: '2026-01-01', to: '2026-12-31' },
  days: [],
  source: name,
};

const facts: Definition = {
  kind: 'facts',
  id: 'facts',
  name,
  facts: { kva: { name, type: 'number' } },
};

const rules: Definition = {
  kind: 'ruleset',
  id: 'rules',
  name,
  rules: (['before', 'during', 'after'] as const).map((stage, index) => ({
    id: stage,
    key: stage,
    name,
    stage,
    record: 'case',
    theme: name,
    severity: 'R3',
    conditions: { fact: 'kva', operator: 'greaterThan', value: 100 * (3 - index) },
    event: { type: 'finding' },
    ...(stage === 'before' ? { blocks: true } : {}),
    message: name,
    rectification: name,
  })),
};

const flow: DefinitionOf<'flow'> = {
  kind: 'flow',
  id: 'plan',
  name,
  owner_post: 'approver',
  limits: [],
  audits: { after: ['after'] },
  outcomes: [{ id: 'done', name }],
  steps: {
    start: {
      kind: 'start',
      name,
      form: [],
      posts: ['drafter'],
      routes: [{ id: 'r', to: 'draft' }],
    },
    draft: task('drafter', [{ id: 'on', to: 'review' }], {
      form: [{ fact: 'kva' }],
      limits: [{ id: 'inner', layer: 'internal', value: 3, unit: 'wd', calendar: 'cal', basis }],
    }),
    review: task('approver', [
      { id: 'yes', to: 'rest', name },
      { id: 'no', to: 'draft', name, result: 'return' },
    ]),
    rest: {
      kind: 'wait',
      name,
      for: { value: 2, unit: 'h', calendar: 'cal' },
      routes: [{ id: 'up', to: 'end' }],
    },
    end: { kind: 'end', name, outcome: 'done', routes: [] },
  },
};

function task(
  post: string,
  routes: DefinitionOf<'flow'>['steps'][string]['routes'],
  more: Partial<Extract<DefinitionOf<'flow'>['steps'][string], { kind: 'task' }>> = {},
) {
  return {
    kind: 'task' as const,
    name,
    assign: { post, unit: 'case' as const },
    clock: 'utility' as const,
    form: [],
    limits: [],
    audits: { before: ['before'], during: ['during'] },
    routes,
    ...more,
  };
}

const pack = { definitions: [org, calendar, facts, rules, flow] };

function example(when: FlowExample['when'], then: FlowExample['then']): FlowExample {
  const given = { unit: 'top', by: 'ann', at: '2026-01-05T09:00:00+08:00', data: {} };
  return { title: 'row', given, when, then };
}

const check = (row: FlowExample) => checkFlowExample(flow, row, pack);

const drafted = (kva: number) => ({ do: 'complete', step: 'draft', data: { kva } }) as const;
const approved = { do: 'complete', step: 'review', route: 'yes' } as const;
const rested = { do: 'wait', step: 'rest' } as const;

const mayDo = (person: string, did: string[], post: string, allowed: boolean) =>
  checkOrganisationExample(org, {
    title: 'row',
    given: { person, did, post },
    then: { allowed },
  });
const examplesOf = (kind: string, id: string, ...rows: unknown[]): DefinitionOf<'examples'> => ({
  kind: 'examples',
  id: 'examples',
  name,
  of: { kind, id },
  rows,
});

describe('an example of a flow holds', () => {
  it.each<[string, FlowExample]>([
    ['just opened', example([], { at: ['draft'], due: { draft: { inner: '2026-01-08' } } })],
    [
      'to its end, by people without a conflict',
      example([drafted(50), approved, rested], {
        at: [],
        outcome: 'done',
        visited: ['start', 'draft', 'review', 'rest', 'end'],
        not_visited: [],
        findings: [],
      }),
    ],
    [
      'returned',
      example([drafted(50), { ...approved, route: 'no' }], { at: ['draft'], outcome: 'none' }),
    ],
    [
      'refused where it says so',
      example([{ do: 'complete', step: 'draft' }], { problem: 'fact_required' }),
    ],
    [
      'refused by the person it names',
      example([drafted(50), { ...approved, by: 'ann' }], {
        at: ['review'],
        problem: 'duty_conflict',
      }),
    ],
    [
      'with rules of every stage found',
      example([drafted(250), approved, rested], { findings: ['during', 'after'] }),
    ],
    [
      'stopped by a pre-audit, which is found too',
      example([drafted(301)], { problem: 'audit_blocked', findings: ['before'] }),
    ],
    [
      'paused and resumed',
      example(
        [
          {
            do: 'pause',
            step: 'draft',
            reason: 'r',
            evidence: 'e',
            at: '2026-01-06T09:00:00+08:00',
          },
          { do: 'resume', step: 'draft', at: '2026-01-12T09:00:00+08:00' },
        ],
        { at: ['draft'], due: { draft: { inner: '2026-01-13' } } },
      ),
    ],
  ])('%s', async (_title, row) => {
    expect(await check(row)).toEqual([]);
  });
});

describe('an example of a flow fails', () => {
  it.each<[string, FlowExample, string[]]>([
    ['at another step', example([], { at: ['review'] }), ['at [draft], expected [review]']],
    ['without the outcome', example([], { outcome: 'done' }), ['outcome none, expected done']],
    [
      'by another way',
      example([drafted(50)], { visited: ['start', 'review'], not_visited: ['draft'] }),
      ['visited [start draft review], expected [start review]', 'visited draft, expected not to'],
    ],
    [
      'with another finding',
      example([drafted(250)], { findings: [] }),
      ['findings [during], expected []'],
    ],
    [
      'with another due day, or none',
      example([], {
        due: { draft: { inner: '2026-01-09', other: '2026-01-09' }, review: { x: '2026-01-09' } },
      }),
      [
        'draft inner due 2026-01-08, expected 2026-01-09',
        'no limit other at draft',
        'no limit x at review',
      ],
    ],
    [
      'when it is not refused',
      example([drafted(50)], { problem: 'fact_required' }),
      ['not refused, expected fact_required'],
    ],
    [
      'when it is refused for another reason',
      example([{ do: 'complete', step: 'draft' }], { problem: 'task_paused' }),
      ['refused: fact_required (“name” is required)'],
    ],
    [
      'when something in the middle is refused',
      example([{ do: 'complete', step: 'draft' }, approved], { problem: 'fact_required' }),
      ['when[0]: fact_required (“name” is required)'],
    ],
    [
      'when it acts where the case is not',
      example([approved], {}),
      ['refused: not_at_step (The case does not rest at “name” (review))'],
    ],
  ])('%s', async (_title, row, differences) => {
    expect(await check(row)).toEqual(differences);
  });

  it('when nobody can do the work', async () => {
    const lonely = {
      ...flow,
      steps: { ...flow.steps, draft: task('none', [{ id: 'on', to: 'review' }]) },
    };
    const row = example([{ do: 'complete', step: 'draft' }], {});
    expect(await checkFlowExample(lonely, row, pack)).toEqual([
      'refused: nobody_able (Nobody can do “name”: the post “name” has no fitting person for this unit)',
    ]);
  });
});

describe('an example of an organisation', () => {
  it.each([
    ['ann', [], 'drafter', true],
    ['ann', ['drafter'], 'approver', false],
    ['bob', [], 'drafter', false],
  ])('holds: %s after %j as %s: %s', (person, did, post, allowed) => {
    expect(mayDo(person, did, post, allowed)).toEqual([]);
  });

  it.each([
    ['ann', ['drafter'], 'approver', 'allowed false, expected true'],
    ['eve', [], 'approver', 'there is no person eve'],
    ['ann', ['gone'], 'approver', 'there is no post gone'],
  ])('fails: %s after %j as %s', (person, did, post, difference) => {
    expect(mayDo(person, did, post, true)).toEqual([difference]);
  });
});

describe('examples', () => {
  it('are run row by row, each with its place', async () => {
    const rows = examplesOf('flow', 'plan', example([], {}), example([], { at: [] }), {
      title: 'odd',
    });
    const results = await runExamples(rows, pack);
    expect(results.map(({ at, title, differences }) => [at, title, differences.length])).toEqual([
      ['/rows/0', 'row', 0],
      ['/rows/1', 'row', 1],
      ['/rows/2', 'odd', 3],
    ]);
  });

  it('of nothing fail', async () => {
    const [result] = await runExamples(examplesOf('flow', 'gone', {}), pack);
    expect(result?.differences).toEqual(['there is no flow gone']);
  });

  it('of every definition are run together', async () => {
    const both = [
      examplesOf('flow', 'plan', example([], {})),
      { ...examplesOf('organisation', 'org', {}), id: 'other' },
    ];
    const results = await runPackExamples({ definitions: [...pack.definitions, ...both] });
    expect(results.map(({ examples }) => examples.id)).toEqual(['examples', 'other']);
  });
});

import { describe, expect, it } from 'vitest';
import { end, flowOf, start } from '../flow/flows.fixture.ts';
import { wordsOf } from '../problem.ts';
import { checkPack } from './check-pack.ts';
import type { Definition } from './kinds.ts';
import type { OrganisationDefinition } from './organisation.ts';
import type { Rule } from './ruleset.ts';

const name = { zh: '名', en: 'name' };
const basis = { kind: 'typical', source: name } as const;

const org: OrganisationDefinition = {
  kind: 'organisation',
  id: 'org',
  name,
  units: [
    { id: 'top', name },
    { id: 'branch', name, parent: 'top' },
  ],
  posts: [
    { id: 'head', name },
    { id: 'clerk', name },
  ],
  conflicts: [{ posts: ['head', 'clerk'], reason: name, basis }],
  people: [
    { id: 'ann', name, unit: 'top', posts: ['head'], roles: ['owner'] },
    { id: 'bob', name, unit: 'branch', posts: ['clerk'], roles: ['clerk'] },
  ],
};

const facts: Definition = {
  kind: 'facts',
  id: 'facts',
  name,
  facts: { kva: { name, type: 'number' } },
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

function rule(changes: Partial<Rule> = {}): Rule {
  return {
    id: 'big',
    key: 'big',
    name,
    stage: 'during',
    record: 'case',
    theme: name,
    severity: 'R3',
    conditions: { fact: 'kva', operator: 'greaterThan', value: 100 },
    event: { type: 'finding' },
    message: name,
    rectification: name,
    ...changes,
  };
}

const aboutFindings = rule({
  record: 'finding',
  conditions: { fact: 'finding_rule', operator: 'equal', value: 'big' },
});

function ruleset(...rules: Rule[]): Definition {
  return { kind: 'ruleset', id: 'rules', name, finding_flow: 'toy', rules };
}

/** A flow with one task of the clerk, which asks these rules. */
function flow(audits: { before?: string[]; during?: string[]; after?: string[] } = {}) {
  const { before = [], during = [], after = [] } = audits;
  const task: Definition & { kind: 'flow' } = flowOf({
    s: start('work'),
    work: {
      kind: 'task',
      name,
      assign: { post: 'clerk', unit: 'case' },
      clock: 'customer',
      form: [{ fact: 'kva' }],
      limits: [],
      audits: { before, during },
      routes: [{ id: 'on', to: 'e' }],
    },
    e: end(),
  });
  return { ...task, audits: { after } };
}

const layout = (positions: string[], of = 'toy'): Definition => ({
  kind: 'layout',
  id: 'toy',
  name,
  flow: of,
  positions: Object.fromEntries(positions.map((id) => [id, { x: 0, y: 0 }])),
});

const examples = (of: { kind: string; id: string }, ...rows: unknown[]): Definition => ({
  kind: 'examples',
  id: 'toy',
  name,
  of,
  rows,
});

const indicator = (flows: string[]): Definition => ({
  kind: 'indicator',
  id: 'count',
  name,
  key: 'count',
  unit: '',
  direction: 'info',
  over: { record: 'case', flows, period_by: 'finished_at' },
  measure: { measure: 'count' },
  decimals: 0,
  min_n: 0,
  ladder: { form: 'none' },
});

const whole = [org, facts, calendar, ruleset(rule()), flow({ during: ['big'] })];

/** `<definition>#<pointer>: <code>`, with a mark where it is only a warning. */
function found(...definitions: Definition[]): string[] {
  return checkPack({ definitions }).map(({ definition, problem }) => {
    const mark = problem.level === 'warning' ? '?' : '';
    return `${definition.id}#${problem.at}: ${problem.code}${mark}`;
  });
}

describe('a pack', () => {
  it.each<[string, Definition[]]>([
    ['every kind in its place', [...whole, layout(['s', 'work', 'e']), indicator(['toy'])]],
    [
      'examples of a kind that takes them',
      [
        ...whole,
        examples(
          { kind: 'flow', id: 'toy' },
          {
            title: 'opens',
            given: { unit: 'branch', by: 'bob', at: '2026-01-05T01:00:00Z', data: {} },
            when: [],
            then: { at: ['work'] },
          },
        ),
      ],
    ],
    [
      'rules about a log only',
      [
        facts,
        { ...ruleset(rule({ flows: ['permits'] })), finding_flow: undefined } as Definition,
        indicator(['permits']),
      ],
    ],
    ['nothing', []],
  ])('is whole: %s', (_title, definitions) => {
    expect(found(...definitions)).toEqual([]);
  });

  it.each<[string, Definition[], string[]]>([
    [
      'a definition twice',
      [...whole, { ...facts }],
      ['facts#/id: duplicate_id', 'facts#/facts/kva: duplicate_id'],
    ],
    [
      'a fact in two dictionaries',
      [...whole, { ...facts, id: 'more' }],
      ['more#/facts/kva: duplicate_id'],
    ],
    [
      'a fact that a built-in one would hide',
      [...whole, { ...facts, id: 'more', facts: { used_wd: { name, type: 'number' } } }],
      ['more#/facts/used_wd: hides_builtin'],
    ],
    [
      'options without any, samples that do not fit',
      [
        {
          ...facts,
          facts: {
            grade: { name, type: 'enum' },
            kva: { name, type: 'number', max: 10, samples: [1, 'x', 11] },
            on: { name, type: 'date', samples: ['P1Y'] },
          },
        },
      ],
      [
        'facts#/facts/grade: enum_without_options',
        'facts#/facts/kva/samples/1: fact_wrong_type',
        'facts#/facts/kva/samples/2: fact_wrong_type',
      ],
    ],
    [
      'a rule in two sets',
      [...whole, { ...ruleset(rule()), id: 'more' }],
      ['more#/rules/0/id: duplicate_id'],
    ],
    [
      'a rule of another stage',
      [org, facts, calendar, ruleset(rule()), flow({ before: ['big'], after: ['big'] })],
      [
        'toy#/steps/work/audits/before/0: rule_other_stage',
        'toy#/audits/after/0: rule_other_stage',
      ],
    ],
    [
      'a rule about findings, which a step cannot ask',
      [org, facts, calendar, ruleset(aboutFindings), flow({ during: ['big'] })],
      ['toy#/steps/work/audits/during/0: rule_about_findings'],
    ],
    [
      'a rule about another flow, which may be a log',
      [org, facts, calendar, ruleset(rule({ flows: ['permits'] })), flow({ during: ['big'] })],
      [
        'rules#/rules/0/flows/0: unknown_reference?',
        'toy#/steps/work/audits/during/0: rule_other_flow',
      ],
    ],
    [
      'a step that no flow of the rule has',
      [
        org,
        facts,
        calendar,
        ruleset(
          rule({
            flows: ['toy'],
            conditions: {
              fact: 'step_visits',
              params: { step: 'walk' },
              operator: 'equal',
              value: 1,
            },
          }),
        ),
        flow({ during: ['big'] }),
      ],
      ['rules#/rules/0/conditions/params/step: unknown_reference'],
    ],
    [
      'findings that lead nowhere',
      [org, facts, { ...ruleset(rule()), finding_flow: 'gone' } as Definition],
      ['rules#/finding_flow: unknown_reference'],
    ],
    [
      'a post that nobody holds',
      [{ ...org, people: org.people.slice(0, 1) }, ...whole.slice(1)],
      ['toy#/steps/work/assign/post: post_without_people?'],
    ],
    [
      'a position of no step',
      [...whole, layout(['s', 'gone'])],
      ['toy#/positions/gone: unknown_reference'],
    ],
    ['a layout of no flow', [...whole, layout([], 'gone')], ['toy#/flow: unknown_reference']],
    [
      'an indicator of no flow',
      [...whole, indicator(['gone'])],
      ['count#/over/flows/0: unknown_reference?'],
    ],
    [
      'examples of nothing',
      [...whole, examples({ kind: 'flow', id: 'gone' }, {})],
      ['toy#/of/id: unknown_reference'],
    ],
    [
      'examples of a kind that takes none',
      [...whole, examples({ kind: 'facts', id: 'facts' }, {})],
      ['toy#/of/kind: unknown_kind'],
    ],
    [
      'a row that is no example',
      [
        ...whole,
        examples(
          { kind: 'organisation', id: 'org' },
          { title: 'x', given: {}, then: { allowed: 1 } },
        ),
      ],
      [
        'toy#/rows/0/given/person: schema',
        'toy#/rows/0/given/did: schema',
        'toy#/rows/0/given/post: schema',
        'toy#/rows/0/then/allowed: schema',
      ],
    ],
  ])('is not whole: %s', (_title, definitions, expected) => {
    expect(found(...definitions)).toEqual(expected);
  });

  it('says its problems in both languages', () => {
    const definitions = [org, facts, calendar, ruleset(rule()), flow({ before: ['big'] })];
    const words = checkPack({ definitions }).map(({ problem }) => wordsOf(problem));
    expect(words).toEqual([
      {
        zh: '规则 big 属于过程阶段，不能用在这里',
        en: 'Rule big belongs to the stage “during” and cannot be used here',
      },
    ]);
  });
});

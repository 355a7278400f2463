import { describe, expect, test } from 'vitest';
import type { RuleExample } from '../definition/examples.ts';
import type { Pack } from '../definition/pack.ts';
import type { Rule, RulesetDefinition } from '../definition/ruleset.ts';
import { dictionary, param } from '../rules/conditions.fixture.ts';
import { runRuleExamples } from './ruleset.ts';

const words = (text: string) => ({ zh: text, en: text });

function rule(id: string, conditions: Rule['conditions']): Rule {
  return {
    id,
    key: id,
    name: words(id),
    stage: 'after',
    record: 'case',
    theme: words('业扩'),
    severity: 'R2',
    params: { limit: param(100) },
    conditions,
    event: { type: 'finding' },
    message: words('—'),
    rectification: words('—'),
  };
}

const ruleset: RulesetDefinition = {
  kind: 'ruleset',
  id: 'set',
  name: words('规则'),
  rules: [
    rule('large', { fact: 'kva', operator: 'greaterThan', value: { param: 'limit' } }),
    rule('unchecked', {
      not: {
        fact: 'step_result',
        params: { step: 'check' },
        operator: 'equal',
        value: 'pass',
      },
    }),
    rule('late', {
      fact: 'working_days',
      params: { from: 'planned_on', to: 'checked_at' },
      operator: 'greaterThan',
      value: 5,
    }),
  ],
};

const pack: Pack = {
  definitions: [
    ruleset,
    { kind: 'facts', id: 'facts', name: words('数据项'), facts: dictionary },
    {
      kind: 'calendar',
      id: 'cn',
      name: words('日历'),
      zone: 'Asia/Shanghai',
      workdays: [1, 2, 3, 4, 5],
      covers: { from: '2026-01-01', to: '2026-12-31' },
      days: [],
      source: words('—'),
    },
  ],
};

function row(given: RuleExample['given'], then: RuleExample['then']): RuleExample {
  return { title: 'row', given, then };
}

async function run(example: RuleExample) {
  return (await runRuleExamples(ruleset, [example], pack))[0];
}

describe('an example holds', () => {
  test.each([
    ['a hit', row({ kva: 101 }, { hits: ['large'], unknown: ['late'] })],
    ['a pass', row({ kva: 100 }, { passes: ['large'] })],
    ['nothing said of the others', row({}, {})],
    [
      'a computed fact given by its reading',
      row({ 'step_result(step=check)': null }, { hits: ['unchecked'] }),
    ],
    [
      'time worked out from given moments',
      row({ planned_on: '2026-03-02', checked_at: '2026-03-10T01:00:00Z' }, { hits: ['late'] }),
    ],
    [
      'and not beyond what the calendar covers',
      row({ planned_on: '2026-03-02', checked_at: '2027-03-10T01:00:00Z' }, { unknown: ['late'] }),
    ],
  ])('%s', async (_, example) => {
    expect(await run(example)).toEqual({ title: 'row', passed: true, differences: [] });
  });
});

describe('an example fails and says what differs', () => {
  test.each([
    [
      row({ kva: 100 }, { hits: ['large'] }),
      ['large should hit, but passes'],
      'large 应命中，实为不命中',
    ],
    [
      row({ kva: 101 }, { passes: ['large'] }),
      ['large should pass, but hits'],
      'large 应不命中，实为命中',
    ],
    [
      row({}, { passes: ['large'] }),
      ['large should pass, but is unknown (missing: kva)'],
      'large 应不命中，实为无法判断（缺少：kva）',
    ],
    [row({}, { hits: ['gone'] }), ['there is no rule gone'], '没有规则 gone'],
    [
      row({ kva: '101' }, { hits: ['large', 'unchecked'] }),
      [
        'large should hit, but is unknown (missing: kva)',
        'unchecked should hit, but is unknown (missing: step_result)',
      ],
      'large 应命中，实为无法判断（缺少：kva）',
    ],
  ])('%j', async (example, english, chinese) => {
    const outcome = await run(example);
    expect(outcome).toMatchObject({ title: 'row', passed: false });
    expect(outcome?.differences.map(({ en }) => en)).toEqual(english);
    expect(outcome?.differences[0]?.zh).toBe(chinese);
  });
});

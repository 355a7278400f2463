import { describe, expect, test } from 'vitest';
import type { Rule } from '../definition/ruleset.ts';
import { checkRule } from './check-rule.ts';
import { dictionary, param } from './conditions.fixture.ts';

const words = (text: string) => ({ zh: text, en: text });

const rule: Rule = {
  id: 'A13',
  key: 'check_ot',
  name: words('检验超时'),
  stage: 'during',
  record: 'step',
  theme: words('业扩'),
  severity: 'R2',
  params: { wd: param(5, 'wd') },
  conditions: { fact: 'used_wd', operator: 'greaterThan', value: { param: 'wd' } },
  event: { type: 'finding' },
  message: words('{customer} 已用 {used_wd}，时限 {wd}'),
  rectification: words('补办'),
};

function check(changes: Partial<Rule>) {
  const posts = new Set(['head']);
  const found = checkRule(
    { ...rule, ...changes },
    { facts: dictionary, posts, flows: new Set(['hv']) },
  );
  return found.map(({ level, code, at }) => `${level} ${code} ${at}`);
}

describe('accepted', () => {
  test.each<[string, Partial<Rule>]>([
    ['a rule during', {}],
    ['a rule that blocks before', { stage: 'before', blocks: true, override_post: 'head' }],
    ['a period of one day', { valid_from: '2026-01-01', valid_to: '2026-01-01' }],
    ['a flow', { flows: ['hv'] }],
  ])('%s', (_, changes) => {
    expect(check(changes)).toEqual([]);
  });
});

describe('refused or warned of', () => {
  test.each<[string, Partial<Rule>, string]>([
    [
      'its condition',
      { conditions: { fact: 'used_wd', operator: 'greaterThan', value: { param: 'days' } } },
      'error unknown_parameter /conditions/value',
    ],
    ['a stop after the fact', { blocks: true }, 'error blocks_not_before /blocks'],
    [
      'a stop of a finding',
      { stage: 'before', record: 'finding' },
      'error stage_without_action /record',
    ],
    [
      'an override of nothing',
      { override_post: 'head' },
      'warning override_without_block /override_post',
    ],
    ['no such post', { override_post: 'chief' }, 'error unknown_reference /override_post'],
    ['no such flow', { flows: ['hv', 'lv'] }, 'error unknown_reference /flows/1'],
    [
      'an end before the beginning',
      { valid_from: '2026-02-01', valid_to: '2026-01-01' },
      'error validity_reversed /valid_to',
    ],
    ['words of nothing', { message: words('{nothing}') }, 'error placeholder_unknown /message/zh'],
    [
      'words without arguments',
      { rectification: words('{working_days}') },
      'error placeholder_unknown /rectification/en',
    ],
    [
      'words of another record',
      { record: 'case', message: words('{handler_id}') },
      'error record_lacks_fact /message/zh',
    ],
    [
      'a threshold of nothing',
      { params: { wd: param(5), h: param(1) } },
      'warning parameter_unused /params/h',
    ],
    [
      'an edition of another type',
      { params: { wd: { ...param(5), editions: [{ from: '2026-07-01', ...param('x') }] } } },
      'error edition_other_type /params/wd/editions/0/value',
    ],
    [
      'two editions from one day',
      {
        params: {
          wd: {
            ...param(5),
            editions: [
              { from: '2026-07-01', ...param(4) },
              { from: '2026-07-01', ...param(3) },
            ],
          },
        },
      },
      'error duplicate_id /params/wd/editions/1/from',
    ],
  ])('%s', (_, changes, problem) => {
    expect(check(changes)).toContain(problem);
  });
});

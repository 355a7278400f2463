import { describe, expect, it, test } from 'vitest';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { givenSource } from '@flowmeter/engine/examples/given.ts';
import { explain } from '@flowmeter/engine/rules/explain.ts';
import { rulesDocument } from '../../document/rules/rules.fixture.ts';
import { decisive } from './because.ts';
import { withClaim } from './claim.ts';
import { runRows } from './example-run.ts';
import { rowsAbout } from './outcomes.ts';
import { readingsOf, withGiven } from './readings.ts';
import { readRule, readSet, writtenSet } from './written.ts';

const pack: Pack = { definitions: [] };
const { set, examples } = rulesDocument();
const [rule] = set.rules as [(typeof set.rules)[number]];
const terms = { facts: {}, record: 'step', today: () => '2026-01-01' };

const always = () => true;
const rows = examples!.rows;
const becauseOf = (given: Record<string, string | number>) =>
  decisive(explain(rule.conditions, rule.params, givenSource(given, pack), {})).map(({ en }) => en);

describe('examples run beside the rules', () => {
  it('say of each rule what was agreed and what comes of it', async () => {
    const outcomes = await runRows(set, rows, pack, always);
    expect(outcomes!.map(({ holds }) => holds)).toEqual([true, true]);
    const changed = structuredClone(set);
    changed.rules[0]!.params!['most']!.value = 20;
    const red = await runRows(changed, rows, pack, always);
    expect(rowsAbout(red!, rule).map(({ claim }) => claim)).toEqual([
      { rule: 'R01', expected: 'hits', actual: 'passes' },
      { rule: 'R01', expected: 'passes', actual: 'passes' },
    ]);
  });

  it('stop when nobody waits for them, and name rows that are none', async () => {
    expect(await runRows(set, rows, pack, () => false)).toBeUndefined();
    const odd = await runRows(set, [{ no: 'row' }], pack, always);
    expect(odd).toEqual([{ row: undefined, claims: [], holds: false }]);
  });

  it('agree otherwise about one rule only', () => {
    const row = { title: 't', given: {}, then: { hits: ['R01', 'R02'] } };
    expect(withClaim(row, 'R01', 'passes').then).toEqual({ hits: ['R02'], passes: ['R01'] });
  });
});

describe('why', () => {
  it('names what decided the answer, and nothing else', () => {
    expect(becauseOf({ step_id: 'check', used_wd: 9 })).toHaveLength(2);
    expect(becauseOf({ step_id: 'other', used_wd: 9 })).toEqual([
      expect.stringContaining('does not hold'),
    ]);
    expect(becauseOf({ step_id: 'check' })).toEqual([expect.stringContaining('cannot be decided')]);
  });
});

describe('a record to try', () => {
  it('has what the rule reads, each once, and what is given besides', () => {
    const fields = readingsOf(rule, { extra: 1 }, terms, {});
    expect(fields.map(({ name }) => name)).toEqual(['step_id', 'used_wd', 'extra']);
  });

  it('has its steps by name where they are known', () => {
    const steps = [{ id: 'check', name: { zh: '查', en: 'Check' } }];
    const [step] = readingsOf(rule, {}, { ...terms, steps }, {});
    expect(step!.fact).toMatchObject({ type: 'enum', options: [{ value: 'check' }] });
  });

  it('loses what is left empty', () => {
    expect(withGiven({ a: 1, b: null }, 'a', undefined)).toEqual({ b: null });
  });
});

describe('a rule written as JSON', () => {
  const written = JSON.stringify(rule);

  it('is read back', () => {
    expect(readRule(written, 'R01')).toEqual({ ok: true, value: rule });
  });

  const without = { ...rule, conditions: { all: [] } };
  const path = { fact: 'a', operator: 'equal', value: 1, path: '$.b' };

  test.each([
    ['another id', written.replace('"R01"', '"R77"'), 'id_fixed', '/id'],
    ['a field there is not', written.replace('"severity"', '"severe"'), 'schema', '/severity'],
    ['an empty group', JSON.stringify(without), 'empty_condition', '/conditions/all'],
    ['a path', JSON.stringify({ ...rule, conditions: path }), 'path_refused', '/conditions/path'],
  ])('is refused with its place: %s', (_name, text, code, at) => {
    expect(readRule(text, 'R01')).toEqual({
      ok: false,
      problems: expect.arrayContaining([expect.objectContaining({ code, at })]),
    });
  });

  it('is refused where it is no JSON', () => {
    expect(readRule('{', 'R01')).toMatchObject({ ok: false, problems: [{ code: 'not_json' }] });
  });
});

describe('a whole rule set written as JSON', () => {
  const written = writtenSet(set);

  it('is read back', () => {
    expect(readSet(written, set.id)).toEqual({ ok: true, value: set });
  });

  const withRule = (change: object) =>
    JSON.stringify({ ...set, rules: [rule, { ...set.rules[1], ...change }] });
  const path = { fact: 'a', operator: 'equal', value: 1, path: '$.b' };

  test.each([
    ['another id', JSON.stringify({ ...set, id: 'other' }), 'id_fixed', '/id'],
    [
      'another kind',
      JSON.stringify({ id: set.id, name: set.name, kind: 'facts', facts: {} }),
      'id_fixed',
      '/id',
    ],
    ['rules that are no list', JSON.stringify({ ...set, rules: {} }), 'schema', '/rules'],
    ['no rules', JSON.stringify({ ...set, rules: undefined }), 'schema', '/rules'],
    ['a rule that is none', JSON.stringify({ ...set, rules: [rule, 1] }), 'schema', '/rules/1'],
    ['a wrong field', withRule({ severity: 'R9' }), 'schema', '/rules/1/severity'],
    [
      'an empty group',
      withRule({ conditions: { all: [] } }),
      'empty_condition',
      '/rules/1/conditions/all',
    ],
    ['a path', withRule({ conditions: path }), 'path_refused', '/rules/1/conditions/path'],
  ])('is refused with its place: %s', (_name, text, code, at) => {
    expect(readSet(text, set.id)).toEqual({
      ok: false,
      problems: expect.arrayContaining([expect.objectContaining({ code, at })]),
    });
  });

  it('names what is wrong with a condition once, beside what else is wrong', () => {
    const text = withRule({ severity: 'R9', conditions: { all: [] } });
    const read = readSet(text, set.id) as { problems: { code: string; at: string }[] };
    expect(read.problems.map(({ code, at }) => [code, at])).toEqual([
      ['schema', '/rules/1/severity'],
      ['empty_condition', '/rules/1/conditions/all'],
    ]);
  });

  it('is refused where it is no JSON', () => {
    expect(readSet('{', set.id)).toMatchObject({ ok: false, problems: [{ code: 'not_json' }] });
  });
});

import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Condition } from '../definition/condition.ts';
import { asked, dictionary, hostileFacts, param, recordOf } from './conditions.fixture.ts';
import { describe as describeCondition, explain, messageOf, type Reason } from './explain.ts';
import { interpret } from './interpret.ts';

const params = { limit: param(100, 'kVA'), some: param(['shop', 'works']) };
const names: Record<string, { zh: string; en: string }> = {
  survey: { zh: '现场勘查', en: 'Site survey' },
};
const wording = {
  zone: 'Asia/Shanghai',
  nameOf: (fact: string, id: string) => (fact === 'step_id' ? names[id] : undefined),
};

function say(condition: unknown) {
  return describeCondition(condition as Condition, params, dictionary, wording);
}

function reason(condition: unknown, values: Record<string, unknown>): Reason {
  return explain(condition as Condition, params, recordOf(values), dictionary, wording);
}

function compare(fact: string, operator: string, value: unknown = true, args?: unknown) {
  return { fact, operator, value, ...(args === undefined ? {} : { params: args }) };
}

const important = compare('important', 'equal');
const large = compare('kva', 'greaterThanInclusive', 100);

describe('a condition in words', () => {
  test.each<[unknown, string, string]>([
    [large, '用电容量 ≥ 100 kVA', 'Capacity ≥ 100 kVA'],
    [important, '重要客户 = 是', 'Important customer = yes'],
    [compare('important', 'notEqual', false), '重要客户 ≠ 否', 'Important customer ≠ no'],
    [compare('category', 'equal', 'shop'), '用电类别 = 商业', 'Category = Commercial'],
    [
      compare('category', 'in', { param: 'some' }),
      '用电类别 属于 商业、工业（参数 some）',
      'Category in Commercial, Industrial (parameter some)',
    ],
    [
      compare('kva', 'lessThan', { param: 'limit' }),
      '用电容量 < 100 kVA（参数 limit）',
      'Capacity < 100 kVA (parameter limit)',
    ],
    [compare('kva', 'lessThan', { param: 'x' }), '用电容量 < 参数 x', 'Capacity < parameter x'],
    [compare('kva', 'lessThan', { fact: 'load' }), '用电容量 < 最大负荷', 'Capacity < Peak load'],
    [compare('signed_on', 'isNull'), '签订日期 为空', 'Signed on is empty'],
    [compare('customer', 'contains', '电力'), '客户名称 包含 “电力”', 'Customer contains “电力”'],
    [
      compare('checked_at', 'lessThan', '2026-02-11T16:00:05Z'),
      '检验时间 < 2026-02-12 00:00:05',
      'Checked at < 2026-02-12 00:00:05',
    ],
    [compare('step_id', 'equal', 'survey'), '环节 = 现场勘查', 'Step = Site survey'],
    [
      compare('step_result', 'equal', 'pass', { step: 'survey' }),
      '环节结论（现场勘查）= 通过',
      'Result of a step (Site survey) = Passed',
    ],
    [
      compare('working_days', 'greaterThan', 5, { from: 'accepted_at', to: 'now' }),
      '工作日数（受理时间 → 当前时间）> 5 工作日',
      'Working days (Accepted at → Now) > 5 working days',
    ],
    [
      { all: [important, large] },
      '重要客户 = 是 且 用电容量 ≥ 100 kVA',
      'Important customer = yes and Capacity ≥ 100 kVA',
    ],
    [
      { any: [{ all: [important, large] }, compare('sources', 'equal', 2)] },
      '（重要客户 = 是 且 用电容量 ≥ 100 kVA）或 电源数 = 2',
      '(Important customer = yes and Capacity ≥ 100 kVA) or Sources = 2',
    ],
    [{ not: { any: [important] } }, '非（重要客户 = 是）', 'not (Important customer = yes)'],
    [{ all: [{ any: [important] }] }, '重要客户 = 是', 'Important customer = yes'],
    [compare('gone', 'near', 1), 'gone near 1', 'gone near 1'],
  ])('%j', (condition, zh, en) => {
    expect(say(condition)).toEqual({ zh, en });
  });
});

describe('why', () => {
  test.each<[unknown, Record<string, unknown>, string, string]>([
    [large, { kva: 630 }, '用电容量 630 kVA ≥ 100 kVA 成立', 'Capacity 630 kVA ≥ 100 kVA holds'],
    [
      large,
      { kva: 33.333333 },
      '用电容量 33.33 kVA ≥ 100 kVA 不成立',
      'Capacity 33.33 kVA ≥ 100 kVA does not hold',
    ],
    [
      large,
      {},
      '用电容量（缺数据）≥ 100 kVA 无法判断',
      'Capacity (missing) ≥ 100 kVA cannot be decided',
    ],
    [
      compare('kva', 'lessThan', { fact: 'load' }),
      { kva: 100, load: 0.001 },
      '用电容量 100 kVA < 最大负荷 0.001 kW 不成立',
      'Capacity 100 kVA < Peak load 0.001 kW does not hold',
    ],
    [
      important,
      { important: false },
      '重要客户（否）= 是 不成立',
      'Important customer (no) = yes does not hold',
    ],
    [
      compare('energised_at', 'isNull'),
      {},
      '送电时间（空）为空 成立',
      'Energised at (empty) is empty holds',
    ],
  ])('%j of %j', (condition, values, zh, en) => {
    expect(reason(condition, values)).toMatchObject({ sentence: { zh, en }, parts: [] });
  });

  test('a tree of parts, each with its own result', () => {
    const found = reason(
      { any: [{ not: important }, large, compare('load', 'equal', 1)] },
      {
        important: true,
        kva: 50,
      },
    );
    expect(found.holds).toBe('unknown');
    expect(found.sentence.zh).toBe('下列条件是否有一项成立无法判断');
    expect(found.parts.map((part) => part.holds)).toEqual([false, false, 'unknown']);
    expect(found.parts[0]?.sentence.zh).toBe('下列条件成立，取反后不成立');
    expect(found.parts[0]?.parts[0]?.sentence.zh).toBe('重要客户（是）= 是 成立');
  });

  test('says what the interpreter answers, whatever the record holds', () => {
    fc.assert(
      fc.property(asked, hostileFacts, ({ condition, params: given }, values) => {
        const source = recordOf(values);
        const found = explain(condition, given, source, dictionary);
        const truth = interpret(condition, { source, facts: dictionary, params: given });
        expect(found.holds).toBe(truth);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the words of a finding', () => {
  const message = {
    zh: '{customer}（{category}）{kva}，上限 {limit}',
    en: '{energised_at}: {load}',
  };

  test('are filled from operands and thresholds, as they are shown', () => {
    const operands = {
      customer: '晨光',
      category: 'works',
      kva: 630,
      energised_at: '2026-02-11T16:00:00Z',
    };
    expect(messageOf({ message, params }, operands, dictionary, wording)).toEqual({
      zh: '“晨光”（工业）630 kVA，上限 100 kVA',
      en: '2026-02-12 00:00: —',
    });
  });

  test('say UTC where no zone is given', () => {
    const operands = { energised_at: '2026-02-11T16:00:00Z' };
    const said = messageOf({ message, params }, operands, dictionary);
    expect(said.en).toBe('2026-02-11 16:00 UTC: —');
  });
});

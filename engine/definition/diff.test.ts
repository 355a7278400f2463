import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fieldWords } from './diff-field-words.ts';
import { pack, put, relist } from './diff.fixture.ts';
import { diff } from './diff.ts';
import { definitionKinds, type DefinitionKind } from './kinds.ts';
import { find } from './pack.ts';

const flow = find(pack, 'flow', 'supply')!;

function wordsOf(before: unknown, after: unknown) {
  return diff(before, after, pack).map(({ sentence }) => [sentence.zh, sentence.en]);
}

describe('what one change to a flow is said as', () => {
  const decision = {
    kind: 'decision',
    name: { zh: '是否重要客户', en: 'Important customer?' },
    routes: [
      {
        id: 'important',
        to: 'inspect',
        name: { zh: '重要客户', en: 'Important' },
        when: { fact: 'importance', operator: 'notEqual', value: 'none' },
      },
      { id: 'ordinary', to: 'check', name: { zh: '其他', en: 'Others' } },
    ],
  };
  const first = { fact: 'importance', operator: 'equal', value: 'first' };

  test.each<[path: string, value: unknown, zh: string, en: string]>([
    [
      'steps/accept/routes/0/to',
      'check',
      '环节“受理”的流向“通过”改为指向“竣工检验”',
      'Route “Pass” of step “Accept” now leads to “Final check”',
    ],
    [
      'steps/start/routes/0/to',
      'inspect',
      '环节“申请”的流向改为指向“中间检查”',
      'The route of step “Application” now leads to “Inspection”',
    ],
    [
      'steps/new',
      decision,
      '新增判断“是否重要客户”：重要客户（重要程度 ≠ 无）→ 中间检查；其他 → 竣工检验',
      'Added decision “Important customer?”: Important (Importance ≠ none) → Inspection; Others → Final check',
    ],
    ['steps/check', undefined, '删除人工任务“竣工检验”', 'Removed task “Final check”'],
    [
      'steps/check/name',
      { zh: '检验', en: 'Check' },
      '环节“竣工检验”改名为“检验”',
      'Step “Final check” is now called “Check”',
    ],
    [
      'steps/inspect/limits/0/value',
      3,
      '时限“中间检查-内控”由 2 工作日改为 3 工作日',
      'Limit “Inspection – internal” changed from 2 working days to 3 working days',
    ],
    [
      'limits/0/value',
      20,
      '时限“全流程-承诺”（电源数 = 1）由 22 工作日改为 20 工作日',
      'Limit “whole flow – promise” (Sources = 1) changed from 22 working days to 20 working days',
    ],
    [
      'steps/inspect/limits/0',
      undefined,
      '删除时限“中间检查-内控”：2 工作日',
      'Removed limit “Inspection – internal”: 2 working days',
    ],
    [
      'steps/inspect/limits/0/basis/kind',
      'recalled',
      '时限“中间检查-内控”的依据类别由“典型做法”改为“文件（未复核）”',
      'Kind of basis of limit “Inspection – internal” changed from “typical practice” to “recalled document”',
    ],
    [
      'steps/inspect/limits/0/when',
      first,
      '时限“中间检查-内控”增加条件：重要程度 = 一级',
      'Condition of limit “Inspection – internal” set to: Importance = first',
    ],
    [
      'steps/is_important/routes/0/when',
      first,
      '环节“是否重要”的流向“重要客户”的条件改为：重要程度 = 一级；原为：重要程度 ≠ 无',
      'Condition of route “Important” of step “Important?” is now: Importance = first; it was: Importance ≠ none',
    ],
    [
      'steps/is_important/routes/0/when',
      undefined,
      '环节“是否重要”的流向“重要客户”不再带条件',
      'Route “Important” of step “Important?” no longer has a condition',
    ],
    [
      'steps/accept/routes/1/result',
      undefined,
      '环节“受理”的流向“不受理”取消结论（原为“不通过”）',
      'Result of route “Refuse” of step “Accept” removed (was “reject”)',
    ],
    [
      'steps/accept/routes/1',
      undefined,
      '删除环节“受理”的流向“不受理”（原指向“结束”）',
      'Removed route “Refuse” of step “Accept” (it led to “End”)',
    ],
    [
      'steps/check/assign/post',
      'clerk',
      '环节“竣工检验”的办理岗位由“主任”改为“营业员”',
      'Post in charge of step “Final check” changed from “Head” to “Clerk”',
    ],
    [
      'steps/inspect/clock',
      'utility',
      '环节“中间检查”的计时方由“客户”改为“本企业”',
      'Clock owner of step “Inspection” changed from “the customer” to “the utility”',
    ],
    [
      'steps/check/legal',
      true,
      '环节“竣工检验”设为法定环节，不可简化',
      'Step “Final check” is now required by law',
    ],
    [
      'outcomes/0/name',
      { zh: '完成', en: 'Finished' },
      '办理结果“办结”改名为“完成”',
      'Outcome “Completed” is now called “Finished”',
    ],
    [
      'audits/after/0',
      undefined,
      '流程“新装”的结果稽查规则去掉“A15 超时限”',
      '“A15 Over the limit” removed from the audit rules at the end of flow “New supply”',
    ],
    [
      'name',
      { zh: '报装', en: 'Supply' },
      '流程“新装”改名为“报装”',
      'Flow “New supply” is now called “Supply”',
    ],
  ])('%s: %j', (path, value, zh, en) => {
    expect(wordsOf(flow, put(flow, path, value))).toEqual([[zh, en]]);
  });

  test('a route that is asked earlier', () => {
    const after = relist(flow, 'steps/accept/routes', ([one, two, three]) => [three, one, two]);
    expect(wordsOf(flow, after)).toEqual([
      [
        '环节“受理”的流向“撤回”由第 3 位调到第 1 位',
        'Route “Withdraw” of step “Accept” moved from place 3 to 1',
      ],
    ]);
  });

  test('a rule that is asked earlier', () => {
    const after = put(flow, 'audits/after', ['A16', 'A15']);
    expect(wordsOf(flow, after)[0]?.[0]).toBe(
      '流程“新装”的结果稽查规则中“A16 超长”由第 2 位调到第 1 位',
    );
  });

  test('a route, a form field, a limit and a rule that are new', () => {
    const way = {
      id: 'skip',
      to: 'check',
      name: { zh: '免检', en: 'Skip' },
      when: { fact: 'sources', operator: 'equal', value: 1 },
    };
    const limits = flow.limits.slice(0, 1).map((one) => ({ ...one, layer: 'internal' }));
    let after = relist(flow, 'steps/is_important/routes', (list) => [way, ...list]);
    after = relist(after, 'steps/check/form', () => [{ fact: 'capacity', optional: true }]);
    after = put(after, 'steps/accept/limits', limits);
    after = put(after, 'steps/check/audits/before', ['A16']);
    expect(wordsOf(flow, after).map(([zh]) => zh)).toEqual([
      '新增时限“受理-内控”：22 工作日',
      '新增环节“是否重要”的流向“免检”，指向“竣工检验”，条件：电源数 = 1',
      '环节“竣工检验”的表单新增“容量”（选填）',
      '环节“竣工检验”的事前稽查规则新增“A16 超长”',
    ]);
  });

  test('the step and the route concerned are named for the canvas', () => {
    const [changed] = diff(flow, put(flow, 'steps/accept/routes/0/to', 'check'), pack);
    expect(changed).toMatchObject({
      kind: 'changed',
      pointer: '/steps/accept/routes/0/to',
      step: 'accept',
      route: 'ok',
      before: 'inspect',
      after: 'check',
    });
    const [removed] = diff(flow, put(flow, 'steps/accept/routes/1', undefined), pack);
    expect(removed).toMatchObject({ kind: 'removed', step: 'accept', route: 'no' });
    const [limit] = diff(flow, put(flow, 'limits/0/value', 1), pack);
    expect(limit).toMatchObject({ step: null, route: null });
  });

  test('a document that was not there is one addition', () => {
    expect(diff(null, flow, pack)).toMatchObject([
      { kind: 'added', pointer: '', sentence: { zh: '新增流程“新装”' } },
    ]);
  });
});

describe('what one change to another definition is said as', () => {
  const days = [
    { date: '2026-10-01', off: true, name: '国庆节' },
    { date: '2026-10-10', off: false, name: '调休' },
  ];

  test.each<[kind: DefinitionKind, id: string, path: string, value: unknown, zh: string]>([
    ['ruleset', 'audits', 'rules/0/severity', 'R1', '规则“A15 超时限”的级别由“R2”改为“R1”'],
    [
      'ruleset',
      'audits',
      'rules/0/params/most/value',
      25,
      '规则“A15 超时限”的参数“most”的取值由30改为25',
    ],
    [
      'ruleset',
      'audits',
      'rules/0/conditions',
      { fact: 'sources', operator: 'greaterThanInclusive', value: { param: 'most' } },
      '规则“A15 超时限”的条件改为：电源数 ≥ 30 工作日（参数 most）；原为：全程历时（工作日）> 30 工作日（参数 most）',
    ],
    ['ruleset', 'audits', 'rules/1', undefined, '删除规则“A16 超长”'],
    ['facts', 'facts', 'facts/capacity/nullable', true, '数据项“容量”增加可为空：是'],
    [
      'facts',
      'facts',
      'facts/importance/options/1/name',
      { zh: '特级', en: 'special' },
      '数据项“重要程度”的选项“一级”改名为“特级”',
    ],
    ['facts', 'facts', 'facts/sources', undefined, '删除数据项“电源数”'],
    ['organisation', 'org', 'people/0/roles', ['clerk', 'admin'], '人员“李”的角色新增“系统管理员”'],
    ['organisation', 'org', 'conflicts/0', undefined, '删除不相容岗位“营业员、主任”'],
    ['calendar', 'cn', 'workdays', [1, 2, 3, 4, 5, 6], '日历“工作日历”的每周工作日新增周六'],
    ['calendar', 'cn', 'days/0/off', false, '2026-10-01（国庆节）的休息由是改为否'],
    ['calendar', 'cn', 'days', days, '新增2026-10-10（调休）'],
    [
      'calendar',
      'cn',
      'covers/to',
      '2027-12-31',
      '日历“工作日历”的公布截止日由“2026-12-31”改为“2027-12-31”',
    ],
    ['scorecard', 'team', 'items/0/weight', 50, '考核指标“K1”的权重由60改为50'],
    ['scorecard', 'team', 'pay/bands/0/coefficient', 1.1, '分档“A”的绩效系数由1.2改为1.1'],
    [
      'connector',
      'meters',
      'url',
      'https://other.example/hook',
      '连接器“表计系统”的目标地址由“https://meters.example/hook”改为“https://other.example/hook”',
    ],
    ['connector', 'meters', 'tries', 3, '连接器“表计系统”增加尝试次数：3'],
    ['connector', 'meters', 'takes/0', undefined, '删除取回的数据项“容量”'],
    [
      'connector',
      'meters',
      'takes/0/path',
      ['data', 'capacity'],
      '取回的数据项“容量”的取值位置新增“data”',
    ],
  ])('%s %s: %s', (kind, id, path, value, zh) => {
    const before = find(pack, kind, id)!;
    expect(wordsOf(before, put(before, path, value)).map(([words]) => words)).toEqual([zh]);
  });

  test('words that changed in one language only are told in that one', () => {
    const before = find(pack, 'ruleset', 'audits')!;
    const after = put(before, 'rules/0/message', { zh: '超过时限', en: 'Too late' });
    expect(wordsOf(before, after).map(([, words]) => words)).toEqual([
      'Message of rule “A15 Over the limit” changed from “超时限” to “超过时限”',
    ]);
  });
});

describe('every field of every schema has words', () => {
  test.each(Object.keys(definitionKinds) as DefinitionKind[])('%s', (kind) => {
    const fields = [...fieldsIn(z.toJSONSchema(definitionKinds[kind].schema))];
    expect(fields.filter((field) => fieldWords(kind, field) === undefined)).toEqual([]);
  });
});

const words = new Set(['zh', 'en']);

function* fieldsIn(node: unknown): Generator<string> {
  const { properties = {} } = node as { properties?: object };
  yield* Object.keys(properties).filter((field) => !words.has(field));
  for (const child of Object.values(node as object).filter((one) => one instanceof Object)) {
    yield* fieldsIn(child);
  }
}

import { describe, expect, it } from 'vitest';
import type { Condition } from '../definition/condition.ts';
import type { FactsDefinition } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Rule, RulesetDefinition } from '../definition/ruleset.ts';
import type { Step } from '../steps/registry.ts';
import { checkFacts } from './check-facts.ts';
import { decision, end, flowOf, parallel, start, task } from './flows.fixture.ts';

const name = { zh: '名', en: 'name' };

const facts: FactsDefinition = {
  kind: 'facts',
  id: 'facts',
  name,
  facts: {
    n: { name, type: 'integer' },
    day: { name, type: 'date' },
    perhaps: { name, type: 'integer', nullable: true },
  },
};

/** A rule that stops the completion of a step if `n` is 1, and one that only tells. */
const rule: Rule = {
  id: 'stops',
  key: 'stops',
  name,
  stage: 'before',
  record: 'case',
  theme: name,
  severity: 'R1',
  conditions: { fact: 'n', operator: 'equal', value: 1 },
  event: { type: 'finding' },
  blocks: true,
  message: name,
  rectification: name,
};
const rules: RulesetDefinition = {
  kind: 'ruleset',
  id: 'rules',
  name,
  rules: [rule, { ...rule, id: 'tells', blocks: false }],
};

type Entry = { fact: string; optional?: boolean; readonly?: boolean };

const form = (step: Step, ...entries: Entry[]): Step => ({ ...step, form: entries }) as Step;
const audited = (step: Step): Step =>
  ({ ...step, audits: { before: ['stops', 'tells'], during: [] } }) as Step;
const asks = (when: Condition): Step => {
  const [first, ...rest] = decision(['e', 'e']).routes;
  return { ...decision(['e', 'e']), routes: [{ ...first, when }, ...rest] } as Step;
};

/** `<place>: <code>`, with a mark where it is only a warning. */
function found(steps: Record<string, Step>, more: Partial<FlowDefinition> = {}): string[] {
  const flow = { ...flowOf({ ...steps, e: end() }), ...more };
  return checkFacts(flow, { definitions: [facts, rules] }).map(
    ({ code, at, level }) => `${at}: ${code}${level === 'warning' ? '?' : ''}`,
  );
}

const never = ['/steps/d/routes/0/when: fact_never_entered'];
const maybe = ['/steps/d/routes/0/when: fact_maybe_missing?'];
const d = decision(['e', 'e']);
const n = { fact: 'n' };

describe('a fact that a decision reads', () => {
  it.each<[string, Record<string, Step>]>([
    ['is required before it', { s: start('a'), a: form(task('d'), n), d }],
    ['is required at the start', { s: form(start('a'), n), a: task('d'), d }],
    [
      'is required in one of the branches before it',
      {
        s: start('p'),
        p: parallel({ x: 'a', y: 'b' }, 'd'),
        a: form(task('ae', 'x'), n),
        ae: end('x'),
        b: task('be', 'y'),
        be: end('y'),
        d,
      },
    ],
    [
      'is required on each of two ways',
      { s: start('a'), a: task(['b', 'c']), b: form(task('d'), n), c: form(task('d'), n), d },
    ],
    [
      'may legitimately not be there',
      { s: start('d'), d: asks({ fact: 'perhaps', operator: 'equal', value: 1 }) },
    ],
    ['is never asked, because the decision is never reached', { s: start('e'), d }],
  ])('%s', (_title, steps) => {
    expect(found(steps)).toEqual([]);
  });

  it.each<[string, Record<string, Step>]>([
    ['nowhere', { s: start('d'), d }],
    ['only after it', { s: start('d'), d: decision(['a', 'e']), a: form(task('e'), n) }],
    ['only to be read', { s: start('a'), a: form(task('d'), { ...n, readonly: true }), d }],
    [
      'nowhere, though a computed fact reads it',
      {
        s: start('d'),
        d: asks({ fact: 'days', params: { from: 'day', to: 'now' }, operator: 'equal', value: 1 }),
      },
    ],
  ])('is entered %s: the case could never go on', (_title, steps) => {
    expect(found(steps)).toEqual(never);
  });

  it.each<[string, Record<string, Step>]>([
    ['if somebody wants', { s: start('a'), a: form(task('d'), { ...n, optional: true }), d }],
    ['on one of two ways', { s: start('a'), a: task(['b', 'd']), b: form(task('d'), n), d }],
    ['on a way round', { s: start('d'), d: decision(['a', 'e']), a: form(task(['d', 'e']), n) }],
    [
      'in a branch beside it',
      {
        s: start('p'),
        p: parallel({ x: 'd', y: 'b' }, 'e'),
        d: decision(['de', 'de'], 'x'),
        de: end('x'),
        b: form(task('be', 'y'), n),
        be: end('y'),
      },
    ],
    [
      'at one of two ends of a branch',
      {
        s: start('p'),
        p: parallel({ x: 'a', y: 'b' }, 'd'),
        a: task(['c', 'ae'], 'x'),
        c: form(task('ae2', 'x'), n),
        ae: end('x'),
        ae2: end('x'),
        b: task('be', 'y'),
        be: end('y'),
        d,
      },
    ],
  ])('is entered only %s: worth a look', (_title, steps) => {
    expect(found(steps)).toEqual(maybe);
  });
});

describe('a fact that says whether a limit applies', () => {
  const basis = { kind: 'typical', source: name } as const;
  const when: Condition = { fact: 'n', operator: 'equal', value: 1 };
  const limits = [
    { id: 'one', layer: 'internal', value: 1, unit: 'wd', calendar: 'cn', basis, when } as const,
  ];

  it('of the case is needed when it is opened', () => {
    const late = { s: start('a'), a: form(task('e'), n) };
    expect(found(late, { limits })).toEqual(['/limits/0/when: fact_never_entered']);
    expect(found({ s: form(start('e'), n) }, { limits })).toEqual([]);
    const perhaps = { s: form(start('e'), { ...n, optional: true }) };
    expect(found(perhaps, { limits })).toEqual(['/limits/0/when: fact_maybe_missing?']);
  });

  it('of a task is needed when it is reached', () => {
    const limited = { ...task('e'), limits } as Step;
    expect(found({ s: start('a'), a: limited })).toEqual([
      '/steps/a/limits/0/when: fact_never_entered',
    ]);
    expect(found({ s: form(start('a'), n), a: limited })).toEqual([]);
  });
});

describe('a fact that a pre-audit reads', () => {
  const a = audited(task('e'));

  it.each<[string, Record<string, Step>, string[]]>([
    ['is entered with the step', { s: start('a'), a: form(a, n) }, []],
    ['is entered before it', { s: form(start('a'), n), a }, []],
    ['is never entered', { s: start('a'), a }, ['/steps/a/audits/before/0: fact_never_entered']],
    [
      'may be left out',
      { s: start('a'), a: form(a, { ...n, optional: true }) },
      ['/steps/a/audits/before/0: fact_maybe_missing?'],
    ],
  ])('%s', (_title, steps, expected) => {
    expect(found(steps)).toEqual(expected);
  });
});

/** Blocks within blocks, each in the first branch of the one before; the outermost leads to `to`. */
function nested(depth: number, to: string): Record<string, Step> {
  const levels = Array.from({ length: depth }, (_, at): [string, Step][] => {
    const around = at === 0 ? undefined : `x${at - 1}`;
    const first = at === depth - 1 ? `xe${at}` : `p${at + 1}`;
    const after = at === 0 ? to : `f${at}`;
    return [
      [`p${at}`, parallel({ [`x${at}`]: first, [`y${at}`]: `ye${at}` }, after, around)],
      [`xe${at}`, end(`x${at}`)],
      [`ye${at}`, end(`y${at}`)],
      [`f${at}`, end(around)],
    ];
  });
  return Object.fromEntries(levels.flat());
}

it('answers at once for blocks nested deep', () => {
  expect(found({ s: start('p0'), ...nested(400, 'd'), d })).toEqual(never);
});

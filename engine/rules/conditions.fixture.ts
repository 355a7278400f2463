/** Generated facts and conditions that pass every check, and a few facts to write tests about. */
import fc from 'fast-check';
import type { FactDictionary } from '../case/forms.ts';
import type { Comparison, Condition, Operand } from '../definition/condition.ts';
import type { Fact, FactValue, FactValues, ListItem } from '../definition/facts.ts';
import { comparable, type RuleParams } from './operands.ts';
import { operatorIds, operators, type OperatorId } from './operators.ts';
import type { FactSource } from './source.ts';

const both = (zh: string, en: string) => ({ zh, en });

export const dictionary: FactDictionary = {
  kva: { name: both('用电容量', 'Capacity'), type: 'number', unit: 'kVA' },
  load: { name: both('最大负荷', 'Peak load'), type: 'number', unit: 'kW' },
  sources: { name: both('电源数', 'Sources'), type: 'integer' },
  important: { name: both('重要客户', 'Important customer'), type: 'boolean' },
  category: {
    name: both('用电类别', 'Category'),
    type: 'enum',
    options: [
      { value: 'home', name: both('居民', 'Residential') },
      { value: 'shop', name: both('商业', 'Commercial') },
      { value: 'works', name: both('工业', 'Industrial') },
    ],
  },
  customer: { name: both('客户名称', 'Customer'), type: 'string' },
  signed_on: { name: both('签订日期', 'Signed on'), type: 'date', nullable: true },
  planned_on: { name: both('计划日期', 'Planned for'), type: 'date' },
  energised_at: { name: both('送电时间', 'Energised at'), type: 'datetime', nullable: true },
  checked_at: { name: both('检验时间', 'Checked at'), type: 'datetime' },
};

export const basis = {
  kind: 'typical' as const,
  source: both('惯例', 'Practice'),
};

export function param(value: RuleParams[string]['value'], unit?: string): RuleParams[string] {
  return { value, basis, ...(unit === undefined ? {} : { unit }) };
}

/** A record that has these facts and no others. */
export function recordOf(values: Readonly<Record<string, unknown>>): FactSource {
  return {
    read: (fact) => (Object.hasOwn(values, fact) ? (values[fact] as FactValue) : undefined),
  };
}

const days = ['2026-02-11', '2026-02-12', '2026-02-26'];
const instants = [
  '2026-02-11T15:59:59.000Z',
  '2026-02-11T16:00:00.000Z',
  '2026-02-12T00:00:00+08:00',
  '2026-02-12T00:00:00.001+08:00',
];

/** Few values of each type, so that generated operands often meet. */
const valuesOf: Record<Fact['type'], fc.Arbitrary<ListItem>> = {
  number: fc.constantFrom(-1, -0, 0, 0.5, 99.99, 100, 1e21),
  integer: fc.constantFrom(-1, 0, 1, 2, 100),
  boolean: fc.boolean(),
  enum: fc.constantFrom('home', 'shop', 'works'),
  string: fc.constantFrom('', 'a', 'ab', '9', '10', '电力', '__proto__'),
  text: fc.constantFrom('', 'a', 'ab'),
  date: fc.constantFrom(...days),
  datetime: fc.constantFrom(...instants),
  // No operator compares lists.
  list: fc.constant('none'),
};

/** Values of every fact; facts that may be null sometimes are. */
export const knownFacts: fc.Arbitrary<FactValues> = fc.record(
  Object.fromEntries(
    Object.entries(dictionary).map(([id, fact]) => [
      id,
      fact.nullable ? fc.option(valuesOf[fact.type], { freq: 3 }) : valuesOf[fact.type],
    ]),
  ),
);

/** Some facts are not there at all, and some are no value of their type. */
export const hostileFacts: fc.Arbitrary<Record<string, unknown>> = fc.record(
  Object.fromEntries(
    Object.entries(dictionary).map(([id, fact]) => [
      id,
      fc.oneof({ weight: 3, arbitrary: valuesOf[fact.type] }, fc.anything()),
    ]),
  ),
  { requiredKeys: [] },
);

/** A condition with the thresholds it names. */
export interface Asked {
  condition: Condition;
  params: RuleParams;
}

const anyOf = <T>(values: readonly T[]) => fc.constantFrom(...(values as [T, ...T[]]));

function operandFor(fact: Fact, operator: OperatorId): fc.Arbitrary<[Operand, RuleParams]> {
  const { takes } = operators[operator];
  if (takes === 'nothing') return fc.constant([true, {}]);
  const one = valuesOf[fact.type];
  const literal: fc.Arbitrary<RuleParams[string]['value']> =
    takes === 'list' ? fc.array(one, { minLength: 1, maxLength: 3 }) : one;
  const others = Object.keys(dictionary).filter((id) =>
    comparable(fact.type, dictionary[id]?.type ?? 'text'),
  );
  const asParam = fc.tuple(fc.constantFrom('p1', 'p2', 'p3'), literal);
  const choices: fc.Arbitrary<[Operand, RuleParams]>[] = [
    literal.map((value) => [value, {}]),
    asParam.map(([id, value]) => [
      { param: `${id}_${operator}` },
      { [`${id}_${operator}`]: param(value) },
    ]),
  ];
  if (takes === 'one') choices.push(anyOf(others).map((id) => [{ fact: id }, {}]));
  return fc.oneof(...choices);
}

const comparison: fc.Arbitrary<{ comparison: Comparison; params: RuleParams }> = anyOf(
  Object.entries(dictionary),
).chain(([id, fact]) =>
  anyOf(operatorIds.filter((one) => operators[one].types.some((type) => type === fact.type))).chain(
    (operator) =>
      operandFor(fact, operator).map(([value, params]) => ({
        comparison: { fact: id, operator, value },
        params,
      })),
  ),
);

/**
 * Conditions up to a depth. Thresholds of different comparisons may share a name; then the last one
 * stands, and comparisons with another type than the threshold's mean nothing: they are unknown.
 */
export const asked: fc.Arbitrary<Asked> = fc
  .array(comparison, { minLength: 1, maxLength: 12 })
  .chain((leaves) => {
    const params = Object.assign({}, ...leaves.map((one) => one.params)) as RuleParams;
    const leaf = anyOf(leaves.map((one): Condition => one.comparison));
    const { tree } = fc.letrec<{ tree: Condition }>((tie) => {
      const some = fc.array(tie('tree'), { minLength: 1, maxLength: 3 });
      return {
        tree: fc.oneof(
          { maxDepth: 4, withCrossShrink: true },
          leaf,
          some.map((all) => ({ all })),
          some.map((any) => ({ any })),
          tie('tree').map((not) => ({ not })),
        ),
      };
    });
    return tree.map((condition) => ({ condition, params }));
  });

/**
 * What json-rules-engine 7.3 answers and we keep, example by example, in every way of asking. What we do
 * not keep is refused when a rule is read: json-rules-engine.test.ts.
 */
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { expect, test } from 'vitest';
import { evaluateRecords } from '@flowmeter/engine/columns/batch.ts';
import { hasRow } from '@flowmeter/engine/columns/bitmap.ts';
import { evaluateColumns } from '@flowmeter/engine/columns/evaluate.ts';
import { columnOf } from '@flowmeter/engine/columns/write.ts';
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import { checkCondition } from '@flowmeter/engine/rules/check.ts';
import { compileRules, run } from '@flowmeter/engine/rules/compile.ts';
import { dictionary, recordOf } from '@flowmeter/engine/rules/conditions.fixture.ts';
import { interpret } from '@flowmeter/engine/rules/interpret.ts';

function is(fact: string, operator: string, value: unknown): Condition {
  return { fact, operator, value } as Condition;
}

const yes = is('important', 'equal', true);
const no = is('important', 'equal', false);
const given = { important: true };

test.each<[what: string, condition: Condition, facts: FactValues, holds: boolean]>([
  ['equal: the same number', is('kva', 'equal', 100), { kva: 100 }, true],
  ['equal: nought is nought, whatever its sign', is('kva', 'equal', 0), { kva: -0 }, true],
  ['equal: as doubles are', is('kva', 'equal', 0.3), { kva: 0.1 + 0.2 }, false],
  ['equal: text letter by letter', is('customer', 'equal', 'Ab'), { customer: 'ab' }, false],
  ['equal: text with its spaces', is('customer', 'equal', 'a'), { customer: 'a ' }, false],
  ['equal: empty text is a text', is('customer', 'equal', ''), { customer: '' }, true],
  ['equal: yes and no', no, given, false],
  ['notEqual: another number', is('kva', 'notEqual', 1), { kva: 2 }, true],
  ['notEqual: the same text', is('customer', 'notEqual', 'a'), { customer: 'a' }, false],
  ['lessThan: below', is('kva', 'lessThan', 100), { kva: 99.999 }, true],
  ['lessThan: at', is('kva', 'lessThan', 100), { kva: 100 }, false],
  ['lessThanInclusive: at', is('kva', 'lessThanInclusive', 100), { kva: 100 }, true],
  ['lessThanInclusive: above', is('kva', 'lessThanInclusive', -1), { kva: -0.5 }, false],
  ['greaterThan: above', is('kva', 'greaterThan', 1e308), { kva: Number.MAX_VALUE }, true],
  ['greaterThan: at', is('sources', 'greaterThan', 2), { sources: 2 }, false],
  ['greaterThanInclusive: at', is('sources', 'greaterThanInclusive', 2), { sources: 2 }, true],
  ['greaterThanInclusive: below', is('kva', 'greaterThanInclusive', 0), { kva: -5e-324 }, false],
  ['in: one of the list', is('category', 'in', ['home', 'shop']), { category: 'shop' }, true],
  ['in: none of the list', is('category', 'in', ['home']), { category: 'shop' }, false],
  ['in: a number of a list', is('kva', 'in', [1, 2.5]), { kva: 2.5 }, true],
  ['notIn: none of the list', is('category', 'notIn', ['home']), { category: 'shop' }, true],
  ['notIn: one of the list', is('kva', 'notIn', [1, 2]), { kva: 2 }, false],
  [
    'a day before another',
    is('planned_on', 'lessThan', '2026-02-12'),
    { planned_on: '2025-12-31' },
    true,
  ],
  [
    'the same day',
    is('planned_on', 'greaterThan', '2026-02-12'),
    { planned_on: '2026-02-12' },
    false,
  ],
  [
    'another fact as the value',
    is('load', 'greaterThan', { fact: 'kva' }),
    { load: 2, kva: 1 },
    true,
  ],
  ['another fact, equal', is('load', 'notEqual', { fact: 'kva' }), { load: 1, kva: 1 }, false],
  ['all: every one', { all: [yes, yes] }, given, true],
  ['all: not every one', { all: [yes, no] }, given, false],
  ['any: one', { any: [no, yes] }, given, true],
  ['any: none', { any: [no, no] }, given, false],
  ['not: of what does not hold', { not: no }, given, true],
  ['not: of a group', { not: { all: [yes, yes] } }, given, false],
  ['not: twice', { not: { not: yes } }, given, true],
  ['any in all', { all: [yes, { any: [no, yes] }] }, given, true],
  ['all in any', { any: [no, { all: [yes, no] }] }, given, false],
  ['not in all in any', { any: [no, { all: [yes, { not: no }] }] }, given, true],
  ['groups of one', { all: [{ any: [{ all: [yes] }] }] }, given, true],
])('%s', async (_what, condition, facts, holds) => {
  expect(checkCondition(condition, { facts: dictionary, params: {}, record: 'case' })).toEqual([]);
  const program = compileRules([{ id: 'one', condition }], dictionary);
  const columns = Object.entries(facts).map(
    ([id, value]) => [id, columnOf(dictionary[id]!.type, [value])] as const,
  );
  const table = { rows: 1, columns: new Map(columns) };
  const source = recordOf(facts);
  expect({
    library: await libraryAnswers([condition], facts),
    interpreter: interpret(condition, { source, facts: dictionary }),
    online: run(program, source).hits.length === 1,
    batch: hasRow(evaluateRecords(program, [facts])[0]!.hits, 0),
    columns: hasRow(evaluateColumns(program, table)[0]!.hits, 0),
  }).toEqual({
    library: [0].filter(() => holds),
    interpreter: holds,
    online: holds,
    batch: holds,
    columns: holds,
  });
});

test('of several rules all that hold are given, each once', async () => {
  const conditions = [yes, no, { any: [yes, { not: no }] }, { all: [no] }];
  const rules = conditions.map((condition, place) => ({ id: `r${place}`, condition }));
  const { hits } = run(compileRules(rules, dictionary), recordOf(given));
  expect(await libraryAnswers(conditions, given)).toEqual([0, 2]);
  expect(hits).toEqual([0, 2]);
});

/** The library by itself, its own operators: places of the conditions that hold. */
async function libraryAnswers(conditions: readonly Condition[], facts: FactValues) {
  const engine = new Engine();
  for (const [place, condition] of conditions.entries()) {
    const all = { all: [condition] } as TopLevelCondition;
    engine.addRule({ conditions: all, event: { type: 'held', params: { place } } });
  }
  const { events } = await engine.run(facts);
  return events.map(({ params }) => params?.['place'] as number).toSorted((a, b) => a - b);
}

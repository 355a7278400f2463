import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../definition/condition.ts';
import {
  asked,
  dictionary,
  hostileFacts,
  knownFacts,
  param,
  recordOf,
} from './conditions.fixture.ts';
import { askLibrary, evaluate } from './evaluate.ts';
import { itemOf, type EvaluationItem } from './items.ts';
import { interpret } from './interpret.ts';

async function truthOf(item: Omit<EvaluationItem, 'id'>, values: Record<string, unknown>) {
  const answers = await evaluate([{ id: 'one', ...item }], recordOf(values), dictionary);
  return answers.one?.truth;
}

/** What json-rules-engine itself says, without the interpreter before it; undefined if it cannot. */
async function libraryOn(item: Omit<EvaluationItem, 'id'>, values: Record<string, unknown>) {
  const said = await askLibrary([{ id: 'one', ...item }], recordOf(values), dictionary);
  return said.one;
}

describe('evaluate', () => {
  test('the library agrees with the interpreter wherever all facts are known', async () => {
    await fc.assert(
      fc.asyncProperty(asked, knownFacts, async ({ condition, params }, values) => {
        const around = { source: recordOf(values), facts: dictionary, params };
        const said = await libraryOn({ condition, params }, values);
        fc.pre(said !== undefined);
        expect(said).toBe(interpret(condition, around));
      }),
      { numRuns: 3000 },
    );
  });

  test('the library answers several items as it answers each alone', async () => {
    const items = fc.array(asked, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(items, hostileFacts, async (several, values) => {
        const numbered = several.map((one, index) => ({ id: `${index}`, ...one }));
        const together = await askLibrary(numbered, recordOf(values), dictionary);
        const alone = await Promise.all(several.map((one) => libraryOn(one, values)));
        expect(several.map((_, index) => together[`${index}`])).toEqual(alone);
      }),
      { numRuns: 500 },
    );
  });

  test('neither throws on hostile values nor changes what it is given', async () => {
    await fc.assert(
      fc.asyncProperty(asked, hostileFacts, async ({ condition, params }, values) => {
        const before = structuredClone({ condition, params });
        const answer = await truthOf({ condition, params }, values);
        expect([true, false, 'unknown']).toContain(answer);
        expect({ condition, params }).toEqual(before);
      }),
      { numRuns: 2000 },
    );
  });

  test('gives every caller its own answer when many run at once', async () => {
    const condition: Condition = {
      all: [
        { fact: 'kva', operator: 'greaterThanInclusive', value: { param: 'limit' } },
        { not: { fact: 'important', operator: 'equal', value: true } },
      ],
    };
    const params = { limit: param(100) };
    const capacities = Array.from({ length: 200 }, (_, index) => index);
    const answers = await Promise.all(
      capacities.map((kva) => libraryOn({ condition, params }, { kva, important: false })),
    );
    expect(answers).toEqual(capacities.map((kva) => kva >= 100));
  });

  test('follows thresholds and declarations that change under the same condition', async () => {
    const condition: Condition = {
      fact: 'kva',
      operator: 'greaterThan',
      value: { param: 'limit' },
    };
    const values = { kva: 315 };
    expect(await truthOf({ condition, params: { limit: param(100) } }, values)).toBe(true);
    expect(await truthOf({ condition, params: { limit: param(400) } }, values)).toBe(false);
    const asText = { kva: { name: { zh: '容量', en: 'Capacity' }, type: 'string' as const } };
    const item = { id: 'one', condition, params: { limit: param(100) } };
    const answers = await evaluate([item], recordOf(values), asText);
    expect(answers.one?.truth).toBe('unknown');
  });

  test('says what it read, and what was missing', async () => {
    const condition: Condition = {
      all: [
        { fact: 'kva', operator: 'greaterThan', value: 100 },
        { fact: 'sources', operator: 'equal', value: 2 },
        { fact: 'energised_at', operator: 'isNull', value: true },
      ],
    };
    const answers = await evaluate([{ id: 'a', condition }], recordOf({ kva: 630 }), dictionary);
    expect(answers).toEqual({
      a: { truth: 'unknown', missing: ['sources'], operands: { kva: 630, energised_at: null } },
    });
  });

  test('names the moment that is missing, not the duration made from it', async () => {
    const condition: Condition = {
      fact: 'hours',
      params: { from: 'checked_at', to: 'now' },
      operator: 'greaterThan',
      value: 24,
    };
    const answers = await evaluate([{ id: 'a', condition }], recordOf({ now: 'x' }), dictionary);
    expect(answers.a?.missing).toEqual(['checked_at', 'now']);
  });

  test('carries the facts that the words of a rule ask for', async () => {
    const rule = {
      id: 'R',
      conditions: { fact: 'important', operator: 'equal', value: true },
      params: { limit: param(100) },
      message: { zh: '{customer}：{kva} 超过 {limit}', en: '{customer}: {kva}' },
    };
    const record = recordOf({ important: true, kva: 630, customer: '晨光' });
    const answers = await evaluate([itemOf(rule)], record, dictionary);
    expect(answers.R).toEqual({
      truth: true,
      operands: { important: true, kva: 630, customer: '晨光' },
    });
  });
});

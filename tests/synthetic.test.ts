/** Synthetic records: what was planted is found, and nothing else but what it brings with it. */
import { describe, expect, test } from 'vitest';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import { generate } from '@flowmeter/engine/synthetic/generate.ts';
import type { SyntheticPlan } from '@flowmeter/engine/synthetic/plan.ts';
import { loadPack } from '@flowmeter/server/pack-files.ts';
import { loadPlan, packFolder } from '@flowmeter/server/synthetic/plan-file.ts';
import { tellOf } from './synthetic.fixture.ts';

const { pack } = await loadPack(packFolder('power-supply'));
const loaded = await loadPlan('power-supply');
const plan = loaded.ok ? loaded.value : ({} as SyntheticPlan);
const { kinds } = recordTermsOf(pack);
const rules = all(pack, 'ruleset')
  .flatMap((set) => set.rules)
  .filter(({ record }) => kinds.has(record));

const SEEDS = [1, 20_260_630];

function made(seed: number, more = {}) {
  return [...generate(plan, pack, { size: 30, months: 3, seed, ...more })];
}

function firstCustomer(size: number) {
  const found = made(7, { size, times: 0 }).find(({ rows }) => rows[0]?.record === 'customer');
  return found?.rows[0];
}

describe('the plan', () => {
  test('plants something for every rule about records', () => {
    const planted = new Set(plan.anomalies.map(({ rule }) => rule));
    expect(rules.map(({ id }) => id).filter((id) => !planted.has(id))).toEqual([]);
  });

  test('says that its records are made up', () => {
    expect(plan.label).toEqual({ zh: '合成数据', en: 'Synthetic data' });
    expect(plan.description?.zh).toContain('典型做法（T）');
  });
});

describe('generating', () => {
  test('the same seed tells the same, another another', () => {
    expect(made(7)).toEqual(made(7));
    expect(made(7)).not.toEqual(made(8));
  });

  test('one is told alike in a small set and in a large one', () => {
    expect(firstCustomer(60)).toEqual(firstCustomer(30));
  });

  test('every record has its own key', () => {
    const keys = made(7).flatMap(({ rows }) =>
      rows.map(({ record, values }) => {
        const { key, fields } = kinds.get(record)!.definition;
        return [record, ...key.map((id) => values[Object.keys(fields).indexOf(id)])].join(' ');
      }),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe.each(SEEDS)('five hundred accounts with fourteen months, seed %i', (seed) => {
  const told = tellOf(plan, pack, { size: 500, months: 14, seed, times: 4 });

  test('something is planted for every rule', () => {
    const planted = new Set([...told.planted].map((name) => name.split(' ')[0]));
    expect(rules.map(({ id }) => id).filter((id) => !planted.has(id))).toEqual([]);
  });

  test('recall is 1: what was planted is found', () => {
    expect([...told.planted].filter((name) => !told.hits.has(name))).toEqual([]);
  });

  test('precision is 1 beside what anomalies bring with them', () => {
    const others = [...told.hits].filter((name) => !told.planted.has(name));
    expect(others.filter((name) => !told.explained.has(name))).toEqual([]);
    expect(others.length).toBeLessThan(told.hits.size / 5);
  });

  test('nothing is unknown but office hours where there is no curve', () => {
    const unknown = [...told.unknown].map((name) => name.split(' ')[0]);
    expect([...new Set(unknown)]).toEqual(['A41']);
  });
});

/** The decision tables of the DMN compatibility kit, level 2: each is imported, and decides as it says. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { writeDmn } from '@flowmeter/engine/exchange/write-dmn.ts';
import { ok } from '@flowmeter/engine/problem.ts';
import { readDmn } from '@flowmeter/engine/exchange/read-dmn.ts';
import type { ReadTables } from '@flowmeter/engine/exchange/report.ts';
import { compileTable } from '@flowmeter/engine/tables/compile.ts';
import { decide } from '@flowmeter/engine/tables/decide.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { componentsOf, readCases, type KitCase } from './kit-cases.ts';

const kit = new URL('../../../../shared/data/dmn/tck-level-2/', import.meta.url);
const models = readdirSync(kit).filter((name) => /^\d{4}-/.test(name));

const textOf = (model: string, ending: string) =>
  readFileSync(new URL(`${model}/${model}${ending}`, kit), 'utf8');

function readModel(model: string): ReadTables {
  const read = readDmn(textOf(model, '.dmn'));
  expect(read).toMatchObject({ ok: true });
  return read.ok ? read.value : { tables: [], problems: [] };
}

function written(tables: TableDefinition[]): string {
  const text = writeDmn(tables);
  expect(text).toMatchObject({ ok: true });
  return text.ok ? text.value : '';
}

function answers(table: TableDefinition, { given }: KitCase): unknown {
  const found = decide(
    compileTable(table, {}),
    table.inputs.map(({ name }) => given.get(name.en)),
  );
  expect(found.kind).toMatch(/^(?:found|none)$/);
  const values = 'values' in found ? found.values : [];
  return componentsOf(table, values);
}

test('ten models', () => {
  expect(models).toHaveLength(10);
});

describe.each(models)('%s', (model) => {
  const { tables, problems } = readModel(model);
  const [table] = tables;

  test('is one table, and nothing of it that decides is left out', () => {
    expect(tables).toHaveLength(1);
    expect(problems.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('is the same table when it is written and read again', () => {
    expect(readDmn(written(tables))).toEqual(ok({ tables, problems: [] }));
  });

  const cases = readCases(textOf(model, '-test-01.xml'));

  test('has expected results', () => {
    expect(cases.length).toBeGreaterThan(2);
  });

  test.each(cases)('case $id', (one) => {
    expect(one.decision).toBe(table?.name.en);
    expect(answers(table!, one)).toEqual(one.expected);
  });
});

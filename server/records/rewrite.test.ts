import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { valueAt } from '@flowmeter/engine/columns/column.ts';
import { ERASED } from '@flowmeter/engine/privacy/erased.ts';
import { parcel, parcelDesk, parcelFile, parcelRow } from './records.fixture.ts';
import type { RowEdit } from './edit-rows.ts';
import { rewriteRecords, valuesIn } from './rewrite.ts';

const phones = { field: 'parcel_no', value: 'P1', fields: ['phone'] };

function editing(fate: 'drop' | 'erase', no: string): RowEdit {
  return {
    fields: new Set(['phone']),
    of: ({ segment }, part) => {
      const column = segment.column(part, 'parcel_no')!;
      return (row) => (valueAt(column, row) === no ? fate : 'keep');
    },
  };
}

function holds(folder: string, text: string): string[] {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  return files
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(text));
}

/** Two editions of P1, one of P2, and a row that was set apart. */
async function filled() {
  const desk = parcelDesk();
  const rows = [parcelRow('P1', { phone: '13800000001' }), parcelRow('P2', { phone: '139' })];
  await desk.bring(parcelFile(...rows));
  await desk.bring(parcelFile(parcelRow('P1', { phone: '13800000007', weight: '2' })));
  await desk.bring(parcelFile(parcelRow('P1', { phone: '13800000009', weight: 'heavy' })));
  return desk;
}

test('every edition loses the values, and says that they were erased', async () => {
  using desk = await filled();
  const values = await valuesIn(desk.folder, parcel, phones);
  expect(values.toSorted()).toEqual(['13800000001', '13800000007']);
  const asked = { edit: editing('erase', 'P1'), texts: values, names: ['P1'] };
  const done = await rewriteRecords(desk.folder, parcel, asked);
  expect(done).toEqual({ ok: true, value: { rows: 2, lines: 1 } });
  expect(await valuesIn(desk.folder, parcel, phones)).toEqual([]);
  const now = desk.known();
  expect(now.find(({ parcel_no: no }) => no === 'P1')).toMatchObject({ phone: ERASED, weight: 2 });
  expect(now.find(({ parcel_no: no }) => no === 'P2')).toMatchObject({ phone: '139' });
  const before = desk.known('2026-01-01T01:30:00.000Z');
  expect(before.find(({ parcel_no: no }) => no === 'P1')).toMatchObject({
    phone: ERASED,
    weight: 1,
  });
});

test('no file holds the values any more', async () => {
  using desk = await filled();
  expect(holds(desk.folder, '13800000009')).not.toEqual([]);
  const texts = ['13800000001', '13800000007'];
  await rewriteRecords(desk.folder, parcel, { edit: editing('erase', 'P1'), texts, names: ['P1'] });
  expect([...texts, '13800000009'].flatMap((text) => holds(desk.folder, text))).toEqual([]);
});

test('the file that brought a value does not bring it back', async () => {
  using desk = await filled();
  await rewriteRecords(desk.folder, parcel, { edit: editing('erase', 'P1'), texts: [], names: [] });
  const again = parcelFile(parcelRow('P1', { phone: '13800000007', weight: '2' }));
  const { batch } = await desk.bring(again);
  expect(batch?.counts).toMatchObject({ added: 0, changed: 0, same: 1 });
  expect(desk.known().find(({ parcel_no: no }) => no === 'P1')).toMatchObject({ phone: ERASED });
});

test('rows go, and their keys with them', async () => {
  using desk = await filled();
  const asked = { edit: editing('drop', 'P1'), texts: [], names: [] };
  expect(await rewriteRecords(desk.folder, parcel, asked)).toMatchObject({ value: { rows: 2 } });
  expect(desk.known().map(({ parcel_no: no }) => no)).toEqual(['P2']);
  const { batch } = await desk.bring(parcelFile(parcelRow('P1', { phone: '1' })));
  expect(batch?.counts).toMatchObject({ added: 1, changed: 0 });
});

test('when all rows go, none is left, and new ones are taken', async () => {
  using desk = await filled();
  for (const no of ['P1', 'P2']) {
    await rewriteRecords(desk.folder, parcel, { edit: editing('drop', no), texts: [], names: [] });
  }
  expect(desk.known()).toEqual([]);
  expect((await desk.bring(parcelFile(parcelRow('P3')))).batch?.counts.added).toBe(1);
});

test('nothing is written where nothing is to be done', async () => {
  using desk = await filled();
  const before = desk.store.manifest('parcel');
  await rewriteRecords(desk.folder, parcel, { edit: editing('drop', 'P9'), texts: [], names: [] });
  expect(desk.store.manifest('parcel')).toEqual(before);
});

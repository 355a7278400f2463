import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { columnRecords } from '@flowmeter/engine/records/column-records.ts';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import { columnOf } from '@flowmeter/engine/columns/write.ts';
import { plain } from '@flowmeter/engine/rules/operands.ts';
import { parcel, parcelDesk, parcelFile, parcelRow } from './records.fixture.ts';
import { recordSet } from './record-set.ts';

const row = (index: number, weight: number) =>
  parcelRow(`P${index}`, {
    sender: `S${index % 7}`,
    month: `${202600 + (index % 12)}`,
    weight: `${weight}`,
    size: ['s', 'l', ''][index % 3] as string,
    desk: `D${index % 5}`,
    sent_at: `2026-01-0${1 + (index % 3)} 00:00Z`,
  });

/** Several imports, so that pieces come from segments of different age. */
async function filled(rows: number) {
  const desk = parcelDesk();
  const numbers = Array.from({ length: rows }, (_, index) => index);
  await desk.bring(parcelFile(...numbers.map((index) => row(index, index))));
  await desk.bring(
    parcelFile(
      ...numbers.filter((index) => index % 4 === 0).map((index) => row(index, -0.5 + index)),
    ),
  );
  await desk.bring(
    parcelFile(...numbers.filter((index) => index % 9 === 0).map((index) => row(index, 5))),
  );
  return desk;
}

test('the records of one object stand together, in their order', async () => {
  using desk = await filled(100);
  const rows = desk.known();
  const senders = rows.map(({ sender }) => sender);
  const runs = senders.filter((sender, index) => sender !== senders[index - 1]);
  expect(runs.length).toBe(new Set(senders).size);
  const months = rows.filter(({ sender }) => sender === 'S3').map(({ month }) => month);
  expect(months).toEqual(months.toSorted((a, b) => Number(a) - Number(b)));
});

test('look-ups find what a look at every row finds, in the same order', async () => {
  using desk = await filled(60);
  const view = desk.store.open(parcel)!;
  const set = recordSet(view);
  const rows = desk.known();
  const columns = Object.entries(parcel.fields).map(([field, { type }]) => {
    return [
      field,
      columnOf(
        type,
        rows.map((one: FactValues) => one[field]),
      ),
    ] as const;
  });
  const whole = columnRecords({ rows: rows.length, columns: new Map(columns) });
  const asked = fc.subarray([
    ['sender', 'S3'],
    ['size', 'l'],
    ['month', 202603],
    ['weight', 5],
    ['desk', 'D1'],
    ['sent_at', Date.parse('2026-01-02')],
    ['parcel_no', 'P9'],
    ['phone', 'none'],
  ] as const);
  const by = fc.constantFrom(undefined, 'month', 'weight', 'size', 'sent_at');
  fc.assert(
    fc.property(asked, by, (pairs, order) => {
      const fields = pairs.map(([field]) => field);
      const values = pairs.map(([, value]) => value);
      const expected = Array.from(whole.lookup(fields, values, order));
      expect(Array.from(set.lookup(fields, values, order))).toEqual(expected);
    }),
  );
  expect([set.read(0, 'nothing'), set.read(1000, 'sender')]).toEqual([undefined, undefined]);
  view.close();
});

test('what many records share is found in order, and its order is at hand', async () => {
  using desk = await filled(700);
  const view = desk.store.open(parcel)!;
  const set = recordSet(view);
  const rows = desk.known();
  const columns = Object.entries(parcel.fields).map(([field, { type }]) => {
    const values = rows.map((one: FactValues) => one[field]);
    return [field, columnOf(type, values)] as const;
  });
  const plainly = columnRecords({ rows: rows.length, columns: new Map(columns) });
  for (const [fields, values] of [
    [['desk'], ['D2']],
    [['size'], ['s']],
    [
      ['desk', 'size'],
      ['D1', 'l'],
    ],
    [['desk'], ['nowhere']],
  ] as const) {
    for (const by of ['weight', 'sent_at', 'size', 'due', undefined] as const) {
      const found = set.lookup(fields, values, by);
      expect(Array.from(found)).toEqual(Array.from(plainly.lookup(fields, values, by)));
    }
  }
  const found = set.lookup(['desk'], ['D2'], 'sent_at');
  const keys = Array.from(found, (_, place) => set.keysOf!(found, 'sent_at')!(place));
  expect(keys).toEqual(Array.from(found, (one) => plain('datetime', set.read(one, 'sent_at'))));
  expect(set.keysOf!(found, 'weight')).toBeUndefined();
  expect(set.keysOf!([1, 2], 'sent_at')).toBeUndefined();
  view.close();
});

test('segments are merged: however many imports, there are few', async () => {
  using desk = parcelDesk();
  for (let index = 0; index < 12; index++) {
    await desk.bring(parcelFile(parcelRow(`P${index}`), parcelRow('P0', { weight: `${index}` })));
  }
  expect(desk.store.manifest('parcel')?.segments.length).toBeLessThan(5);
  expect(desk.known()).toHaveLength(12);
  const left = readdirSync(desk.folder).filter((name) => name.startsWith('seg-'));
  expect(left.length).toBeLessThan(8);
});

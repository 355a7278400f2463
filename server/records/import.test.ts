import fc from 'fast-check';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import { badFile } from './manifest.ts';
import {
  hour,
  parcel,
  parcelDesk,
  parcelFile,
  parcelHeader,
  parcelRow,
} from './records.fixture.ts';

const weights = (rows: ReturnType<ReturnType<typeof parcelDesk>['known']>) =>
  Object.fromEntries(rows.map(({ parcel_no, weight }) => [parcel_no, weight]));

describe('a file of records', () => {
  test('becomes rows of the declared types', async () => {
    using desk = parcelDesk();
    const row = 'P1,Ada,202601,1.5,2026-01-02 08:00+08:00,2026/1/9,大,是,a;b,D1,123';
    const { batch } = await desk.bring(parcelFile(row, parcelRow('P2', { weight: '' })));
    expect(batch).toMatchObject({
      seq: 1,
      form: 'csv',
      encoding: 'utf-8',
      by: 'ada',
      known_at: hour(1),
      counts: { rows: 2, added: 2, changed: 0, same: 0, bad: 0 },
    });
    expect(batch?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(desk.known()).toEqual([
      {
        parcel_no: 'P1',
        sender: 'Ada',
        month: 202601,
        weight: 1.5,
        sent_at: '2026-01-02T00:00:00.000Z',
        due: '2026-01-09',
        size: 'l',
        fragile: true,
        tags: ['a', 'b'],
        desk: 'D1',
        phone: '123',
      },
      expect.not.objectContaining({ weight: expect.anything() }),
    ]);
  });

  test('has its fields’ ids or names as headers, in any order, and columns that are no field', async () => {
    using desk = parcelDesk();
    const header = '备注,电话,Desk,标签,FRAGILE,规格,due,Sent at,重量,month,寄件人,Number';
    const { batch } = await desk.bring(`${header}\n不要,,,,,,,,2,202601,Ada,P1\n`);
    expect(batch).toMatchObject({ left_out: ['备注'], counts: { added: 1 } });
    expect(desk.known()).toMatchObject([{ parcel_no: 'P1', sender: 'Ada', weight: 2 }]);
  });

  test.each<[string, string, string]>([
    ['no header', '', '没有表头'],
    ['a column missing', 'parcel_no,sender\nP1,Ada\n', '缺少列：month, weight'],
    ['a header twice', `${parcelHeader},单号\n`, '表头“单号”出现两次'],
    ['a quotation mark left open', `${parcelHeader}\n"P1,Ada\n`, '第 2 行开始的引号'],
  ])('with %s is refused as a whole', async (_what, text, words) => {
    using desk = parcelDesk();
    const { problems } = await desk.bring(text);
    expect(problems).toMatchObject([
      { code: 'records_unreadable', details: { reason: { zh: expect.stringContaining(words) } } },
    ]);
    expect(desk.store.manifest('parcel')).toBe(undefined);
  });

  test('that is not there', async () => {
    using desk = parcelDesk();
    const { problems } = await desk.bring('', { path: join(desk.folder, 'none.csv') });
    expect(problems).toMatchObject([{ details: { reason: { en: 'there is no such file' } } }]);
  });

  test('that is gzip and cut off: nothing of it is imported', async () => {
    using desk = parcelDesk();
    const rows = Array.from({ length: 5000 }, (_, index) => parcelRow(`P${index}`));
    const whole = gzipSync(parcelFile(...rows));
    const { problems } = await desk.bring(whole.subarray(0, whole.length / 2));
    expect(problems).toMatchObject([
      { details: { reason: { en: expect.stringContaining('cut off') } } },
    ]);
    expect(desk.known()).toEqual([]);
    expect((await desk.bring(whole)).batch?.counts.added).toBe(5000);
  });
});

describe('rows that do not fit', () => {
  const wrong = [
    parcelRow('P2', { weight: '"1,5"' }),
    parcelRow('P3', { due: '2026-02-30' }),
    parcelRow('', {}),
    `${parcelRow('P5')},more`,
    'P6,"Ada"da,202601',
    parcelRow('P7', { month: '9007199254740993' }),
    parcelRow('P8', { size: '=1+1', sender: '@Ada' }),
  ];

  test('are told with line, column and reason; all others are kept', async () => {
    using desk = parcelDesk();
    const { batch } = await desk.bring(parcelFile(parcelRow('P1'), ...wrong, parcelRow('P9')));
    expect(batch?.counts).toEqual({ rows: 9, added: 2, changed: 0, same: 0, bad: 7 });
    expect(batch?.bad.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 'weight', 'decimal_comma'],
      [4, 'due', 'no_such_date'],
      [5, 'parcel_no', 'required'],
      [6, '', 'wrong_columns'],
      [7, '', 'stray_quote'],
      [8, 'month', 'not_exact'],
      [9, 'size', 'not_option'],
    ]);
    expect(weights(desk.known())).toEqual({ P1: 1, P9: 1 });
  });

  test('lie in a file that is put right and imported again', async () => {
    using desk = parcelDesk();
    await desk.bring(parcelFile(...wrong));
    const apart = readFileSync(badFile(desk.folder, 1), 'utf8');
    expect(apart).toContain("'=1+1");
    const right = apart
      .replace('"1,5"', '1.5')
      .replaceAll('2026-02-30', '2026-03-02')
      .replace("'=1+1", 's');
    const { batch } = await desk.bring(right);
    expect(batch?.counts).toMatchObject({ rows: 7, added: 3, bad: 4 });
    expect(desk.known().find(({ parcel_no }) => parcel_no === 'P8')).toMatchObject({
      sender: '@Ada',
      size: 's',
    });
    // The same file of bad rows again: what was put right is known.
    const again = await desk.bring(right);
    expect(again.batch?.counts).toMatchObject({ added: 0, same: 3, bad: 4 });
  });

  test('among them those that contradict an earlier row of the file; those that repeat it say nothing', async () => {
    using desk = parcelDesk();
    const other = parcelRow('P1', { weight: '2', tags: 'a;b' });
    const { batch } = await desk.bring(parcelFile(parcelRow('P1'), parcelRow('P1'), other));
    expect(batch).toMatchObject({
      counts: { rows: 3, added: 1, same: 1, bad: 1 },
      bad: [{ line: 4, code: 'same_key', en: 'its key is that of line 2, with other content' }],
    });
    expect(readFileSync(badFile(desk.folder, 1), 'utf8')).toContain('P1,Ada,202601,2');
    expect(weights(desk.known())).toEqual({ P1: 1 });
  });

  test('are told without the personal data that stands in them', async () => {
    using desk = parcelDesk();
    const phone = '138'.repeat(100);
    const { batch } = await desk.bring(parcelFile(parcelRow('P1', { phone })));
    expect(batch?.bad).toMatchObject([{ column: 'phone', en: '“***”: at most 200 characters' }]);
    expect(readFileSync(badFile(desk.folder, 1), 'utf8')).toContain(phone);
  });

  test('because a line is no text of the encoding', async () => {
    using desk = parcelDesk();
    const bytes = Buffer.from(
      parcelFile(parcelRow('P1'), parcelRow('P\xff'), parcelRow('P3')),
      'latin1',
    );
    const { batch } = await desk.bring(bytes, { encoding: 'utf-8' });
    expect(batch).toMatchObject({
      bad: [{ line: 3, code: 'wrong_encoding' }],
      counts: { added: 2 },
    });
  });
});

describe('importing again', () => {
  test('changes nothing: the rows are known', async () => {
    using desk = parcelDesk();
    const file = parcelFile(parcelRow('P1'), parcelRow('P2'));
    await desk.bring(file);
    const { batch } = await desk.bring(file);
    expect(batch?.counts).toEqual({ rows: 2, added: 0, changed: 0, same: 2, bad: 0 });
    expect(readdirSync(desk.folder).toSorted()).toEqual(['manifest.json', 'seg-1']);
  });

  test('with other content makes another edition; what was known before stays readable', async () => {
    using desk = parcelDesk();
    await desk.bring(parcelFile(parcelRow('P1'), parcelRow('P2')));
    await desk.bring(parcelFile(parcelRow('P2', { weight: '7' }), parcelRow('P3')));
    const { batch } = await desk.bring(parcelFile(parcelRow('P2')));
    expect(batch?.counts).toMatchObject({ added: 0, changed: 1 });
    expect(weights(desk.known(hour(0)))).toEqual({});
    expect(weights(desk.known(hour(1)))).toEqual({ P1: 1, P2: 1 });
    expect(weights(desk.known(hour(2)))).toEqual({ P1: 1, P2: 7, P3: 1 });
    expect(weights(desk.known())).toEqual({ P1: 1, P2: 1, P3: 1 });
  });

  test('may move a record to another object', async () => {
    using desk = parcelDesk();
    await desk.bring(parcelFile(parcelRow('P1')));
    const { batch } = await desk.bring(parcelFile(parcelRow('P1', { sender: 'Bob' })));
    expect(batch?.counts).toMatchObject({ added: 0, changed: 1 });
    expect(desk.known()).toMatchObject([{ parcel_no: 'P1', sender: 'Bob' }]);
  });

  test('under one key is done once; the key with another file is refused', async () => {
    using desk = parcelDesk();
    const file = parcelFile(parcelRow('P1'));
    const first = await desk.bring(file, { key: 'k' });
    expect((await desk.bring(file, { key: 'k' })).batch).toEqual(first.batch);
    const other = await desk.bring(parcelFile(parcelRow('P2')), { key: 'k' });
    expect(other.problems).toMatchObject([{ code: 'idempotency_mismatch' }]);
  });

  test('as known before the last batch is refused: what was known is not rewritten', async () => {
    using desk = parcelDesk();
    await desk.bring(parcelFile(parcelRow('P1')));
    const { problems } = await desk.bring(parcelFile(parcelRow('P2')), { knownAt: hour(0) });
    expect(problems).toMatchObject([{ code: 'records_known_before' }]);
  });

  test('after a field was added: rows without a value for it are as they were', async () => {
    using desk = parcelDesk();
    await desk.bring(parcelFile(parcelRow('P1'), parcelRow('P2')));
    const more: RecordDefinition = {
      ...parcel,
      fields: { ...parcel.fields, colour: { name: { zh: '颜色', en: 'Colour' }, type: 'string' } },
    };
    const rows = [`${parcelRow('P1')},`, `${parcelRow('P2')},red`];
    const { batch } = await desk.bring([`${parcelHeader},colour`, ...rows].join('\n'), {
      definition: more,
    });
    expect(batch?.counts).toMatchObject({ changed: 1, same: 1 });
    expect(desk.known(undefined, more).map(({ colour }) => colour)).toEqual([undefined, 'red']);
  });
});

test('a field of another type now: older values are not known until they are imported again', async () => {
  using desk = parcelDesk();
  await desk.bring(parcelFile(parcelRow('P1'), parcelRow('P2')));
  const month = { ...parcel.fields['month']!, type: 'string' as const };
  const size = { ...parcel.fields['size']!, type: 'text' as const };
  const now: RecordDefinition = { ...parcel, fields: { ...parcel.fields, month, size } };
  expect(desk.known(undefined, now).map((row) => row['month'])).toEqual([undefined, undefined]);
  await desk.bring(parcelFile(parcelRow('P1', { size: 'l' })), { definition: now });
  await desk.bring(parcelFile(parcelRow('P3')), { definition: now });
  const months = desk
    .known(undefined, now)
    .map((row) => [row['parcel_no'], row['month'], row['size']]);
  expect(new Map(months.map(([no, ...rest]) => [no, rest]))).toEqual(
    new Map([
      ['P1', ['202601', 'l']],
      ['P2', [undefined, null]],
      ['P3', ['202601', null]],
    ]),
  );
});

test('while somebody else imports: it is said, and nothing happens', async () => {
  using desk = parcelDesk();
  mkdirSync(desk.folder, { recursive: true });
  writeFileSync(join(desk.folder, 'lock'), String(process.ppid));
  const { problems } = await desk.bring(parcelFile(parcelRow('P1')));
  expect(problems).toMatchObject([{ code: 'records_busy' }]);
  // The lock of a process that is no more holds nobody up.
  writeFileSync(join(desk.folder, 'lock'), '4194304999');
  expect((await desk.bring(parcelFile(parcelRow('P1')))).batch?.counts.added).toBe(1);
});

test('what is not allowed in the end leaves nothing', async () => {
  using desk = parcelDesk();
  const { problems } = await desk.bring(parcelFile(parcelRow('P1')), {}, async () => [
    problem('busy'),
  ]);
  expect(problems).toMatchObject([{ code: 'busy' }]);
  expect(readdirSync(desk.folder)).toEqual([]);
  expect(existsSync(join(desk.folder, 'lock'))).toBe(false);
});

describe('laws', () => {
  const row = fc.record({
    no: fc.integer({ min: 1, max: 8 }),
    weight: fc.integer({ min: 0, max: 2 }),
  });
  const files = fc.array(fc.array(row, { maxLength: 6 }), { minLength: 1, maxLength: 6 });

  test('at every time the newest content of every key is known; the same file twice is the file once', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (all) => {
        using desk = parcelDesk();
        const known: Record<string, number>[] = [{}];
        for (const file of all) {
          const distinct = [...new Map(file.map(({ no, weight }) => [`P${no}`, weight]))];
          const text = parcelFile(
            ...distinct.map(([no, weight]) => parcelRow(no, { weight: `${weight}` })),
          );
          await desk.bring(text);
          const again = await desk.bring(text);
          expect(again.batch?.counts).toMatchObject({
            added: 0,
            changed: 0,
            same: distinct.length,
          });
          known.push({ ...known.at(-1), ...Object.fromEntries(distinct) });
        }
        for (const [index, expected] of known.entries()) {
          expect(weights(desk.known(hour(index * 2)))).toEqual(expected);
        }
      }),
      { numRuns: 12 },
    );
  });
});

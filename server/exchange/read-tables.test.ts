import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wordsOf } from '@flowmeter/engine/problem.ts';
import { readTables, type TableSource } from './read-tables.ts';
import { textRows, workbookOf } from './zip.fixture.ts';

const dmn = new URL(
  '../../../shared/data/dmn/tck-level-2/0004-simpletable-U/0004-simpletable-U.dmn',
  import.meta.url,
);
const cells = [
  ['年龄', '等级'],
  ['&gt; 10', 'x'],
];

async function read(content: Uint8Array | string, more: Partial<TableSource> = {}) {
  const found = await readTables({ name: 'rates.csv', content, ...more }, {});
  const problems = found.ok ? found.value.problems : found.problems;
  return { ...(found.ok ? found.value : {}), said: problems.map((one) => wordsOf(one).en) };
}

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);

describe('what a file is is told by its bytes', () => {
  test('DMN', async () => {
    expect(await read(readFileSync(dmn))).toMatchObject({
      format: 'dmn',
      tables: [{ id: 'Approval_Status' }],
    });
  });

  test('DMN in UTF-16', async () => {
    const text = readFileSync(dmn, 'utf8').replace('encoding="UTF-8"', 'encoding="UTF-16"');
    const found = await read(Buffer.concat([bytes('\uFEFF', 'utf16le'), bytes(text, 'utf16le')]));
    expect(found).toMatchObject({ tables: [{ id: 'Approval_Status' }] });
  });

  test('a workbook', async () => {
    const found = await read(workbookOf({ sheet: textRows(cells) }));
    expect(found).toMatchObject({
      format: 'workbook',
      tables: [{ id: 'Rates', inputs: [{ name: { zh: '年龄' }, type: 'number' }] }],
      sheets: [
        {
          name: 'Rates',
          rows: [
            ['年龄', '等级'],
            ['> 10', 'x'],
          ],
        },
      ],
    });
  });

  test('text with commas, as spreadsheets in China save it', async () => {
    const gbk = Buffer.concat([Buffer.from([0xc4, 0xea, 0xc1, 0xe4]), bytes(',b\n1,x')]);
    const found = await read(gbk);
    expect(found).toMatchObject({
      format: 'text',
      tables: [{ id: 'rates', inputs: [{ name: { zh: '年龄' } }] }],
    });
    expect(found.said[0]).toContain('is not in UTF-8; it was read as GB18030');
  });

  test('text as it was pasted', async () => {
    expect(await read('a\tb\n1\tx', { name: 'pasted' })).toMatchObject({
      tables: [{ id: 'pasted' }],
    });
  });
});

describe('a mapping', () => {
  test('is read by instead of the proposal', async () => {
    const { sheets = [] } = await read('a,b\n1,x');
    const { mapping, name } = sheets[0]!;
    const [first, second] = mapping.columns;
    const swapped = {
      ...mapping,
      hit: 'F' as const,
      columns: [
        { ...first!, role: 'output' as const },
        { ...second!, role: 'input' as const, fact: 'kind' },
      ],
    };
    expect(await read('a,b\n1,x', { mappings: [{ sheet: name, mapping: swapped }] })).toMatchObject(
      {
        tables: [
          { hit: 'F', inputs: [{ id: 'b', fact: 'kind' }], rows: [{ when: [['x']], then: [1] }] },
        ],
      },
    );
  });

  test('finds facts that are called as the columns are', async () => {
    const facts = { age: { name: { zh: '年龄', en: 'Age' }, type: 'integer' as const } };
    const found = await readTables({ name: 'x', content: '年龄,等级\n5,x' }, facts);
    expect(found).toMatchObject({
      value: { tables: [{ inputs: [{ id: 'age', type: 'integer' }] }] },
    });
  });
});

describe('hostile files are refused with words', () => {
  const refused: [string, Uint8Array | string, string][] = [
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'workbook of an old form'],
    ['bytes', Buffer.from([0x3c, 0xff, 0xfe, 0xff]), 'no character in utf-8'],
    [
      'DMN that is not what it says',
      Buffer.concat([bytes('<?xml version="1.0" encoding="utf-8"?><a>'), Buffer.from([0xff])]),
      'no character in utf-8',
    ],
    [
      'DMN in an unknown encoding',
      bytes('<?xml version="1.0" encoding="martian"?><a/>'),
      'unknown encoding',
    ],
    ['a web page', '<!DOCTYPE html><html></html>', 'DOCTYPE'],
    ['nothing', '', 'no decision table'],
    ['a word', 'hello', 'no decision table'],
    ['JSON', '{"kind":"table"}', 'no decision table'],
    ['zero bytes', new Uint8Array(1_000_000), 'Too large'],
    ['a very long line', 'x'.repeat(3_000_000), 'Too large'],
  ];

  test.each(refused)('%s', async (_, content, words) => {
    const found = await read(content);
    expect(found.tables).toBeUndefined();
    expect(found.said.join('\n')).toContain(words);
  });
});

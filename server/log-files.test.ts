import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createXesReader, type XesItem } from '@flowmeter/engine/history/xes.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogDecoder, LogFileError, readLogText, type LogTextOptions } from './log-files.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-files-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function readFile(bytes: Uint8Array, options?: LogTextOptions): Promise<string> {
  const path = join(folder, 'log.xes');
  writeFileSync(path, bytes);
  return (await Array.fromAsync(readLogText(path, options))).join('');
}

/** The code and details of the failure. */
async function failureOf(reading: Promise<unknown>): Promise<Partial<LogFileError>> {
  const error: unknown = await reading.catch((caught: unknown) => caught);
  return error instanceof LogFileError ? { code: error.code, details: error.details } : {};
}

const xml = (encoding: string, name: string) =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<log><string key="a" value="${name}"/></log>\n`;

/** Bytes written as the characters U+0000 to U+00FF. */
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const long = '工单'.repeat(100_000);

describe('the text of a file', () => {
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(xml('UTF-8', long)), xml('UTF-8', long)],
    ['no declaration', Buffer.from(`<log a="${long}"/>`), `<log a="${long}"/>`],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${xml('gbk', '工')}`), xml('gbk', '工')],
    [
      'ISO-8859-1',
      Buffer.from(xml('ISO-8859-1', 'Håkan Göran'), 'latin1'),
      xml('ISO-8859-1', 'Håkan Göran'),
    ],
    ['windows-1252', latin1(xml('windows-1252', '\x80')), xml('windows-1252', '€')],
    ['GBK', latin1(xml('GBK', '\xb9\xa4')), xml('GBK', '工')],
    [
      'GBK in single quotes',
      latin1("<?xml encoding = 'GBK' ?><log a='\xb9\xa4'/>"),
      "<?xml encoding = 'GBK' ?><log a='工'/>",
    ],
    ['GB2312', latin1(xml('gb2312', '\xb9\xa4\xb5\xa5')), xml('gb2312', '工单')],
    ['GB18030', latin1(xml('GB18030', '\x81\x39\xee\x39')), xml('GB18030', '㐀')],
    ['Big5', latin1(xml('Big5', '\xa4\x75')), xml('Big5', '工')],
    ['Shift_JIS', latin1(xml('Shift_JIS', '\x8d\x48')), xml('Shift_JIS', '工')],
    [
      'UTF-16LE with a mark',
      Buffer.from(`\uFEFF${xml('utf-16', long)}`, 'utf16le'),
      xml('utf-16', long),
    ],
    ['UTF-16BE with a mark', utf16be(`\uFEFF${xml('utf-8', '😀')}`), xml('utf-8', '😀')],
    ['UTF-16LE without', Buffer.from(xml('utf-16', '工'), 'utf16le'), xml('utf-16', '工')],
    ['UTF-16BE without', utf16be(xml('UTF-16BE', '工')), xml('UTF-16BE', '工')],
    ['UTF-8 that says UTF-16', Buffer.from(xml('utf-16', '工')), xml('utf-16', '工')],
    ['nothing', Buffer.alloc(0), ''],
    ['one byte', Buffer.from('<'), '<'],
  ])('given %s, plain or gzip', async (_, bytes, text) => {
    expect(await readFile(bytes)).toBe(text);
    expect(await readFile(gzipSync(bytes))).toBe(text);
  });

  test('given several gzip members, is all of them', async () => {
    const members = [gzipSync('<log>'), gzipSync('</log>')];
    expect(await readFile(Buffer.concat(members))).toBe('<log></log>');
  });

  test('may be left early', async () => {
    const path = join(folder, 'long.xes');
    writeFileSync(path, gzipSync(Buffer.from(xml('utf-8', long))));
    const pieces = readLogText(path);
    await pieces.next();
    expect(await pieces.return()).toEqual({ done: true, value: undefined });
    expect(await pieces.next()).toEqual({ done: true, value: undefined });
  });
});

/** The offset at which decoding fails. */
function decodeInPieces(bytes: Uint8Array, size: number): unknown {
  const decoder = createLogDecoder();
  try {
    for (let at = 0; at < bytes.length; at += size) decoder.write(bytes.subarray(at, at + size));
  } catch (error) {
    return error instanceof LogFileError ? error.details['offset'] : error;
  }
  return undefined;
}

describe('wrong bytes are placed at the first byte of what is no character', () => {
  const gbk = (pairs: number) => latin1(`${xml('gbk', '')}a${'\xb9\xa4'.repeat(pairs)}`);
  const cases: [encoding: string, before: Uint8Array, wrong: number[]][] = [
    ['utf-8', Buffer.from('<log a="工单'), [0xe9]],
    ['utf-8', Buffer.from(`\uFEFF<log a="${long}`), [0xe5, 0xb7]],
    ['utf-8', Buffer.from(`<log a="${'é😀'.repeat(70_001)}`), [0xc0]],
    ['utf-8', Buffer.from(`<log a="${'x'.repeat(65_536 - 9)}`), [0xf0, 0x9f, 0x98]],
    ['gbk', gbk(3), [0xb9]],
    ['gbk', gbk(70_000), [0xb9]],
    ['gb18030', latin1(xml('gb18030', '\xb9\xa4'.repeat(70_000))), [0x81, 0x30, 0x81]],
    ['big5', latin1(xml('big5', '\xa4\x75')), [0xa4]],
    ['utf-16le', Buffer.from(`\uFEFF<log a="${'😀'.repeat(50_001)}`, 'utf16le'), [0x00, 0xdc]],
    ['utf-16le', Buffer.from(`\uFEFF<log a="a${'😀'.repeat(50_001)}`, 'utf16le'), [0x3d, 0xd8]],
    ['utf-16be', utf16be(`\uFEFF<log a="${'😀'.repeat(50_001)}`), [0xd8, 0x3d]],
    ['iso-2022-jp', Buffer.from(xml('ISO-2022-JP', '')), [0xff]],
  ];

  test.each(cases)('given %s', async (encoding, before, wrong) => {
    const bytes = Buffer.concat([before, Uint8Array.from(wrong), Buffer.alloc(4, 0x20)]);
    const failure = { code: 'log_wrong_encoding', details: { offset: before.length, encoding } };
    expect(await failureOf(readFile(bytes))).toEqual(failure);
    expect(await failureOf(readFile(gzipSync(bytes)))).toEqual(failure);
  });

  test('or at its piece, given a mebibyte in which no byte surely ends a character', async () => {
    const before = 1.5 * 2 ** 20;
    const bytes = latin1(`${'x'.repeat(before)}\xff`);
    const { details } = await failureOf(readFile(bytes));
    expect(details?.['offset']).toBeLessThanOrEqual(before);
    expect(details?.['offset']).toBeGreaterThan(before - 2 ** 17);
  });

  test('wherever the bytes are cut', () => {
    const before = Buffer.from('<log a="工单">é😀');
    const bytes = Buffer.concat([
      before,
      Uint8Array.of(0xf0, 0x9f, 0x41),
      Buffer.alloc(2000, 0x20),
    ]);
    const failures = [1, 2, 3, 5, 1000].map((size) => decodeInPieces(bytes, size));
    expect(new Set(failures)).toEqual(new Set([before.length]));
  });
});

function unknown(encoding: string) {
  return { code: 'log_unknown_encoding', details: { encoding } };
}

describe('a file is refused', () => {
  const zipped = gzipSync(Buffer.from(xml('utf-8', long)));
  const miscounted = Buffer.from(zipped).fill(0xff, zipped.length - 8, zipped.length - 4);
  const broken = Buffer.from(zipped).fill(0xff, 10, 40);

  test.each<[string, Uint8Array, object]>([
    ['a cut gzip', zipped.subarray(0, -20), { code: 'log_truncated' }],
    ['a gzip without its end', zipped.subarray(0, -1), { code: 'log_truncated' }],
    [
      'a gzip of its head',
      zipped.subarray(0, 5),
      { code: 'log_truncated', details: { offset: 0 } },
    ],
    ['a gzip with a wrong checksum', miscounted, { code: 'log_damaged' }],
    ['a broken gzip', broken, { code: 'log_damaged', details: { offset: 0 } }],
    [
      'text cut in a character',
      Buffer.from('<log a="工').subarray(0, -1),
      { code: 'log_truncated', details: { offset: 10 } },
    ],
    [
      'UTF-16 of an odd length',
      Buffer.from('\uFEFF<log/>', 'utf16le').subarray(0, -1),
      { code: 'log_truncated', details: { offset: 13 } },
    ],
    ['an unknown encoding', Buffer.from(xml('klingon', '')), unknown('klingon')],
    ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0), unknown('utf-32le')],
    ['EBCDIC', Uint8Array.of(0x4c, 0x6f, 0xa7, 0x94, 0x93), unknown('ebcdic')],
  ])('given %s', async (_, bytes, failure) => {
    expect(await failureOf(readFile(bytes))).toMatchObject(failure);
  });

  test.each([
    ['missing.xes', 'log_not_found'],
    ['', 'log_unreadable'],
  ])('given the path %j in a folder', async (name, code) => {
    const reading = Array.fromAsync(readLogText(join(folder, name)));
    expect(await failureOf(reading)).toMatchObject({ code, details: { path: join(folder, name) } });
  });

  test('given more bytes than allowed, however small it is on disk', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000, 0x20));
    const failure = { code: 'log_too_large', details: { limit: 1_000_000 } };
    expect(await failureOf(readFile(bomb, { maxBytes: 1_000_000 }))).toEqual(failure);
    expect(await readFile(Buffer.alloc(10, 0x20), { maxBytes: 10 })).toHaveLength(10);
  });
});

const trace = (event: string) => `<trace>\n<event>${event}</event></trace>\n`;

async function itemsOf(text: string): Promise<XesItem[]> {
  const path = join(folder, 'log.xes.gz');
  writeFileSync(path, gzipSync(Buffer.from(text, 'latin1')));
  const reader = createXesReader();
  const items: XesItem[] = [];
  for await (const piece of readLogText(path)) items.push(...reader.write(piece));
  return [...items, ...reader.close()];
}

describe('read as an event log', () => {
  const timed =
    '<string key="concept:name" value="a"/><date key="time:timestamp" value="2026-01-01T00:00:00Z"/>';
  test('given ISO-8859-1, keeps the names', async () => {
    const name = '<string key="concept:name" value="Göran"/>';
    const text = `<?xml version="1.0" encoding="ISO-8859-1"?><log><trace>${name}</trace></log>`;
    expect(await itemsOf(text)).toMatchObject([{ kind: 'trace', trace: { name: 'Göran' } }]);
  });

  test.each([
    ['a cut', `<log>\n${trace(timed)}<trace>`, 'stopped', { code: 'xes_truncated', line: 4 }],
    [
      'a missing time',
      `<log>\n${trace(timed)}${trace(timed.slice(0, 38))}</log>`,
      'refused',
      { code: 'xes_missing_timestamp', details: { traceNumber: 2, event: 1 }, line: 5 },
    ],
    [
      'a bomb of entities',
      `<log>${trace(timed)}</log>`.replace(/^/, '<!DOCTYPE log [<!ENTITY a "&b;&b;">]>'),
      'stopped',
      { code: 'xes_doctype_refused', line: 1 },
    ],
  ])('given %s, names the place', async (_, text, kind, problem) => {
    expect((await itemsOf(text)).at(-1)).toMatchObject({ kind, problem });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { RecordFileError } from './faults.ts';
import { encodingOf, readRecordText } from './record-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowmeter-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(bytes: Uint8Array, declared?: string) {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  const encoding = await encodingOf(path, declared);
  const pieces = await Array.fromAsync(readRecordText(path, encoding));
  return {
    encoding,
    text: pieces.map(({ text }) => text).join(''),
    wrong: pieces.flatMap(({ wrongLines }) => wrongLines),
  };
}

async function reasonOf(reading: Promise<unknown>): Promise<unknown> {
  const error: unknown = await reading.catch((caught: unknown) => caught);
  return error instanceof RecordFileError ? error.problem.details['reason'] : error;
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
/** 户号 in GBK, and 𠅑, whose four bytes only GB18030 has. */
const gbk = Buffer.from([0xbb, 0xa7, 0xba, 0xc5]);
const rare = Buffer.from([0x95, 0x32, 0xa4, 0x33]);
const long = '户号,1\n'.repeat(40_000);

describe('the text of a file', () => {
  test.each<[string, Uint8Array, string, string]>([
    ['UTF-8', Buffer.from('户号\n'), 'utf-8', '户号\n'],
    ['UTF-8 with a mark', Buffer.from('\ufeff户号\n'), 'utf-8', '户号\n'],
    ['GB18030', Buffer.concat([gbk, rare, Buffer.from('\n')]), 'gb18030', '户号𠅑\n'],
    ['UTF-16 LE', Buffer.from('\ufeff户号\n', 'utf16le'), 'utf-16le', '户号\n'],
    ['UTF-16 BE', utf16be('\ufeff户号\n'), 'utf-16be', '户号\n'],
    ['gzip', gzipSync('户号\n'), 'utf-8', '户号\n'],
    ['nothing at all', Buffer.alloc(0), 'utf-8', ''],
    ['many pieces', Buffer.from(long), 'utf-8', long],
    ['many pieces of UTF-16', Buffer.from(`\ufeff${long}`, 'utf16le'), 'utf-16le', long],
  ])('%s', async (_what, bytes, encoding, text) => {
    expect(await read(bytes)).toEqual({ encoding, text, wrong: [] });
  });

  test('in the encoding that was said', async () => {
    const bytes = Buffer.from([0xe9, 0x0a]);
    expect(await read(bytes, 'latin1')).toMatchObject({ encoding: 'windows-1252', text: 'é\n' });
    expect(await read(Buffer.concat([gbk]), 'GBK')).toMatchObject({
      encoding: 'gbk',
      text: '户号',
    });
  });

  test('lines that are no text of it are named, wherever they are', async () => {
    const bytes = Buffer.concat([Buffer.from(long), gbk, Buffer.from('\n好\n'), gbk]);
    const { text, wrong } = await read(bytes, 'utf-8');
    expect(wrong).toEqual([40_001, 40_003]);
    expect(text.startsWith(long)).toBe(true);
    expect(text).toContain('\n好\n');
  });
});

describe('what cannot be read says why', () => {
  test('neither UTF-8 nor GB18030', async () => {
    const reason = { zh: expect.stringContaining('请指明编码') };
    expect(await reasonOf(read(Buffer.from([0xff, 0x41, 0x0a])))).toMatchObject(reason);
  });

  test('an encoding that nobody knows', async () => {
    expect(await reasonOf(read(Buffer.from('a'), 'klingon'))).toMatchObject({
      en: 'unknown encoding klingon',
    });
  });

  test('half a character of UTF-16', async () => {
    const bytes = Buffer.from('\ufeffab', 'utf16le').subarray(0, 5);
    expect(await reasonOf(read(bytes))).toMatchObject({ en: 'it is not valid utf-16le at byte 5' });
  });

  test('a line without an end', async () => {
    const bytes = Buffer.alloc(12 * 2 ** 20, 'a');
    expect(await reasonOf(read(bytes))).toMatchObject({
      en: expect.stringContaining('line 1 does not end'),
    });
  });

  test('gzip that is damaged', async () => {
    const bytes = gzipSync(Buffer.from(long));
    bytes.fill(0, bytes.length - 8);
    expect(await reasonOf(read(bytes))).toMatchObject({ en: expect.stringContaining('damaged') });
  });
});

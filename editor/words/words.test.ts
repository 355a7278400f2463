import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const here = import.meta.dirname;
const namespaces = readdirSync(join(here, 'zh')).filter((file) => file.endsWith('.json'));

/** Every word of a file by its full key. */
function wordsIn(language: string, file: string): Record<string, string> {
  const json: unknown = JSON.parse(readFileSync(join(here, language, file), 'utf8'));
  return Object.fromEntries(leaves(json, ''));
}

function leaves(node: unknown, key: string): [string, string][] {
  if (typeof node !== 'object' || node === null) return [[key, String(node)]];
  return Object.entries(node).flatMap(([name, child]) =>
    leaves(child, key === '' ? name : `${key}.${name}`),
  );
}

/** Without the endings of plurals: English has more of them than Chinese. */
function keysOf(words: Record<string, string>): string[] {
  return [...new Set(Object.keys(words).map((key) => key.replace(/_(one|other)$/, '')))].toSorted();
}

/** Key -> the names to be filled in, e.g. `count` of `{{count}}`. */
function blanksIn(words: Record<string, string>): Record<string, string[]> {
  const said = Object.entries(words).filter(([key]) => !key.endsWith('_one'));
  return Object.fromEntries(said.map(([key, text]) => [key, blanks(text)]));
}

function blanks(text: string): string[] {
  return Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name]) => name ?? '').toSorted();
}

test('both languages have the same files', () => {
  const others = readdirSync(join(here, 'en')).filter((file) => file.endsWith('.json'));
  expect(others).toEqual(namespaces);
});

describe.each(namespaces)('%s', (file) => {
  const zh = wordsIn('zh', file);
  const en = wordsIn('en', file);

  test('has the same keys in both languages', () => {
    expect(keysOf(en)).toEqual(keysOf(zh));
  });

  test('has no empty word', () => {
    const words = [...Object.entries(zh), ...Object.entries(en)];
    expect(words.filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('fills in the same names in both languages', () => {
    expect(blanksIn(en)).toEqual(blanksIn(zh));
  });
});

const rooms = ['canvas', 'display', 'forms', 'panels', 'screens', 'shell'];
const editor = join(here, '..');

/** Sources that draw, without their comments. */
function sources(): [string, string][] {
  return readdirSync(editor, { recursive: true, encoding: 'utf8' })
    .filter((file) => rooms.some((room) => file.startsWith(`${room}/`)))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => [file, withoutComments(readFileSync(join(editor, file), 'utf8'))]);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** Words in both languages, side by side, are data: they are shown in the one that is spoken. */
function withoutPairs(text: string): string {
  return text.replace(/\{\s*zh: '[^']*',\s*en: '[^']*',?\s*\}/g, '');
}

/** Text between tags, or an attribute that is read out. */
function speaks(text: string): boolean {
  const between = />\s*[A-Za-z][A-Za-z ,.’'-]{2,}\s*<\//;
  const attribute = /\b(?:title|label|placeholder|alt|aria-label)="[^"]*[A-Za-z]{2}[^"]*"/;
  return between.test(text) || attribute.test(text);
}

describe('no words stand in the code', () => {
  test('no Chinese', () => {
    const found = sources().filter(([, text]) => /[\u4e00-\u9fff]/.test(withoutPairs(text)));
    expect(found.map(([file]) => file)).toEqual([]);
  });

  test('no text between tags, no words in attributes that are read out', () => {
    const found = sources().filter(([, text]) => speaks(text));
    expect(found.map(([file]) => file)).toEqual([]);
  });
});

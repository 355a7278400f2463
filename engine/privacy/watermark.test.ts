import { expect, test } from 'vitest';
import { readPasted } from '../exchange/grid.ts';
import { hashOf } from '../definition/hash.ts';
import type { Definition } from '../definition/kinds.ts';
import { isMark, markDefinition, markLine, markText, markXml } from './watermark.ts';

const mark = { id: 'x1', by: 'olga', at: '2026-03-02T01:00:00.000Z', purpose: 'for the audit' };

test('says who, when, what for, and its number', () => {
  expect(markLine(mark)).toBe('#flowmeter-export x1 olga 2026-03-02T01:00:00.000Z for the audit');
});

test.each(['a,b;c', '"x"\ty', '<!-- -->', 'two\r\nlines', '--', '=1+1'])(
  'the purpose %j is nothing that a table or a document reads as its own',
  (purpose) => {
    const line = markLine({ ...mark, purpose });
    expect(line).not.toMatch(/[,;"<>\t\r\n]|--/);
    expect(isMark(line)).toBe(true);
  },
);

test('is left out when the text comes back', () => {
  const text = 'a,b\r\n1,2\r\n';
  expect(readPasted(markText(text, mark))).toEqual(readPasted(text));
});

test('is no part of what a definition means', () => {
  const told = { $export: 'older', kind: 'calendar', id: 'c', name: { zh: 'c', en: 'c' } };
  const file = JSON.parse(markDefinition(told, mark)) as Definition;
  expect(Object.entries(file)[0]).toEqual(['$export', markLine(mark)]);
  expect(hashOf(file)).toBe(hashOf({ kind: 'calendar', id: 'c', name: told.name } as Definition));
});

test('stands behind the declaration of a document', () => {
  const xml = '<?xml version="1.0"?><a/>';
  expect(markXml(xml, mark)).toBe(`<?xml version="1.0"?>\n<!-- ${markLine(mark)} --><a/>`);
});

import { describe, expect, test } from 'vitest';
import { decision, definitions, input, output, read, rule, V13 } from './dmn.fixture.ts';

describe('hostile documents are refused, quickly', () => {
  const laughs = Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
  ).join('');
  const hostile: [string, string, string][] = [
    [
      'a billion laughs',
      `<!DOCTYPE d [<!ENTITY l0 "ha">${laughs}]>${definitions(decision({ name: '&l9;' })).slice(21)}`,
      'DOCTYPE',
    ],
    [
      'an external entity',
      `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions xmlns="${V13}"/>`,
      'DOCTYPE',
    ],
    [
      'an external DTD',
      `<!DOCTYPE d SYSTEM "http://127.0.0.1/x.dtd"><definitions xmlns="${V13}"/>`,
      'DOCTYPE',
    ],
    ['an entity of nowhere', definitions(decision({ name: '&nowhere;' })), 'not valid XML'],
    ['nesting', definitions('<a>'.repeat(200_000)), 'nests deeper than 64'],
    ['elements', definitions('<a/>'.repeat(1_100_000)), 'more than 1000000 elements'],
    ['length', definitions(`<!--${'x'.repeat(17_000_000)}-->`), 'more than 16000000 characters'],
    [
      'attributes',
      definitions(
        `<a ${Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(' ')}>`,
      ),
      'not valid XML',
    ],
    ['decisions', definitions('<decision name="a"/>'.repeat(200_000)), '1000 decisions'],
    [
      'columns',
      definitions(
        decision({
          columns: input('a').repeat(100_000) + output(),
          rules: '<rule/>'.repeat(100_000),
        }),
      ),
      'more than 100 columns',
    ],
    ['rows', definitions(decision({ rules: '<rule/>'.repeat(200_000) })), 'more than 20000 rows'],
    [
      'a name',
      definitions(
        decision({
          name: `${'_'.repeat(1_000_000)}x`,
          columns: input(`${'_ '.repeat(100_000)}x`) + output(),
        }),
      ),
      'was not imported',
    ],
    ['half a document', definitions(decision()).slice(0, 300), 'not valid XML'],
    ['half a character', definitions(decision({ name: '\ud800' })), 'half a character'],
    ['a prefix of nowhere', definitions('<v:x/>'), 'not valid XML'],
    ['nothing', '', 'nothing is in it'],
    ['another kind of document', '<bpmn xmlns="urn:x"/>', 'no document of DMN'],
    ['another version', definitions(decision(), '', 'urn:DMN/2099'), 'no document of DMN'],
  ];

  test.each(hostile)('%s', { timeout: 60_000 }, (_, text, words) => {
    expect(read(text).said.join('\n')).toContain(words);
  });

  test('what we would have written is not believed', () => {
    const own =
      'xmlns:f="urn:flowmeter:dmn:1" f:type="constructor" f:id="__proto__" f:params="{" f:unit="kg"';
    const columns = input('age').replace('<input>', `<input ${own}>`) + output();
    expect(
      read(definitions(decision({ columns, attributes: 'hitPolicy="FIRST"' }))).tables,
    ).toMatchObject([{ inputs: [{ id: 'proto', type: 'number', unit: 'kg' }] }]);
    expect(
      read(definitions(decision({ attributes: 'hitPolicy="constructor"' }))).said.join(),
    ).toContain('hit policy');
  });

  test('names of every object lead nowhere', () => {
    const columns =
      input('constructor', '', '') +
      input('__proto__', '', 'typeRef="toString"') +
      output('name="hasOwnProperty" typeRef="constructor"');
    const { tables, said } = read(
      definitions(
        decision({ id: 'constructor', name: '__proto__', columns, rules: rule(['1', '1'], ['1']) }),
      ),
    );
    expect(tables).toEqual([]);
    expect(said.length).toBeGreaterThan(1);
  });
});

import { describe, expect, test } from 'vitest';
import {
  decision,
  definitions,
  input,
  output,
  read,
  rule,
  V13,
  type Parts,
} from './dmn.fixture.ts';

const tableOf = (parts: Parts, more = '') => read(definitions(decision(parts), more)).tables[0];

describe('versions', () => {
  test.each([
    'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
    'http://www.omg.org/spec/DMN/20180521/MODEL/',
    V13,
    'https://www.omg.org/spec/DMN/20211108/MODEL/',
    'https://www.omg.org/spec/DMN/20230324/MODEL/',
  ])('%s', (uri) => {
    expect(read(definitions(decision(), '', uri)).tables).toHaveLength(1);
  });

  test('with a prefix', () => {
    const text = definitions(decision())
      .replaceAll(/<(\/?)(?=\w)/g, '<$1m:')
      .replace('xmlns=', 'xmlns:m=');
    expect(read(text)).toMatchObject({ tables: [{ id: 'fee' }], said: [] });
  });
});

describe('hit policies', () => {
  test.each([
    ['', 'U'],
    ['hitPolicy="ANY"', 'A'],
    ['hitPolicy="PRIORITY"', 'P'],
    ['hitPolicy="FIRST"', 'F'],
    ['hitPolicy="RULE ORDER"', 'R'],
    ['hitPolicy="OUTPUT ORDER"', 'O'],
    ['hitPolicy="COLLECT"', 'C'],
    ['hitPolicy="COLLECT" aggregation="SUM"', 'C+'],
    ['hitPolicy="COLLECT" aggregation="MIN"', 'C&lt;'],
    ['hitPolicy="COLLECT" aggregation="MAX"', 'C>'],
    ['hitPolicy="COLLECT" aggregation="COUNT"', 'C#'],
  ])('%s', (attributes, hit) => {
    expect(tableOf({ attributes })?.hit).toBe(hit.replace('&lt;', '<'));
  });
});

describe('columns', () => {
  test('of types by name, by item definition, by the data asked, by their cells', () => {
    const types =
      '<itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>' +
      '<itemDefinition name="tCustomer"><itemComponent name="born"><typeRef>date</typeRef></itemComponent></itemDefinition>' +
      '<inputData name="the customer" id="c"><variable name="the customer" typeRef="tCustomer"/></inputData>';
    const columns =
      input('age', '', 'typeRef="tAge"') +
      input('the customer.born', '', '') +
      input('kind', '<inputValues><text>"a","b"</text></inputValues>', 'typeRef="string"') +
      input('open', '', '') +
      output();
    const rules = rule(['5', '&lt; date("2000-01-01")', '"a"', 'true'], ['1']);
    const { tables, said } = read(definitions(types + decision({ columns, rules })));
    expect(tables[0]?.inputs).toMatchObject([
      { id: 'age', type: 'number', min: 0, max: 150 },
      { id: 'the_customer_born', type: 'date', fact: 'the_customer.born' },
      { id: 'kind', type: 'enum', options: [{ value: 'a' }, { value: 'b' }] },
      { id: 'open', type: 'boolean' },
    ]);
    expect(said).toEqual([expect.stringContaining('“open” has no type; it is taken as yes/no')]);
  });

  test('with names that are no ids are told of', () => {
    const { tables, said } = read(definitions(decision({ columns: input('年龄') + output() })));
    expect(tables[0]?.inputs).toMatchObject([{ id: 'input', name: { zh: '年龄' } }]);
    expect(said).toEqual([expect.stringContaining('“年龄” is taken as the fact input (line 1')]);
  });

  test('with the words of their labels, notes and descriptions', () => {
    const columns = `<input label="Age of the customer"><inputExpression typeRef="number"><text>age</text></inputExpression></input>${output('label="Fee" name="fee" typeRef="number"')}<annotation name="Why"/><annotation name="Who"/>`;
    const rules = rule(
      ['-'],
      ['1'],
      '<annotationEntry><text>law</text></annotationEntry><annotationEntry><text>me</text></annotationEntry>',
    );
    const made = tableOf({ columns, rules, before: '<description>What it costs</description>' });
    expect(made).toMatchObject({
      description: { en: 'What it costs' },
      inputs: [{ name: { zh: 'Age of the customer' } }],
      rows: [{ note: { en: 'Why: law\nWho: me' } }],
    });
  });

  test('whose defaults are not all there get null', () => {
    const columns =
      input('age') +
      output(
        'name="a" typeRef="number"',
        '<defaultOutputEntry><text>1</text></defaultOutputEntry>',
      ) +
      output('name="b" typeRef="number"');
    expect(tableOf({ columns, rules: rule(['-'], ['1', '']) })?.outputs).toMatchObject([
      { default: 1 },
      { default: null, nullable: true },
    ]);
  });
});

describe('decisions that ask others', () => {
  const first = decision({
    id: 'risk',
    name: 'Risk level',
    columns: input('age') + output('typeRef="string"'),
    rules: rule(['-'], ['"high"']),
  });

  test('name the output of the other table, in any order', () => {
    const columns = input('Risk  level', '', '') + output();
    const second = decision({ columns, rules: rule(['"high"'], ['1']) });
    const { tables } = read(definitions(second + first));
    expect(tables[0]?.inputs).toMatchObject([{ fact: 'risk.Risk_level', type: 'string' }]);
  });

  test('name one of several outputs', () => {
    const several = decision({
      id: 'risk',
      name: 'Risk',
      columns:
        input('age') +
        output('name="level" typeRef="string"') +
        output('name="Points So Far" typeRef="number"'),
      rules: rule(['-'], ['"x"', '2']),
    });
    const second = decision({ columns: input('Risk.Points So Far') + output() });
    expect(read(definitions(several + second)).tables[1]?.inputs).toMatchObject([
      { fact: 'risk.Points_So_Far', type: 'number' },
    ]);
  });

  test('that are no tables are named, and so is what asks them', () => {
    const literal =
      '<decision id="x" name="X"><literalExpression><text>1 + 1</text></literalExpression></decision>';
    const { tables, said } = read(
      definitions(literal + decision({ columns: input('X') + output() }) + first),
    );
    expect(tables.map(({ id }) => id)).toEqual(['risk']);
    expect(said).toEqual([
      'The decision table “X” was not imported: it is no decision table (line 1, column 137 <literalExpression>)',
      expect.stringContaining('“Fee” was not imported: columns or cells of it cannot be imported'),
      expect.stringContaining('The column “X” cannot be imported: an input has to name a fact'),
    ]);
  });
});

describe('what cannot be kept is named with its place', () => {
  const refused: [string, Parts, string][] = [
    [
      'a formula as input',
      { columns: input('age * 2') + output() },
      '“age * 2” cannot be imported: an input has to name',
    ],
    [
      'a function as input',
      { columns: input('max(a, b)') + output() },
      'an input has to name a fact',
    ],
    [
      'an input without expression',
      { columns: `<input/>${output()}` },
      'an input has to name a fact',
    ],
    [
      'a cell that names something',
      { rules: rule(['&gt; limit'], ['1']) },
      '“> limit” cannot be imported: it is no value',
    ],
    [
      'a cell of another type',
      { rules: rule(['"a"'], ['1']) },
      '“"a"” cannot be imported: it does not fit',
    ],
    ['a computed result', { rules: rule(['-'], ['age * 2']) }, '“age * 2” cannot be imported'],
    ['a list as result', { rules: rule(['-'], ['1, 2']) }, 'a result has to be one value'],
    [
      'a duration',
      { columns: input('a', '', 'typeRef="dayTimeDuration"') + output() },
      'durations have no type',
    ],
    ['a row too narrow', { rules: rule([], ['1']) }, 'a row has not as many cells'],
    ['an unknown hit policy', { attributes: 'hitPolicy="SOME"' }, 'its hit policy is not known'],
    [
      'an unknown aggregation',
      { attributes: 'hitPolicy="COLLECT" aggregation="AVG"' },
      'its hit policy',
    ],
    ['no rows', { rules: '' }, 'it has no rows'],
    ['no outputs', { columns: input('age') }, 'it has no column of results'],
    [
      'another language',
      {
        rules: rule(['-'], ['1']).replace('<inputEntry>', '<inputEntry expressionLanguage="juel">'),
      },
      'are not in FEEL',
    ],
    [
      'values of two types',
      { columns: input('a', '', '') + output(), rules: rule(['1'], ['1']) + rule(['"b"'], ['1']) },
      'values are of different types',
    ],
    [
      'a text too long',
      {
        columns: input('a') + output('name="o" typeRef="string"'),
        rules: rule(['-'], [`"${'x'.repeat(3000)}"`]),
      },
      'does not fit the schema',
    ],
  ];

  test.each(refused)('%s', (_, parts, words) => {
    const { tables, said, codes } = read(definitions(decision(parts)));
    expect(tables).toEqual([]);
    expect(codes[0]).toBe('exchange_without_table');
    expect(said.join('\n')).toContain(words);
    expect(said.join('\n')).toMatch(/line 1, column \d+/);
  });

  test('another language for the whole document', () => {
    expect(read(definitions(decision(), 'expressionLanguage="urn:js"')).said[1]).toContain(
      'not in FEEL',
    );
  });

  test('elements and attributes beside tables', () => {
    const beside =
      '<businessKnowledgeModel name="b"><x/></businessKnowledgeModel><businessKnowledgeModel name="c"/>';
    const { tables, said } = read(
      definitions(decision({ attributes: 'xmlns:v="urn:v" v:colour="red"' }) + beside),
    );
    expect(tables).toHaveLength(1);
    expect(said).toEqual([
      expect.stringMatching(/^Not kept: <decisionTable v:colour> \(line 1/),
      expect.stringMatching(/^Not kept: <definitions>\/<businessKnowledgeModel> \(.*, 2 in all\)/),
    ]);
  });

  test('values that are no domain of ours, ids that are none', () => {
    const columns = input('age', '<inputValues><text>&gt; 0, 5</text></inputValues>') + output();
    const rules = rule(['-'], ['1']).replace('<rule>', '<rule id="a b">');
    expect(read(definitions(decision({ columns, rules }))).said).toEqual([
      expect.stringContaining('the values of “age”, > 0, 5'),
      expect.stringContaining('id="a b"'),
    ]);
  });

  test('at most a hundred of a kind, and how many more', () => {
    const rules = rule(['x'], ['1']).repeat(150);
    const { said } = read(definitions(decision({ rules })));
    expect(said).toHaveLength(103);
    expect(said.at(-1)).toBe('50 more of these are not listed');
  });
});

/**
 * Decision tables as a DMN 1.3 document, valid by its schema and without a drawing. What DMN has no place
 * for (the second language, units, validity, the basis of a row) stands in attributes of our own namespace,
 * so that reading the document gives the same tables; other tools pass over them.
 */
import { canonical } from '../definition/hash.ts';
import type { TableDefinition, TableInput, TableOutput, TableRow } from '../definition/table.ts';
import { ok, problem, type Localized, type Problem, type Result } from '../problem.ts';
import { FLOWMETER } from './dmn-model.ts';
import { hitWords, readDmn } from './read-dmn.ts';
import { literalText, testsText, type ColumnType } from './write-feel.ts';
import { element, isXmlText, xmlText, type Element } from './write-xml.ts';

const MODEL = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

/** Fails, naming what, where the document would not give the same tables when it is read. */
export function writeDmn(tables: readonly TableDefinition[]): Result<string> {
  const unsaid = tables.flatMap(unsayable);
  if (unsaid.length > 0) return { ok: false, problems: unsaid };
  const text = xmlText(documentOf(tables));
  const read = readDmn(text);
  const changed = read.ok
    ? tables.flatMap((one, index) => difference(one, read.value.tables[index]))
    : read.problems;
  return changed.length === 0 ? ok(text) : { ok: false, problems: changed };
}

/** Characters that XML cannot hold; those in cells are escaped. */
function unsayable(table: TableDefinition): Problem[] {
  const { rows, ...head } = table;
  const said = [head, ...rows.map(({ note, basis }) => ({ note, basis }))];
  return textsIn(said).every(isXmlText)
    ? []
    : [notWritten(table.name, { zh: '控制字符', en: 'control characters' })];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function notWritten(name: Localized, what: Localized, at?: string): Problem {
  return problem(
    'exchange_unsayable',
    { what: { zh: `“${name.zh}”的${what.zh}`, en: `In “${name.en}”, ${what.en}` } },
    at,
  );
}

/** The first thing that would come back in another way. */
function difference(written: TableDefinition, read: TableDefinition | undefined): Problem[] {
  const { $schema: _, $export: _mark, ...table } = written;
  if (read !== undefined && canonical(table) === canonical(read)) return [];
  for (const part of ['inputs', 'outputs', 'rows'] as const) {
    const index = table[part].findIndex(
      (one, place) => JSON.stringify(one) !== JSON.stringify(read?.[part][place]),
    );
    const words = {
      inputs: { zh: '条件列', en: 'input' },
      outputs: { zh: '结果列', en: 'output' },
      rows: { zh: '行', en: 'row' },
    }[part];
    const what = { zh: `第 ${index + 1} ${words.zh}`, en: `${words.en} ${index + 1}` };
    const same =
      index < 0 || canonical(table[part][index]) === canonical(read?.[part][index] ?? null);
    if (!same) return [notWritten(table.name, what, `/${part}/${index}`)];
  }
  return [notWritten(table.name, { zh: '名称或说明', en: 'its name or description' })];
}

function documentOf(tables: readonly TableDefinition[]): Element {
  const [first, ...more] = tables;
  const name = more.length === 0 ? (first?.name.zh ?? '') : 'tables';
  const byId = new Map(tables.map((one) => [one.id, one]));
  const data = new Map<string, ColumnType | undefined>();
  for (const input of tables.flatMap(({ inputs }) => inputs)) {
    const [root = '', ...rest] = (input.fact ?? input.id).split('.');
    if (!isAsked(input, byId) && !data.has(root)) {
      data.set(root, rest.length === 0 ? input.type : undefined);
    }
  }
  const attributes = {
    xmlns: MODEL,
    'xmlns:flowmeter': FLOWMETER,
    id: 'flowmeter.tables',
    name,
    namespace: 'urn:flowmeter:tables',
    exporter: 'Flowmeter',
  };
  return element('definitions', attributes, [
    ...[...data].map(([root, type]) => dataElement(root, type)),
    ...tables.map((table) => decisionElement(table, byId)),
  ]);
}

function dataElement(name: string, type: ColumnType | undefined): Element {
  const variable = element('variable', { name, typeRef: type && typeRefs[type] });
  return element('inputData', { id: dataId(name), name }, [variable]);
}

const dataId = (name: string) => `data.${name}`;

const typeRefs: Record<ColumnType, string> = {
  string: 'string',
  text: 'string',
  enum: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'dateTime',
};

type Tables = ReadonlyMap<string, TableDefinition>;

/** The table in the document whose output the column asks for. */
function askedTable({ fact = '' }: TableInput, tables: Tables): TableDefinition | undefined {
  const [id = '', output = '', ...rest] = fact.split('.');
  const table = rest.length === 0 ? tables.get(id) : undefined;
  return table?.outputs.some((one) => one.id === output) ? table : undefined;
}

function isAsked(input: TableInput, tables: Tables): boolean {
  return askedTable(input, tables) !== undefined;
}

function decisionElement(table: TableDefinition, tables: Tables): Element {
  const { id, name, description } = table;
  const required = new Set(
    table.inputs.map((input) => {
      const asked = askedTable(input, tables);
      const [root = ''] = (input.fact ?? input.id).split('.');
      return asked === undefined
        ? `requiredInput #${dataId(root)}`
        : `requiredDecision #${asked.id}`;
    }),
  );
  const attributes = {
    id,
    name: id,
    label: name.zh,
    'flowmeter:name-en': second(name),
    'flowmeter:description-en': description && second(description),
  };
  return element('decision', attributes, [
    ...(description === undefined ? [] : [element('description', {}, description.zh)]),
    element('variable', { name: id, typeRef: typeRefOf(table) }),
    ...[...required].map((one) => {
      const [kind = '', href = ''] = one.split(' ');
      return element('informationRequirement', {}, [element(kind, { href })]);
    }),
    tableElement(table, tables),
  ]);
}

/** The second language, where it says something else. */
function second({ zh, en }: Localized): string | undefined {
  return en === zh ? undefined : en;
}

/** Structures and lists have no type of their own here. */
function typeRefOf({ hit, outputs }: TableDefinition): string | undefined {
  const [only, ...more] = outputs;
  if (hit === 'C#') return 'number';
  return only === undefined || more.length > 0 || ['R', 'O', 'C'].includes(hit)
    ? undefined
    : typeRefs[only.type];
}

function tableElement(table: TableDefinition, tables: Tables): Element {
  const { id, hit, inputs, outputs, rows } = table;
  const noted = rows.some(({ note }) => note !== undefined);
  return element('decisionTable', { id: `${id}.table`, ...hitWords(hit) }, [
    ...inputs.map((input, index) => inputElement(input, `${id}.input.${index + 1}`, tables)),
    ...outputs.map((output, index) => outputElement(output, `${id}.output.${index + 1}`)),
    ...(noted ? [element('annotation', { name: 'note' })] : []),
    ...rows.map((row, index) => rowElement(row, table, `${id}.row.${index + 1}`, noted)),
  ]);
}

function ownAttributes({ id, name, type, unit, nullable }: TableInput | TableOutput) {
  return {
    'flowmeter:id': id,
    'flowmeter:type': type,
    'flowmeter:name-en': second(name),
    'flowmeter:unit': unit,
    'flowmeter:nullable': nullable === undefined ? undefined : String(nullable),
  };
}

function inputElement(input: TableInput, id: string, tables: Tables): Element {
  const { name, type, fact, params } = input;
  const attributes = {
    id,
    label: name.zh,
    ...ownAttributes(input),
    'flowmeter:fact': fact,
    'flowmeter:params': params && JSON.stringify(params),
  };
  const asked = askedTable(input, tables);
  const text = asked?.outputs.length === 1 ? asked.id : (fact ?? input.id);
  return element('input', attributes, [
    ...optionElements(input.options),
    element('inputExpression', { typeRef: typeRefs[type] }, [textElement(text)]),
    ...valuesElement('inputValues', inputValues(input)),
  ]);
}

function outputElement(output: TableOutput, id: string): Element {
  const { name, type, options, values, default: fallback } = output;
  const listed = options?.map(({ value }) => value) ?? values;
  const text = listed?.map((value) => literalText(value, type)).join(', ');
  const attributes = {
    id,
    name: output.id,
    label: name.zh,
    typeRef: typeRefs[type],
    ...ownAttributes(output),
  };
  return element('output', attributes, [
    ...optionElements(options),
    ...valuesElement('outputValues', text),
    ...(fallback === undefined
      ? []
      : [element('defaultOutputEntry', {}, [textElement(literalText(fallback, type))])]),
  ]);
}

function optionElements(options: TableInput['options'] = []): Element[] {
  const named = options
    .filter(({ value, name }) => name.zh !== value || name.en !== value)
    .map(({ value, name }) => element('flowmeter:option', { value, zh: name.zh, en: name.en }));
  return named.length === 0 ? [] : [element('extensionElements', {}, named)];
}

function inputValues({ type, options, min, max }: TableInput): string | undefined {
  if (options !== undefined) return options.map(({ value }) => literalText(value, type)).join(', ');
  if (min === undefined && max === undefined) return undefined;
  const bounds = {
    ...(min === undefined ? {} : { from: min }),
    ...(max === undefined ? {} : { to: max }),
  };
  return testsText([bounds], type);
}

function valuesElement(name: string, text: string | undefined): Element[] {
  return text === undefined ? [] : [element(name, {}, [textElement(text)])];
}

function textElement(text: string): Element {
  return element('text', {}, text);
}

function rowElement(
  row: TableRow,
  { inputs, outputs }: TableDefinition,
  id: string,
  noted: boolean,
): Element {
  const { note, basis } = row;
  const attributes = {
    id,
    'flowmeter:id': row.id,
    'flowmeter:note-en': note && second(note),
    'flowmeter:valid-from': row.valid_from,
    'flowmeter:valid-to': row.valid_to,
    'flowmeter:basis': basis?.kind,
    'flowmeter:basis-zh': basis?.source.zh,
    'flowmeter:basis-en': basis && second(basis.source),
  };
  return element('rule', attributes, [
    ...row.when.map((cell, index) =>
      entry('inputEntry', testsText(cell, inputs[index]?.type ?? 'string')),
    ),
    ...row.then.map((value, index) =>
      entry('outputEntry', literalText(value, outputs[index]?.type ?? 'string')),
    ),
    ...(noted ? [entry('annotationEntry', note?.zh ?? '')] : []),
  ]);
}

function entry(name: string, text: string): Element {
  return element(name, {}, [textElement(text)]);
}

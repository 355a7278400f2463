/** From the text of a DMN document to what it says; each element knows its children and attributes. */
import { failed, ok, type Problem, type Result } from '../problem.ts';
import {
  FLOWMETER,
  isDmn,
  type DmnColumn,
  type DmnDecision,
  type DmnModel,
  type DmnTable,
  type DmnType,
  type Marks,
  type Said,
} from './dmn-model.ts';
import { createLeftOut, scopedHandlers, textScope, type LeftOut, type Scope } from './scopes.ts';
import { excerpt, linePlace, readXml, unreadable, type XmlTag } from './xml.ts';

const limits = { depth: 64, elements: 1_000_000, characters: 16_000_000 };

/** What each element may say of itself; the rest is noted as left out. */
const known = {
  definitions: [
    'name',
    'expressionLanguage',
    'typeLanguage',
    'namespace',
    'exporter',
    'exporterVersion',
  ],
  named: ['name'],
  variable: ['name', 'typeRef'],
  type: ['name', 'isCollection', 'typeLanguage'],
  table: ['hitPolicy', 'aggregation', 'preferredOrientation', 'outputLabel', 'typeRef'],
  column: ['name', 'typeRef'],
  said: ['typeRef', 'expressionLanguage'],
  reference: ['href'],
  option: ['value', 'zh', 'en'],
  none: [],
} as const satisfies Record<string, readonly string[]>;

export interface DmnReading {
  model: DmnModel;
  /** What the document holds beside tables. */
  left: Problem[];
}

/** Fails where the document is not to be read at all. */
export function readDmnModel(text: string): Result<DmnReading> {
  const model: DmnModel = { inputs: [], types: [], decisions: [] };
  const left = createLeftOut();
  let stranger: Problem | undefined;
  const root: Scope = {
    children: {
      definitions: (tag) => {
        model.marks = marksOf(tag, 'definitions', left);
        return { children: definitionsOf(model, left) };
      },
    },
  };
  const handlers = scopedHandlers(root, isDmn, left);
  let first = true;
  const open = (tag: XmlTag) => {
    if (first && (tag.local !== 'definitions' || !isDmn(tag.uri))) {
      stranger = unreadable(NO_DMN, linePlace(tag.place));
    }
    first = false;
    handlers.open(tag);
  };
  const wrong = readXml(text, { ...handlers, open }, limits) ?? stranger;
  return wrong === undefined ? ok({ model, left: left.problems() }) : failed(wrong);
}

const NO_DMN = {
  zh: `不是 DMN 1.1 至 1.5 的文件`,
  en: 'it is no document of DMN 1.1 to 1.5',
};

type Children = NonNullable<Scope['children']>;

function definitionsOf(model: DmnModel, left: LeftOut): Children {
  return {
    extensionElements: () => ({}),
    itemDefinition: (tag) => typeScope(tag, model.types, left),
    inputData: (tag) => {
      const input: DmnModel['inputs'][number] = {
        name: marksOf(tag, 'named', left).plain.get('name') ?? '',
      };
      model.inputs.push(input);
      return {
        children: {
          variable: (variable) => takeType(variable, input, left),
          extensionElements: empty,
        },
      };
    },
    decision: (tag) => {
      const decision: DmnDecision = { marks: marksOf(tag, 'named', left) };
      model.decisions.push(decision);
      return { children: decisionOf(decision, left) };
    },
  };
}

const empty = (): Scope => ({});

function takeType(tag: XmlTag, into: { typeRef?: string | undefined }, left: LeftOut): Scope {
  into.typeRef = marksOf(tag, 'variable', left).plain.get('typeRef');
  return {};
}

function typeScope(tag: XmlTag, types: DmnType[], left: LeftOut): Scope {
  const { plain } = marksOf(tag, 'type', left);
  const type: DmnType = {
    name: plain.get('name') ?? '',
    list: plain.get('isCollection') === 'true',
    parts: [],
  };
  types.push(type);
  return {
    children: {
      typeRef: () => textScope((text) => void (type.typeRef = text.trim())),
      allowedValues: (values) => saidScope(values, left, (said) => void (type.values = said)),
      itemComponent: (part) => typeScope(part, type.parts, left),
      extensionElements: empty,
    },
  };
}

/** How a decision may be made, besides by a table. */
const otherLogic = [
  'literalExpression',
  'context',
  'invocation',
  'list',
  'relation',
  'functionDefinition',
  'conditional',
  'for',
  'every',
  'some',
  'filter',
] as const;

function decisionOf(decision: DmnDecision, left: LeftOut): Children {
  const require = (tag: XmlTag): Scope => {
    marksOf(tag, 'none', left);
    const target = (named: XmlTag) => (marksOf(named, 'reference', left), {});
    return { children: { requiredDecision: target, requiredInput: target } };
  };
  const other = (name: string) => (): Scope => {
    decision.otherwise = name;
    return { isTold: true };
  };
  return {
    description: () => textScope((text) => void (decision.description = text)),
    extensionElements: empty,
    variable: (tag) => takeType(tag, decision, left),
    informationRequirement: require,
    decisionTable: (tag) => {
      const table: DmnTable = {
        marks: marksOf(tag, 'table', left),
        inputs: [],
        outputs: [],
        annotations: [],
        rows: [],
      };
      decision.table = table;
      return { children: tableOf(table, left) };
    },
    ...Object.fromEntries(otherLogic.map((name) => [name, other(name)])),
  };
}

function tableOf(table: DmnTable, left: LeftOut): Children {
  return {
    extensionElements: empty,
    input: (tag) => columnScope(tag, table.inputs, left),
    output: (tag) => columnScope(tag, table.outputs, left),
    annotation: (tag) => {
      table.annotations.push(marksOf(tag, 'named', left).plain.get('name') ?? '');
      return {};
    },
    rule: (tag) => {
      const row: DmnTable['rows'][number] = {
        marks: marksOf(tag, 'none', left),
        when: [],
        then: [],
        notes: [],
      };
      table.rows.push(row);
      return {
        children: {
          description: () => textScope((text) => void (row.description = text)),
          extensionElements: empty,
          inputEntry: (entry) => saidScope(entry, left, (said) => void row.when.push(said)),
          outputEntry: (entry) => saidScope(entry, left, (said) => void row.then.push(said)),
          annotationEntry: () => ({
            children: { text: () => textScope((text) => void row.notes.push(text)) },
          }),
        },
      };
    },
  };
}

function columnScope(tag: XmlTag, columns: DmnColumn[], left: LeftOut): Scope {
  const column: DmnColumn = { marks: marksOf(tag, 'column', left), options: [] };
  columns.push(column);
  const option = (named: XmlTag) => {
    const { plain } = marksOf(named, 'option', left);
    const [value = '', zh = value, en = zh] = ['value', 'zh', 'en'].map((name) => plain.get(name));
    column.options.push({ value, zh, en });
    return {};
  };
  const values = (named: XmlTag) => saidScope(named, left, (said) => void (column.values = said));
  return {
    children: {
      extensionElements: () => ({ children: { [`{${FLOWMETER}}option`]: option } }),
      inputExpression: (named) => saidScope(named, left, (said) => void (column.expression = said)),
      inputValues: values,
      outputValues: values,
      defaultOutputEntry: (named) =>
        saidScope(named, left, (said) => void (column.fallback = said)),
    },
  };
}

/** An expression or unary tests: the text within. It is taken when the element ends, text or not. */
function saidScope(tag: XmlTag, left: LeftOut, take: (said: Said) => void): Scope {
  const { plain, place } = marksOf(tag, 'said', left);
  const said: Said = {
    text: '',
    place,
    language: plain.get('expressionLanguage'),
    typeRef: plain.get('typeRef'),
  };
  return {
    children: {
      text: () => textScope((text) => void (said.text = text)),
      extensionElements: empty,
    },
    ended: () => take(said),
  };
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Ids and labels may stand anywhere. */
function marksOf(tag: XmlTag, as: keyof typeof known, left: LeftOut): Marks {
  const names: readonly string[] = known[as];
  const plain = new Map<string, string>();
  const own = new Map<string, string>();
  for (const { name, local, uri, value } of tag.attributes) {
    if (uri === FLOWMETER) own.set(local, value);
    else if (uri === '') plain.set(local, value);
    const meant = uri === FLOWMETER || uri === XMLNS || uri === XSI || name === 'xmlns';
    const expected = uri === '' && (names.includes(local) || local === 'id' || local === 'label');
    if (!meant && !expected) left.note(`<${tag.local} ${excerpt(name)}>`, tag.place);
  }
  return { plain, own, place: tag.place };
}

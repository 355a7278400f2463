/** Decision tables out of DMN documents (1.1 to 1.5), with a report of everything that was not kept. */
import {
  hitPolicies,
  TableDefinition,
  type HitPolicy,
  type TableInput,
  type TableOutput,
  type TableRow,
} from '../definition/table.ts';
import {
  failed,
  ok,
  problem,
  warning,
  type Localized,
  type Problem,
  type Result,
} from '../problem.ts';
import { fitsType } from './columns.ts';
import { inputsOf, isForeign, nameOf, namesOf, outputsOf } from './dmn-columns.ts';
import type { DmnDecision, DmnRow, DmnTable, Said } from './dmn-model.ts';
import { termsOf, type Terms } from './dmn-terms.ts';
import { readLiteral, readTests, type LiteralKind, type Unread } from './feel.ts';
import { isId } from './ids.ts';
import { readDmnModel } from './read-dmn-model.ts';
import { reasons, type Reason } from './reasons.ts';
import { shortened, type ReadTables } from './report.ts';
import type { ColumnType } from './write-feel.ts';
import { excerpt, linePlace, type XmlPlace } from './xml.ts';

/**
 * Every decision that is a table, in the order of the document. A table of which a piece that matters (a
 * column, a cell) cannot be kept is left out whole, because without it it would decide something else.
 * Fails where no table is left; the report is then the problems.
 */
export function readDmn(text: string): Result<ReadTables> {
  const read = readDmnModel(text);
  if (!read.ok) return read;
  const { model, left } = read.value;
  if (model.decisions.length > MOST_DECISIONS) {
    const limit = { zh: `${MOST_DECISIONS} 个决策`, en: `${MOST_DECISIONS} decisions` };
    return failed(problem('too_large', { limit }));
  }
  const language = model.marks?.plain.get('expressionLanguage');
  const terms = termsOf(model);
  for (const decision of model.decisions) tellOutputs(decision, terms);
  const made = model.decisions.map((decision) => tableOf(decision, terms, language));
  const tables = made.flatMap(({ table }) => table ?? []);
  const problems = shortened([...made.flatMap((one) => one.problems), ...left]);
  return tables.length > 0
    ? ok({ tables, problems })
    : failed(problem('exchange_without_table'), ...problems);
}

/** Other tables may ask for them. */
function tellOutputs(decision: DmnDecision, terms: Terms): void {
  if (decision.table === undefined || sizeReason(decision.table) !== undefined) return;
  const outputs = outputsOf(decision, decision.table, terms).flatMap(({ column }) => column ?? []);
  terms.made.set(terms.ids.get(decision) ?? '', outputs);
}

interface MadeTable {
  table?: TableDefinition;
  problems: Problem[];
}

function tableOf(decision: DmnDecision, terms: Terms, language: string | undefined): MadeTable {
  const { table, marks, otherwise } = decision;
  const not = (reason: Reason, place: XmlPlace, problems: Problem[] = []): MadeTable => ({
    problems: [notImported(decision, reasons[reason], linePlace(place)), ...problems],
  });
  if (table === undefined) {
    const place = linePlace(marks.place);
    const what = otherwise === undefined ? '' : ` <${otherwise}>`;
    const said = { zh: place.zh + what, en: place.en + what };
    return { problems: [notImported(decision, reasons.no_table, said)] };
  }
  const { place } = table.marks;
  const hit = hitOf(table);
  if (hit === undefined) return not('hit_policy', place);
  const size = sizeReason(table);
  if (size !== undefined) return not(size, place);
  if (isForeign({ text: '', place, language })) return not('other_language', place);
  const inputs = inputsOf(table, terms);
  const outputs = outputsOf(decision, table, terms);
  const columns = {
    inputs: inputs.flatMap(({ column }) => column ?? []),
    outputs: outputs.flatMap(({ column }) => column ?? []),
  };
  const problems = [...inputs, ...outputs].flatMap((one) => one.problems);
  if (problems.some(isError)) return not('parts', place, problems);
  const ids = new Set<string>();
  const rows = table.rows.map((row) => rowOf(row, table, columns, ids));
  problems.push(...rows.flatMap((one) => one.problems));
  if (problems.some(isError)) return not('parts', place, problems);
  const draft = { hit, ...columns, rows: rows.map(({ row }) => row) };
  return checked(decision, headOf(decision, terms), draft, problems);
}

/** Columns times rows are gone through later, so they are counted first. */
function sizeReason({ inputs, outputs, rows }: DmnTable): Reason | undefined {
  if (outputs.length === 0) return 'no_outputs';
  if (rows.length === 0) return 'no_rows';
  if (inputs.length > MOST_COLUMNS || outputs.length > MOST_COLUMNS) return 'too_wide';
  return rows.length > MOST_ROWS ? 'too_long' : undefined;
}

const MOST_COLUMNS = 100;
const MOST_ROWS = 20_000;
const MOST_DECISIONS = 1000;

function isError({ level }: Problem): boolean {
  return level === 'error';
}

function headOf(decision: DmnDecision, terms: Terms) {
  const { marks, description: said = '' } = decision;
  const description = said.trim() === '' ? undefined : said;
  const en = marks.own.get('description-en') ?? said;
  return {
    kind: 'table' as const,
    id: terms.ids.get(decision) ?? 'table',
    name: namesOf(marks, nameOf(decision)),
    ...(description === undefined ? {} : { description: { zh: description, en } }),
  };
}

type Body = Pick<TableDefinition, 'hit' | 'inputs' | 'outputs' | 'rows'>;
type Head = ReturnType<typeof headOf>;

/** Where either every output has a default or none, the missing ones are null. */
function checked(decision: DmnDecision, head: Head, body: Body, problems: Problem[]): MadeTable {
  const some = body.outputs.some((one) => one.default !== undefined);
  const outputs = body.outputs.map((one) =>
    some && one.default === undefined ? { ...one, default: null, nullable: true } : one,
  );
  const parsed = TableDefinition.safeParse({ ...head, ...body, outputs });
  if (parsed.success) return { table: parsed.data, problems };
  const [issue] = parsed.error.issues;
  const where = `${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''}`;
  const reason = { zh: `不符合格式（${where}）`, en: `it does not fit the schema (${where})` };
  return {
    problems: [notImported(decision, reason, linePlace(decision.marks.place)), ...problems],
  };
}

function notImported(decision: DmnDecision, reason: Localized, place: Localized): Problem {
  return problem('exchange_table', { name: excerpt(nameOf(decision)), reason, place });
}

const hits: Readonly<Record<string, HitPolicy>> = {
  UNIQUE: 'U',
  ANY: 'A',
  PRIORITY: 'P',
  FIRST: 'F',
  'RULE ORDER': 'R',
  'OUTPUT ORDER': 'O',
  COLLECT: 'C',
};

const aggregations: Readonly<Record<string, HitPolicy>> = {
  SUM: 'C+',
  MIN: 'C<',
  MAX: 'C>',
  COUNT: 'C#',
};

function hitOf({ marks: { plain } }: DmnTable): HitPolicy | undefined {
  const hit = valueAt(hits, plain.get('hitPolicy') ?? 'UNIQUE');
  const aggregation = plain.get('aggregation');
  return hit === 'C' && aggregation !== undefined ? valueAt(aggregations, aggregation) : hit;
}

function valueAt(rows: Readonly<Record<string, HitPolicy>>, key: string): HitPolicy | undefined {
  return Object.hasOwn(rows, key) ? rows[key] : undefined;
}

/** DMN's words for a hit policy. */
export function hitWords(hit: HitPolicy): { hitPolicy: string; aggregation?: string } {
  const keyOf = (rows: Readonly<Record<string, HitPolicy>>) =>
    Object.keys(rows).find((key) => rows[key] === hit);
  const aggregation = keyOf(aggregations);
  if (aggregation !== undefined) return { hitPolicy: 'COLLECT', aggregation };
  return { hitPolicy: keyOf(hits) ?? hitPolicies[hit].en };
}

interface Columns {
  inputs: readonly TableInput[];
  outputs: readonly TableOutput[];
}

function rowOf(row: DmnRow, table: DmnTable, { inputs, outputs }: Columns, ids: Set<string>) {
  const { marks, when, then } = row;
  const problems: Problem[] = [];
  if (when.length !== inputs.length || then.length !== outputs.length) {
    const details = {
      text: excerpt(textOf(row)),
      reason: reasons.row_width,
      place: linePlace(marks.place),
    };
    problems.push(problem('exchange_cell', details));
  }
  const made: TableRow = {
    ...idIn(row, ids, problems),
    when: when.map((said, index) => {
      const read = kept(said, readTests(said.text), inputs[index]?.type, problems);
      return read?.cell ?? [];
    }),
    then: then.map((said, index) => {
      const read = readLiteral(said.text);
      const kinds = 'kind' in read ? [read.kind] : [];
      const found = kept(
        said,
        'kind' in read ? { ...read, kinds } : read,
        outputs[index]?.type,
        problems,
      );
      return found?.value ?? null;
    }),
    ...noteIn(row, table),
    ...ownFields(row),
  };
  return { row: made, problems };
}

/** What was read, where it fits the column; else a problem with the text and its place. */
function kept<T extends { kinds: Iterable<LiteralKind> }>(
  said: Said,
  read: T | Unread,
  type: ColumnType | undefined,
  problems: Problem[],
): T | undefined {
  const wrong = wrongWith(said, read, type);
  if (wrong === undefined && !('reason' in read)) return read;
  const details = {
    text: excerpt(said.text),
    reason: wrong ?? reasons.expression,
    place: linePlace(said.place),
  };
  problems.push(problem('exchange_cell', details));
  return undefined;
}

function wrongWith(
  said: Said,
  read: { kinds: Iterable<LiteralKind> } | Unread,
  type: ColumnType | undefined,
): Localized | undefined {
  if (isForeign(said)) return reasons.other_language;
  if ('reason' in read) return read.reason;
  return type === undefined || fitsType(read.kinds, type) ? undefined : reasons.wrong_type;
}

function textOf({ when, then }: DmnRow): string {
  return [...when, ...then].map(({ text }) => text).join(' | ');
}

/** Rows of ours without an id carry one that is none of ours. */
function idIn({ marks }: DmnRow, ids: Set<string>, problems: Problem[]): { id?: string } {
  const given = marks.plain.get('id') ?? '';
  const id = marks.own.get('id') ?? (isId(given) ? given : `r${given}`);
  if (given === '' || (given.includes('.') && !marks.own.has('id'))) return {};
  if (isId(id) && !ids.has(id)) {
    ids.add(id);
    return { id };
  }
  problems.push(
    warning('exchange_not_kept', { what: `id="${excerpt(given)}"`, place: linePlace(marks.place) }),
  );
  return {};
}

/** One column of annotations is the note; of several, each is named. */
function noteIn({ notes, description, marks }: DmnRow, table: DmnTable): { note?: Localized } {
  const said = notes
    .map((text, index) => ({ text, name: table.annotations[index] ?? '' }))
    .filter(({ text }) => text.trim() !== '');
  const parts = said.map(({ text, name }) =>
    said.length > 1 && name !== '' ? `${name}: ${text}` : text,
  );
  const zh = [...parts, ...(description === undefined ? [] : [description])].join('\n');
  return zh.trim() === '' ? {} : { note: { zh, en: marks.own.get('note-en') ?? zh } };
}

function ownFields({ marks: { own } }: DmnRow): Partial<TableRow> {
  const [from, to, kind, zh = '', en = zh] = [
    'valid-from',
    'valid-to',
    'basis',
    'basis-zh',
    'basis-en',
  ].map((name) => own.get(name));
  return {
    ...(from === undefined ? {} : { valid_from: from }),
    ...(to === undefined ? {} : { valid_to: to }),
    ...(kind === undefined ? {} : { basis: { kind: kind as 'law', source: { zh, en } } }),
  };
}

/** Columns of a DMN table as columns of ours. */
import { FactParams as Params } from '../definition/condition.ts';
import type { TableInput, TableOutput } from '../definition/table.ts';
import { problem, warning, type Localized, type Problem } from '../problem.ts';
import { typeNames } from '../rules/check.ts';
import { columnTypeOf, domainOf, fitsType, typeOfKinds } from './columns.ts';
import type { DmnColumn, DmnDecision, DmnTable, Marks, Said } from './dmn-model.ts';
import { askedBy, typeNamed, type Asked, type Terms } from './dmn-terms.ts';
import { readLiteral, readTests, type LiteralKind } from './feel.ts';
import { createIds, type Ids } from './ids.ts';
import { reasons, type Reason } from './reasons.ts';
import type { ColumnType } from './write-feel.ts';
import { excerpt, linePlace } from './xml.ts';

/** A column that cannot be kept is undefined, and a problem says why. */
export interface Made<T> {
  column: T | undefined;
  problems: Problem[];
}

export function outputsOf(
  decision: DmnDecision,
  table: DmnTable,
  terms: Terms,
): Made<TableOutput>[] {
  const ids = createIds();
  return table.outputs.map((output, index) => {
    const kinds = kindsOf(table, (row) => row.then[index], readLiteral);
    return outputOf({ decision, table, output, kinds, ids }, terms);
  });
}

export function inputsOf(table: DmnTable, terms: Terms): Made<TableInput>[] {
  const ids = createIds();
  return table.inputs.map((input, index) => {
    const kinds = kindsOf(table, (row) => row.when[index], readTests);
    return inputOf(input, kinds, ids, terms);
  });
}

/** Kinds of the values in a column, null too; what cannot be read is told of where rows are read. */
function kindsOf(
  { rows }: DmnTable,
  entryOf: (row: DmnTable['rows'][number]) => Said | undefined,
  read: typeof readLiteral | typeof readTests,
): Set<LiteralKind> {
  const kinds = new Set<LiteralKind>();
  for (const row of rows) {
    const found = read(entryOf(row)?.text ?? '');
    if ('kind' in found) kinds.add(found.kind);
    if (!('kinds' in found)) continue;
    for (const kind of found.kinds) kinds.add(kind);
    if (found.nullable) kinds.add('null');
  }
  return kinds;
}

function inputOf(
  input: DmnColumn,
  kinds: Set<LiteralKind>,
  ids: Ids,
  terms: Terms,
): Made<TableInput> {
  const { marks, expression } = input;
  const text = expression?.text.trim() ?? '';
  const name = namesOf(marks, text);
  const asked = askedBy(text, terms);
  if (asked === undefined || isForeign(expression)) {
    return unkept(name, asked === undefined ? 'not_asked' : 'other_language', marks);
  }
  const typed = typeOf(input, [expression?.typeRef, asked.typeRef], kinds, terms, asked.type);
  if (typed.type === undefined) return unkept(name, typed.reason, marks);
  const { type } = typed;
  const id = ids.of([own(marks, 'id'), asked.fact?.replaceAll('.', '_')], 'input');
  const domain = domainIn(input, { side: 'input', type, name, defined: typed.values });
  const params = paramsIn(marks);
  const problems = [
    ...domain.problems,
    ...guesses(marks, text, { asked, id }, typed.isGuess ? type : undefined),
  ];
  const column: TableInput = {
    id,
    name,
    ...typeAndUnit(marks, domain.found.options === undefined ? type : enumOf(type)),
    ...factIn(marks, asked, id),
    ...(params === undefined ? {} : { params }),
    ...boundsIn(domain.found),
    ...nullableIn(marks, kinds),
  };
  return { column, problems };
}

interface OutputPlace {
  decision: DmnDecision;
  table: DmnTable;
  output: DmnColumn;
  kinds: Set<LiteralKind>;
  ids: Ids;
}

function outputOf(
  { decision, table, output, kinds, ids }: OutputPlace,
  terms: Terms,
): Made<TableOutput> {
  const { marks } = output;
  const alone = table.outputs.length === 1;
  const { said, names, refs } = (alone ? onlyOutput : oneOutput)(decision, table, output, terms);
  const name = namesOf(marks, said);
  const typed = typeOf(output, refs, kinds, terms);
  if (typed.type === undefined) return unkept(name, typed.reason, marks);
  const { type } = typed;
  const domain = domainIn(output, { side: 'output', type, name, defined: typed.values });
  const fallback = fallbackIn(output, type, name);
  const { options } = domain.found;
  const column: TableOutput = {
    id: ids.of([own(marks, 'id'), ...names], RESULT),
    name,
    ...typeAndUnit(marks, options === undefined ? type : enumOf(type)),
    ...valuesIn(domain.found),
    ...(fallback.value === undefined ? {} : { default: fallback.value }),
    ...nullableIn(marks, fallback.value === null ? new Set([...kinds, 'null' as const]) : kinds),
  };
  const guess = typed.isGuess ? [typeGuess(name.zh, type, marks)] : [];
  return { column, problems: [...domain.problems, ...fallback.problems, ...guess] };
}

/** Where what an output is called and typed may be said. */
interface OutputTerms {
  said: string;
  names: readonly (string | undefined)[];
  refs: readonly (string | undefined)[];
}

/** The only output is what the decision is. */
function onlyOutput(decision: DmnDecision, table: DmnTable, output: DmnColumn): OutputTerms {
  const { plain } = output.marks;
  const around = table.marks.plain;
  const said = plain.get('name') || around.get('outputLabel') || nameOf(decision) || RESULT;
  return {
    said,
    names: [plain.get('name'), plain.get('label'), nameOf(decision)],
    refs: [plain.get('typeRef'), around.get('typeRef'), decision.typeRef],
  };
}

/** One of several is a part of it. */
function oneOutput(
  decision: DmnDecision,
  _: DmnTable,
  { marks: { plain } }: DmnColumn,
  { types }: Terms,
): OutputTerms {
  const name = plain.get('name') ?? '';
  const part = types.get(decision.typeRef ?? '')?.parts.find((one) => one.name === name);
  return {
    said: name || RESULT,
    names: [name, plain.get('label')],
    refs: [plain.get('typeRef'), part?.typeRef],
  };
}

const RESULT = 'result';

export function nameOf({ marks: { plain } }: DmnDecision): string {
  return plain.get('name') ?? plain.get('id') ?? '';
}

/** The label in the document's one language, and ours in English where we wrote it. */
export function namesOf({ plain, own: ours }: Marks, otherwise: string): Localized {
  const zh = plain.get('label') || otherwise || '–';
  return { zh, en: ours.get('name-en') || zh };
}

type Typed =
  | { type: ColumnType; values?: Said | undefined; isGuess: boolean }
  | { type: undefined; reason: Reason };

/** As declared; else as what it asks is; else as the values in it are. */
function typeOf(
  { marks }: DmnColumn,
  refs: readonly (string | undefined)[],
  kinds: ReadonlySet<LiteralKind>,
  terms: Terms,
  asked?: ColumnType,
): Typed {
  const ours = columnTypeOf(own(marks, 'type'));
  const known = refs.map((ref) => typeNamed(ref, terms));
  if (known.includes('unknown') && ours === undefined)
    return { type: undefined, reason: 'other_type' };
  const declared = known.flatMap((one) =>
    one === 'unknown' || one.type === undefined ? [] : [one],
  );
  const values = declared.find((one) => one.values !== undefined)?.values;
  const type = ours ?? declared[0]?.type ?? asked;
  if (type !== undefined) return { type, values, isGuess: false };
  const guessed = typeOfKinds(kinds);
  if (guessed !== undefined) return { type: guessed, isGuess: true };
  return kinds.size > 1 ? { type: undefined, reason: 'mixed' } : { type: 'string', isGuess: true };
}

/** Text with a list of what it may be is a choice; what we wrote keeps its own type. */
function enumOf(type: ColumnType): ColumnType {
  return type === 'string' ? 'enum' : type;
}

function typeAndUnit(marks: Marks, type: ColumnType): { type: ColumnType; unit?: string } {
  const unit = own(marks, 'unit');
  return {
    type: columnTypeOf(own(marks, 'type')) ?? type,
    ...(unit === undefined ? {} : { unit }),
  };
}

function own({ own: ours }: Marks, name: string): string | undefined {
  return ours.get(name);
}

type Domain = NonNullable<ReturnType<typeof domainOf>>;

/** What a domain may say of each side. */
const sides = {
  input: new Set<string>(['options', 'min', 'max']),
  output: new Set<string>(['options', 'values']),
} as const;

interface DomainPlace {
  side: keyof typeof sides;
  type: ColumnType;
  name: Localized;
  /** By the type's own definition. */
  defined: Said | undefined;
}

function domainIn(column: DmnColumn, { side, type, name, defined }: DomainPlace) {
  const said = column.values ?? defined;
  const none: { found: Domain; problems: Problem[] } = { found: {}, problems: [] };
  if (said === undefined || said.text.trim() === '') return none;
  const read = readTests(said.text);
  const found = 'reason' in read ? undefined : domainOf(read, type);
  // Of what is true or false there is no other domain.
  if (found !== undefined && type === 'boolean' && side === 'input') return none;
  if (found === undefined || !Object.keys(found).every((key) => sides[side].has(key))) {
    const text = excerpt(said.text);
    const what = {
      zh: `“${excerpt(name.zh)}”的取值范围 ${text}`,
      en: `the values of “${excerpt(name.en)}”, ${text}`,
    };
    const problems = [warning('exchange_not_kept', { what, place: linePlace(said.place) })];
    return { found: {}, problems };
  }
  const names = new Map(column.options.map(({ value, zh, en }) => [value, { zh, en }]));
  const options = found.options?.map((one) => ({ ...one, name: names.get(one.value) ?? one.name }));
  return { found: options === undefined ? found : { ...found, options }, problems: [] };
}

function boundsIn({ options, min, max }: Domain) {
  return {
    ...(options === undefined ? {} : { options }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}

function valuesIn({ options, values }: Domain) {
  return {
    ...(options === undefined ? {} : { options }),
    ...(values === undefined ? {} : { values }),
  };
}

function fallbackIn({ fallback }: DmnColumn, type: ColumnType, name: Localized) {
  if (fallback === undefined) return { value: undefined, problems: [] };
  const read = readLiteral(fallback.text);
  const wrong =
    'reason' in read ? read.reason : fitsType([read.kind], type) ? undefined : reasons.wrong_type;
  if (wrong === undefined && 'kind' in read) return { value: read.value, problems: [] };
  const reason = wrong ?? reasons.expression;
  const details = { name: shortOf(name), reason, place: linePlace(fallback.place) };
  return { value: undefined, problems: [problem('exchange_column', details)] };
}

function nullableIn(marks: Marks, kinds: ReadonlySet<LiteralKind>): { nullable?: boolean } {
  const ours = own(marks, 'nullable');
  if (ours !== undefined) return { nullable: ours === 'true' };
  return kinds.has('null') && !marks.own.has('type') ? { nullable: true } : {};
}

function paramsIn(marks: Marks): FactParams | undefined {
  const text = own(marks, 'params');
  if (text === undefined) return undefined;
  try {
    return Params.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

type FactParams = NonNullable<TableInput['params']>;

/** Where the column's id says it, the fact is named only if we wrote it so. */
function factIn({ own: ours }: Marks, { fact }: Asked, id: string): { fact?: string } {
  return fact === undefined || (fact === id && !ours.has('fact')) ? {} : { fact };
}

function guesses(
  marks: Marks,
  text: string,
  { asked: { fact }, id }: { asked: Asked; id: string },
  type: ColumnType | undefined,
): Problem[] {
  const called = fact ?? id;
  const isSame = called === text || called.includes('.');
  const guess = { zh: `按数据项 ${called} 导入`, en: `is taken as the fact ${called}` };
  return [
    ...(isSame
      ? []
      : [warning('exchange_guess', { name: excerpt(text), guess, place: linePlace(marks.place) })]),
    ...(type === undefined ? [] : [typeGuess(text, type, marks)]),
  ];
}

function typeGuess(name: string, type: ColumnType, { place }: Marks): Problem {
  const guess = {
    zh: `未声明类型，按“${typeNames[type].zh}”导入`,
    en: `has no type; it is taken as ${typeNames[type].en}`,
  };
  return warning('exchange_guess', { name: excerpt(name), guess, place: linePlace(place) });
}

/** FEEL is the language unless something else is said. */
export function isForeign(said: Said | undefined): boolean {
  const language = said?.language ?? '';
  return language !== '' && !/FEEL\/?$|^s?-?feel$/i.test(language);
}

function unkept(name: Localized, reason: Reason, { place }: Marks): Made<never> {
  const details = { name: shortOf(name), reason: reasons[reason], place: linePlace(place) };
  return { column: undefined, problems: [problem('exchange_column', details)] };
}

function shortOf({ zh, en }: Localized): Localized {
  return { zh: excerpt(zh), en: excerpt(en) };
}

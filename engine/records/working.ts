/** How a derived fact came to its value for one record: its formula, what went into it, whom it counted. */
import type { FactDictionary } from '../case/forms.ts';
import type { Aggregate, Expression } from '../definition/expression.ts';
import type { Rule } from '../definition/ruleset.ts';
import type { Localized } from '../problem.ts';
import { explain, type Because, type Reason } from '../rules/explain.ts';
import { comparisonsIn, groupOf } from '../rules/interpret.ts';
import { factsIn, readFact, withParams } from '../rules/operands.ts';
import type { FactParams } from '../rules/source.ts';
import {
  bracketed,
  join,
  joined,
  nameOfReading,
  same,
  sayRead,
  type Wording,
} from '../rules/words.ts';
import { answerOf } from './answer.ts';
import { rowsCounted } from './answer-aggregate.ts';
import type { RecordSource } from './record-source.ts';
import { scopeOf, type Scope } from './scope.ts';
import { describeExpression } from './words.ts';

/**
 * Why a rule holds or does not for the record, down to what its derived facts were worked out from. It is
 * read by more people than the record: personal data is told in part.
 */
export function explainRecord(
  source: RecordSource,
  rule: Pick<Rule, 'conditions' | 'params'>,
  given: Wording = {},
): Reason {
  const wording = { ...given, masks: true };
  const { conditions, params } = rule;
  const reason = explain(conditions, params, source, source.kind.facts, wording);
  return withWorkings(reason, conditions, { source, wording, params });
}

interface Around {
  source: RecordSource;
  wording: Wording;
  params: Rule['params'];
}

/** The reasons of a condition stand as its parts do. */
function withWorkings(reason: Reason, condition: Rule['conditions'], around: Around): Reason {
  const group = groupOf(condition);
  if (group !== undefined) {
    const parts = reason.parts.map((part, index) => {
      const inner = group.parts[index];
      return inner === undefined ? part : withWorkings(part, inner, around);
    });
    return { ...reason, parts };
  }
  const { params } = around;
  const because = comparisonsIn(condition)
    .flatMap((comparison) => factsIn(comparison, { params }))
    .flatMap((reading) => workingOf(around.source, reading, around.wording) ?? []);
  const told = [...new Map(because.map((one) => [one.sentence.en, one])).values()];
  return told.length === 0 ? reason : { ...reason, because: told };
}

interface Reading {
  fact: string;
  params?: FactParams | undefined;
}

/** Deeper ones can be opened by themselves. */
const MOST_LEVELS = 3;

/** Undefined where it is no derived fact of the record itself. */
export function workingOf(
  source: RecordSource,
  { fact, params }: Reading,
  wording: Wording = {},
  level = 1,
): Because | undefined {
  const { kind, asking } = source;
  const definition = Object.hasOwn(kind.derived, fact) ? kind.derived[fact] : undefined;
  if (definition === undefined || level > MOST_LEVELS) return undefined;
  const scope = scopeOf(asking.terms, kind, definition, params);
  const { kinds } = asking.terms;
  const formula = describeExpression(definition.value, {
    facts: kind.facts,
    kinds,
    params: definition.params,
    values: scope.params,
  });
  const said = sayReading(source, { fact, params }, kind.facts, wording);
  const sentence = join`${said} = ${formula}`;
  const parts = [
    ...readingsIn(definition.value, scope).map(
      (reading): Because =>
        workingOf(source, reading, wording, level + 1) ?? {
          sentence: sayReading(source, reading, kind.facts, wording),
        },
    ),
    ...aggregatesIn(definition.value).map((one) => sayCounted(one, scope, source, wording)),
  ];
  const told = [...new Map(parts.map((part) => [part.sentence.en, part])).values()];
  return told.length === 0 ? { sentence } : { sentence, parts: told };
}

function sayReading(
  source: RecordSource,
  { fact, params }: Reading,
  facts: FactDictionary,
  wording: Wording,
): Localized {
  const name = nameOfReading({ fact, params }, facts, wording);
  const value = readFact(fact, params, { source, facts });
  if (value === undefined) return join`${name}${bracketed({ zh: '缺数据', en: 'missing' })}`;
  return join`${name} ${sayRead(fact, value, facts, wording)}`;
}

/** Facts of the record itself that an expression names, each once. */
function readingsIn(value: Expression, scope: Scope): Reading[] {
  if (typeof value !== 'object' || value === null || 'param' in value) return [];
  const found = ((): Reading[] => {
    if ('fact' in value) return [value];
    if ('function' in value) return value.of.flatMap((one) => readingsIn(one, scope));
    if ('table' in value)
      return Object.values(value.inputs ?? {}).flatMap((one) => readingsIn(one, scope));
    if ('aggregate' in value) return [];
    const asked = comparisonsIn(value.if).flatMap((one) => factsIn(one, scope));
    return [...asked, ...readingsIn(value.then, scope), ...readingsIn(value.else, scope)];
  })();
  const resolved = found.map(({ fact, params }) => ({
    fact,
    params: withParams(params, scope.params),
  }));
  return resolved.filter(
    (one, at) =>
      resolved.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === at,
  );
}

function aggregatesIn(value: Expression): Aggregate[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('aggregate' in value) return [value];
  if ('function' in value) return value.of.flatMap(aggregatesIn);
  if ('if' in value) return [value.then, value.else].flatMap(aggregatesIn);
  return 'table' in value ? Object.values(value.inputs ?? {}).flatMap(aggregatesIn) : [];
}

const SHOWN = 5;

/** `抄表记录 3 条：202604、202605、202606`. */
function sayCounted(one: Aggregate, scope: Scope, source: RecordSource, wording: Wording): Because {
  const kind = scope.terms.kinds.get(one.over);
  const name = kind?.definition.name ?? { zh: one.over, en: one.over };
  const rows = rowsCounted(one, scope, answerOf)({ source, record: source });
  if (kind === undefined || rows === undefined) {
    return { sentence: join`${name}${bracketed({ zh: '缺数据', en: 'missing' })}` };
  }
  const { order, key } = kind.definition;
  const records = source.asking.data.records(one.over);
  const shown = rows.slice(0, SHOWN).map((row) => {
    const fields = order === undefined ? key : [order];
    const values = fields.map((field) => {
      const value = records?.read(row, field) ?? null;
      const { type, personal } = kind.definition.fields[field] ?? {};
      const isText = type === 'string' && typeof value === 'string' && personal !== true;
      return isText ? same(value) : sayRead(field, value, kind.facts, wording);
    });
    return joined(values, ' ', ' ');
  });
  const count: Localized = { zh: `${name.zh} ${rows.length} 条`, en: `${name.en}: ${rows.length}` };
  if (shown.length === 0) return { sentence: count };
  const more = rows.length > SHOWN ? [{ zh: '…', en: '…' }] : [];
  const list = joined([...shown, ...more], '、', ', ');
  return { sentence: { zh: `${count.zh}：${list.zh}`, en: `${count.en} (${list.en})` } };
}

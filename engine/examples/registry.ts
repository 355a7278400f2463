/** Every kind of definition that takes examples, once: what a row looks like and how it is run. */
import type { z } from 'zod';
import {
  CalendarExample,
  DerivedExample,
  FlowExample,
  IndicatorExample,
  OrganisationExample,
  RuleExample,
  ScorecardExample,
  TableExample,
  type ExamplesDefinition,
} from '../definition/examples.ts';
import { Localized } from '../definition/header.ts';
import type { Definition, DefinitionKind, DefinitionOf } from '../definition/kinds.ts';
import { keptCheck } from '../definition/kept.ts';
import { all, find, type Pack } from '../definition/pack.ts';
import { pointer } from '../definition/pointer.ts';
import { problem, type Localized as Words, type Problem } from '../problem.ts';
import { checkCalendarExample } from './calendar.ts';
import { checkDerivedExample } from './derived.ts';
import { checkFlowExample } from './flow.ts';
import { checkIndicatorExample } from './indicator.ts';
import { checkOrganisationExample } from './organisation.ts';
import { runRuleExamples } from './ruleset.ts';
import { checkScorecardExample } from './scorecard.ts';
import { checkTableExample } from './table.ts';

/** What came of one row. */
export interface ExampleResult {
  examples: ExamplesDefinition;
  title: string;
  /** JSON Pointer of the row. */
  at: string;
  /** What differs from what the row says, in words; empty when it holds. */
  differences: Said[];
}

/** In both languages; of kinds whose examples are about ids and figures alone, as they are written. */
export type Said = string | Words;

interface ExampleKind {
  row: z.ZodType;
  run(definition: Definition, row: unknown, pack: Pack): Said[] | Promise<Said[]>;
}

export const exampleKinds = {
  flow: kind('flow', FlowExample, checkFlowExample),
  ruleset: kind('ruleset', RuleExample, async (set, row, pack) => {
    const outcomes = await runRuleExamples(set, [row], pack);
    return outcomes.flatMap(({ differences }) => differences);
  }),
  derived: kind('derived', DerivedExample, checkDerivedExample),
  table: kind('table', TableExample, checkTableExample),
  calendar: kind('calendar', CalendarExample, checkCalendarExample),
  indicator: kind('indicator', IndicatorExample, checkIndicatorExample),
  scorecard: kind('scorecard', ScorecardExample, checkScorecardExample),
  organisation: kind('organisation', OrganisationExample, checkOrganisationExample),
} satisfies Partial<Record<DefinitionKind, ExampleKind>>;

/** Runs every row; rows that do not fit their kind differ by that. */
export async function runExamples(
  examples: ExamplesDefinition,
  pack: Pack,
): Promise<ExampleResult[]> {
  const results: ExampleResult[] = [];
  for (const [index, row] of examples.rows.entries()) {
    const at = `/rows/${index}`;
    results.push({
      examples,
      title: titleOf(row) ?? at,
      at,
      differences: await run(examples, row, pack),
    });
  }
  return results;
}

/** The examples of every definition of the pack. */
export async function runPackExamples(pack: Pack): Promise<ExampleResult[]> {
  const results: ExampleResult[] = [];
  for (const examples of all(pack, 'examples'))
    results.push(...(await runExamples(examples, pack)));
  return results;
}

/** Do examples speak of a definition that there is, in rows of its kind? */
export function checkExamples(examples: ExamplesDefinition, pack: Pack): Problem[] {
  const found = subjectOf(examples, pack);
  if ('code' in found) return [found];
  return misfits(examples, pack);
}

/** Rows that are not such as their kind takes. */
const misfits = keptCheck<ExamplesDefinition>([], ({ of, rows }) => {
  const { row: schema } = exampleKinds[of.kind as keyof typeof exampleKinds];
  return rows.flatMap((row, index) => {
    const parsed = schema.safeParse(row);
    const issues = parsed.success ? [] : parsed.error.issues;
    return issues.map(({ message, path }) =>
      problem('schema', { reason: message }, `/rows/${index}${pointer(path)}`),
    );
  });
});

async function run(examples: ExamplesDefinition, row: unknown, pack: Pack): Promise<Said[]> {
  const found = subjectOf(examples, pack);
  if ('code' in found) return [`there is no ${examples.of.kind} ${examples.of.id}`];
  const parsed = found.kind.row.safeParse(row);
  if (!parsed.success) {
    return parsed.error.issues.map(({ message, path }) => `${pointer(path)}: ${message}`);
  }
  return found.kind.run(found.definition, parsed.data, pack);
}

/** What the examples are of, and how its kind runs them. */
function subjectOf(
  { of }: ExamplesDefinition,
  pack: Pack,
): { definition: Definition; kind: ExampleKind } | Problem {
  if (!Object.hasOwn(exampleKinds, of.kind)) {
    return problem('unknown_kind', { kind: of.kind }, '/of/kind');
  }
  const name = of.kind as keyof typeof exampleKinds;
  const definition = find(pack, name, of.id);
  if (definition === undefined) {
    return problem('unknown_reference', { what: of.kind, id: of.id }, '/of/id');
  }
  return { definition, kind: exampleKinds[name] };
}

/** Ties a row's schema to the runner that takes such rows. */
function kind<K extends DefinitionKind, Row extends z.ZodType>(
  _name: K,
  row: Row,
  check: (
    definition: DefinitionOf<K>,
    example: z.infer<Row>,
    pack: Pack,
  ) => Said[] | Promise<Said[]>,
): ExampleKind {
  return {
    row,
    run: (definition, example, pack) =>
      check(definition as DefinitionOf<K>, example as z.infer<Row>, pack),
  };
}

/** A title in both languages is said in both. */
function titleOf(row: unknown): string | undefined {
  if (typeof row !== 'object' || row === null || !('title' in row)) return undefined;
  const { title } = row;
  if (typeof title === 'string') return title;
  const said = Localized.safeParse(title);
  return said.success ? [...new Set(Object.values(said.data))].join(' / ') : undefined;
}

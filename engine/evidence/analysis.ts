/** What the analyses of rules and decision tables find in a change, each with the record that shows it. */
import { checkDefinition } from '../definition/check-pack.ts';
import { canonical } from '../definition/hash.ts';
import type { Definition } from '../definition/kinds.ts';
import type { Pack } from '../definition/pack.ts';
import type { Localized, Problem, ProblemCode } from '../problem.ts';
import type { Changed, ChangedItem } from './items.ts';

export interface Analysis {
  kind: 'ruleset' | 'table';
  id: string;
  name: Localized;
  /** Rules or rows that were looked at. */
  looked: number;
  /** Was everything decided within its bounds? Otherwise the findings say what was not. */
  complete: boolean;
  findings: AnalysisFinding[];
}

export interface AnalysisFinding {
  problem: Problem;
  /** Is it so by what is in force as well? Then the change did not bring it about. */
  known: boolean;
}

const RULES: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'rule_never_holds',
  'rule_always_holds',
  'condition_never',
  'condition_always',
  'condition_superfluous',
  'rules_duplicate',
  'rules_contradict',
  'rule_contained',
  'rules_stop_all',
  'analysis_incomplete',
]);

const TABLES: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'table_gap',
  'table_overlap',
  'table_disagreement',
  'table_masked',
  'table_misleading',
  'table_subsumed',
  'table_mergeable',
  'table_duplicate',
  'table_more_found',
  'table_undecided',
]);

const INCOMPLETE: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'analysis_incomplete',
  'table_undecided',
]);

export function analyseChanged({ items, before, after }: Changed): Analysis[] {
  return items.flatMap((item) => analyse(item, before, after) ?? []);
}

function analyse({ base, content }: ChangedItem, before: Pack, after: Pack): Analysis | undefined {
  if (content.kind !== 'ruleset' && content.kind !== 'table') return undefined;
  const known = new Set(base === null ? [] : findingsIn(base, before).map(wordsKey));
  const found = findingsIn(content, after);
  const { kind, id, name } = content;
  return {
    kind,
    id,
    name,
    looked: content.kind === 'table' ? content.rows.length : content.rules.length,
    complete: !found.some(({ code }) => INCOMPLETE.has(code)),
    findings: found.map((problem) => ({ problem, known: known.has(wordsKey(problem)) })),
  };
}

function findingsIn(definition: Definition, pack: Pack): Problem[] {
  const about = definition.kind === 'table' ? TABLES : RULES;
  return checkDefinition(definition, pack).filter(({ code }) => about.has(code));
}

/** The same thing said, wherever it stands now; a record that shows it may be another. */
function wordsKey({ code, details }: Problem): string {
  const { witness: _, record: __, ...said } = details;
  return canonical({ code, said });
}

/** What of the rules and tables fits what is looked for. */
import type { Severity, Stage } from '@flowmeter/engine/definition/ruleset.ts';
import type { RuleRow, RuleSetRow, TableRow } from '../api/rules.ts';

export interface RuleSearch {
  q?: string | undefined;
  stage?: Stage | undefined;
  severity?: Severity | undefined;
  record?: string | undefined;
  /** In Chinese, as the definitions have it: the same in every language of the screen. */
  theme?: string | undefined;
}

/** Sets with those of their rules that fit; a set without any is left out. */
export function fittingRules(sets: readonly RuleSetRow[], search: RuleSearch): RuleSetRow[] {
  return sets
    .map((set) => ({
      ...set,
      rules: set.rules.filter((rule) => isAskedFor(rule, search) && isNamed(search.q, set, rule)),
    }))
    .filter(({ rules }) => rules.length > 0);
}

/** Tables are found by their words; what only rules have leaves them out. */
export function fittingTables(tables: readonly TableRow[], search: RuleSearch): TableRow[] {
  const { q, ...ofRules } = search;
  if (Object.values(ofRules).some((one) => one !== undefined)) return [];
  return tables.filter((table) => isNamed(q, table));
}

function isAskedFor(rule: RuleRow, { stage, severity, record, theme }: RuleSearch): boolean {
  return (
    (stage === undefined || rule.stage === stage) &&
    (severity === undefined || rule.severity === severity) &&
    (record === undefined || rule.record === record) &&
    (theme === undefined || rule.theme.zh === theme)
  );
}

type Nameable = Pick<RuleRow, 'id' | 'name'>;

/** Every word of the question stands in a name or an id, in either language. */
function isNamed(q: string | undefined, ...things: Nameable[]): boolean {
  if (q === undefined) return true;
  const text = things
    .map(({ id, name }) => `${id} ${name.zh} ${name.en}`)
    .join(' ')
    .toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

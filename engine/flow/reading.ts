/** Reading facts of a case while a command is being worked on. */
import { caseSource } from '../case/records.ts';
import type { FactValue, FactValues } from '../definition/facts.ts';
import { isErased } from '../privacy/erased.ts';
import { problem, type Localized } from '../problem.ts';
import { factNames } from './fact-names.ts';
import { refuse, stateOf, type Work } from './work.ts';

/**
 * The fact as it stands now, built-in ones as well; undefined when it is not known. What may
 * legitimately not be there is null then.
 */
export function readFact(work: Work, seq: number, fact: string): FactValue | undefined {
  const { calendars, flow, org, tables } = work.flow;
  const { at } = work.command;
  const context = { at, seq, calendars, flow, tables, ...(org && { org }) };
  const source = caseSource(stateOf(work), context);
  const value = source.read(fact);
  if (isErased(value)) return undefined;
  return value === undefined && work.flow.known[fact]?.nullable ? null : value;
}

/** Facts by the names that somebody else has for them; refuses where one is not known. */
export function readAll(
  work: Work,
  { seq, name }: { seq: number; name: Localized },
  facts: Readonly<Record<string, string>>,
): FactValues {
  const known: FactValues = {};
  const missing: string[] = [];
  for (const [as, fact] of Object.entries(facts)) {
    const value = readFact(work, seq, fact);
    if (value === undefined) missing.push(fact);
    else known[as] = value;
  }
  if (missing.length > 0) {
    refuse(problem('auto_unknown', { name, facts: factNames(work.flow, missing) }));
  }
  return known;
}

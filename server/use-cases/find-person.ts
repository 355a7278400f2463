/** Where one person’s data stands: their cases, their records, and the values to be taken out. */
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import type { PersonSort } from '@flowmeter/engine/definition/retention.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Deps } from '../deps.ts';
import { valuesIn } from '../records/rewrite.ts';
import type { PersonalCase } from '../store/erase.ts';
import { isTelling } from '../store/sweep.ts';

export interface PersonAsked {
  /** A sort of persons of the retention definition. */
  sort: string;
  /** Their key. */
  person: string;
  /** Cases besides those that are found. */
  cases: readonly string[];
}

/** A kind of record with personal data, and the field that names the person. */
export interface PersonalKind {
  definition: RecordDefinition;
  field: string;
  fields: readonly string[];
}

export interface FoundPerson {
  sort: PersonSort;
  person: string;
  cases: PersonalCase[];
  kinds: PersonalKind[];
  findings: number;
  facts: ReadonlySet<string>;
  values: readonly string[];
}

export async function findPerson(deps: Deps, asked: PersonAsked): Promise<Result<FoundPerson>> {
  const sort = all(deps.inForce.pack(), 'retention')
    .flatMap(({ persons }) => persons)
    .find(({ id }) => id === asked.sort);
  if (sort === undefined) return failed(problem('erasure_no_sort', { sort: asked.sort }, '/sort'));
  const { person } = asked;
  const facts = personalFacts(deps);
  const kinds = personalKinds(deps, sort);
  const known = await valuesOfRecords(deps, kinds, person);
  const cases = await casesOf(deps, { ...asked, sort, facts, known });
  const values = [...new Set([...known, ...cases.flatMap((one) => one.values)])];
  if (values.length === 0) return failed(problem('erasure_unknown', { person }, '/person'));
  const ids = cases.map(({ id }) => id);
  const findings = await deps.store.erasing.findings(ids, person);
  return ok({ sort, person, cases, kinds, findings, facts, values });
}

function personalFacts(deps: Deps): ReadonlySet<string> {
  const facts = all(deps.inForce.pack(), 'facts').flatMap((one) => Object.entries(one.facts));
  return new Set(facts.filter(([, { personal }]) => personal === true).map(([id]) => id));
}

/** The persons’ own kind of record, and those that lead to it. */
function personalKinds(deps: Deps, sort: PersonSort): PersonalKind[] {
  const kinds = all(deps.inForce.pack(), 'record');
  const [key = ''] = kinds.find(({ id }) => id === sort.record)?.key ?? [];
  return kinds.flatMap((definition): PersonalKind[] => {
    const fields = Object.entries(definition.fields).filter(
      ([, { personal }]) => personal === true,
    );
    const own = definition.id === sort.record ? key : undefined;
    const links = Object.values(definition.links ?? {}).filter((one) => one.record === sort.record);
    const field = own ?? links.flatMap(({ by }) => by[key] ?? [])[0];
    if (field === undefined || fields.length === 0) return [];
    return [{ definition, field, fields: fields.map(([id]) => id) }];
  });
}

async function valuesOfRecords(
  { records }: Deps,
  kinds: readonly PersonalKind[],
  value: string,
): Promise<string[]> {
  const found: string[] = [];
  for (const { definition, field, fields } of kinds) {
    found.push(
      ...(await valuesIn(records.folder(definition.id), definition, { field, value, fields })),
    );
  }
  return found;
}

/**
 * Cases that were named, those of which a fact holds the person’s key, and those of which a personal
 * fact holds a value that tells them apart.
 */
async function casesOf(
  { store }: Deps,
  asked: Omit<PersonAsked, 'sort'> & {
    sort: PersonSort;
    facts: ReadonlySet<string>;
    known: readonly string[];
  },
): Promise<PersonalCase[]> {
  const { person, sort, facts, known } = asked;
  const telling = known.filter(isTelling);
  const ids = await store.erasing.casesHolding([person, ...telling]);
  const found: PersonalCase[] = [];
  for (const id of new Set([...asked.cases, ...ids])) {
    const one = await store.erasing.case(id, facts);
    if (one === undefined) continue;
    const isTheirs =
      asked.cases.includes(id) ||
      sort.facts.some((fact) => one.state.data[fact] === person) ||
      one.values.some((value) => telling.includes(value));
    if (isTheirs) found.push(one);
  }
  return found;
}

/** Are retention periods whole: each sort of material once, duties on a basis, nothing kept too short? */
import { problem, type Localized, type Problem } from '../problem.ts';
import { isWhole, materials } from '../privacy/materials.ts';
import { lastsAsLong, periodWords } from '../privacy/period.ts';
import { all, find, type Pack } from './pack.ts';
import type { PersonSort, RetentionDefinition, RetentionRow } from './retention.ts';

const RECORD: Localized = { zh: '记录', en: 'record' };
const FACT: Localized = { zh: '数据项', en: 'fact' };

export function checkRetention({ periods, persons }: RetentionDefinition, pack: Pack): Problem[] {
  return [
    ...twins(periods),
    ...periods.flatMap((row, index) => checkRow(row, `/periods/${index}`, pack)),
    ...persons.flatMap((sort, index) => checkPersons(sort, `/persons/${index}`, pack)),
  ];
}

function twins(periods: readonly RetentionRow[]): Problem[] {
  const seen = new Set<string>();
  return periods.flatMap(({ material, record = '' }, index) => {
    const id = `${material} ${record}`.trim();
    const isTwin = seen.has(id);
    seen.add(id);
    return isTwin ? [problem('duplicate_id', { id }, `/periods/${index}`)] : [];
  });
}

function checkRow(row: RetentionRow, at: string, pack: Pack): Problem[] {
  const { material, record, keep, least, basis } = row;
  const { name } = materials[material];
  const found: Problem[] = [];
  if (record !== undefined && material !== 'record') {
    found.push(problem('retention_no_records', { material: name }, `${at}/record`));
  } else if (record !== undefined && find(pack, 'record', record) === undefined) {
    found.push(problem('unknown_reference', { what: RECORD, id: record }, `${at}/record`));
  }
  if (keep !== undefined && isWhole(material)) {
    found.push(problem('retention_whole', { material: name }, `${at}/keep`));
  }
  if (keep !== undefined && least !== undefined && !lastsAsLong(keep, least)) {
    const details = { material: name, least: periodWords(least) };
    found.push(problem('retention_too_short', details, `${at}/keep`));
  }
  if (least !== undefined && basis.kind === 'typical') {
    found.push(problem('retention_duty_typical', { material: name }, `${at}/basis`));
  }
  return found;
}

/** A person is named by one value. */
function checkPersons({ record, facts }: PersonSort, at: string, pack: Pack): Problem[] {
  const kind = find(pack, 'record', record);
  const found = facts.flatMap((id, index) =>
    !all(pack, 'facts').some(({ facts: known }) => Object.hasOwn(known, id))
      ? [problem('unknown_reference', { what: FACT, id }, `${at}/facts/${index}`)]
      : [],
  );
  if (kind === undefined) {
    return [...found, problem('unknown_reference', { what: RECORD, id: record }, `${at}/record`)];
  }
  const isKnown = kind.key.length === 1 && kind.fields[kind.key[0] ?? '']?.personal !== true;
  const wrong = problem('retention_person_key', { record: kind.name }, `${at}/record`);
  return isKnown ? found : [...found, wrong];
}

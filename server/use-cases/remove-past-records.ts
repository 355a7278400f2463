/**
 * Imported records past their period: by their business date; of kinds without one only editions that
 * another took the place of. What is current is kept for as long as it is.
 */
import { valueAt } from '@flowmeter/engine/columns/column.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import type { Deps } from '../deps.ts';
import type { FateOf, RowEdit } from '../records/edit-rows.ts';
import { rewriteRecords } from '../records/rewrite.ts';
import { numberAt, type Source } from '../records/select-rows.ts';
import type { Part } from '../records/segment-writer.ts';
import type { HoldRow } from '../store/privacy-schema.ts';
import type { Removing } from './remove-past.ts';

export async function removePastRecords({
  deps,
  holds,
  row,
  before,
  done,
  isStopped,
}: Removing): Promise<void> {
  for (const definition of kindsOf(deps, row.record)) {
    if (isStopped()) return;
    const folder = deps.records.folder(definition.id);
    const edit = editOf(deps, { definition, before, holds });
    const written = await rewriteRecords(folder, definition, { edit, texts: [], names: [] });
    if (written.ok) done.removed += written.value.rows;
    else done.problems.push(...written.problems);
  }
}

/** The kind that is named, or all that no other period names. */
function kindsOf({ inForce }: Deps, record: string | undefined): RecordDefinition[] {
  const kinds = all(inForce.pack(), 'record');
  if (record !== undefined) return kinds.filter(({ id }) => id === record);
  const rows = all(inForce.pack(), 'retention').flatMap(({ periods }) => periods);
  const own = new Set(rows.flatMap((one) => one.record ?? []));
  return kinds.filter(({ id }) => !own.has(id));
}

interface Past {
  definition: RecordDefinition;
  before: string;
  holds: readonly HoldRow[];
}

function editOf(deps: Deps, { definition, before, holds }: Past): RowEdit {
  const { date, fields, id } = definition;
  const past = new Set(deps.records.batches(id).flatMap((one) => (one.at < before ? one.seq : [])));
  return {
    fields: new Set(),
    of: (source, part) => {
      const isHeld = heldIn(source, part, { definition, holds });
      const column =
        date === undefined ? undefined : source.segment.column(part, date, fields[date]?.type);
      const went = source.segment.went(part);
      return (row): ReturnType<FateOf> => {
        const day = column && valueAt(column, row);
        const succeeded = numberAt(went, row) || (source.since?.(part.start + row) ?? 0);
        const isPast =
          date === undefined
            ? past.has(succeeded)
            : typeof day === 'string' && day < before.slice(0, day.length);
        return isPast && !isHeld(row) ? 'drop' : 'keep';
      };
    },
  };
}

/** A hold on an object keeps what names it in its key, its object or a link; one on a unit what is its. */
function heldIn(
  { segment }: Source,
  part: Part,
  { definition, holds }: Pick<Past, 'definition' | 'holds'>,
): (row: number) => boolean {
  const { fields, key, object = [], links = {}, unit } = definition;
  const valuesOf = (scope: HoldRow['scope']) =>
    new Set(holds.flatMap((one) => (one.scope === scope ? [one.value] : [])));
  const [objects, units] = [valuesOf('object'), valuesOf('unit')];
  const naming = [
    ...key,
    ...object,
    ...Object.values(links).flatMap(({ by }) => Object.values(by)),
  ];
  const columnsOf = (ids: readonly string[]) =>
    ids.flatMap((id) => segment.column(part, id, fields[id]?.type) ?? []);
  const named = objects.size === 0 ? [] : columnsOf([...new Set(naming)]);
  const owned = units.size === 0 || unit === undefined ? [] : columnsOf([unit]);
  return (row) =>
    named.some((column) => objects.has(String(valueAt(column, row)))) ||
    owned.some((column) => units.has(String(valueAt(column, row))));
}

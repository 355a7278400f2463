/** Takes one person’s values out of the files beside the store: records, bad rows, backtests. */
import { valueAt } from '@flowmeter/engine/columns/column.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { Deps } from '../deps.ts';
import { rewriteRecords, type Rewriting, type Rewritten } from '../records/rewrite.ts';
import { isTelling } from '../store/sweep.ts';
import type { FoundPerson, PersonalKind } from './find-person.ts';

export async function rewriteFiles(deps: Deps, found: FoundPerson): Promise<Result<Rewritten>> {
  const done: Rewritten = { rows: 0, lines: 0 };
  const { kinds, values, person } = found;
  const texts = values.filter(isTelling);
  for (const definition of all(deps.inForce.pack(), 'record')) {
    const kind = kinds.find((one) => one.definition.id === definition.id);
    // A line of bad rows of the person’s own kind is theirs; elsewhere only what tells them apart goes.
    const names = kind === undefined ? [] : [person];
    const asked: Rewriting = { edit: editOf(kind, person), texts, names };
    const written = await rewriteRecords(deps.records.folder(definition.id), definition, asked);
    if (!written.ok) return written;
    done.rows += written.value.rows;
    done.lines += written.value.lines;
  }
  const names = [person, ...found.cases.map(({ id }) => id)];
  done.lines += deps.backtests.erase({ values, names, isTelling });
  return ok(done);
}

function editOf(kind: PersonalKind | undefined, person: string): Rewriting['edit'] {
  if (kind === undefined) return { fields: new Set(), of: () => () => 'keep' };
  const { definition, field, fields } = kind;
  return {
    fields: new Set(fields),
    of: ({ segment }, part) => {
      const column = segment.column(part, field, definition.fields[field]?.type);
      if (column === undefined) return () => 'keep';
      const own = fields.flatMap(
        (id) => segment.column(part, id, definition.fields[id]?.type) ?? [],
      );
      return (row) => {
        const isTheirs = String(valueAt(column, row)) === person;
        return isTheirs && own.some((one) => hasValue(valueAt(one, row))) ? 'erase' : 'keep';
      };
    },
  };
}

function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null && !Number.isNaN(value);
}

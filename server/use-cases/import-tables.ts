/** Tables out of a file become drafts of the person who brought it; nothing takes effect by itself. */
import { createHash } from 'node:crypto';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { everyFact } from '@flowmeter/engine/tables/facts.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { readTables, type TableReading, type TableSource } from '../exchange/read-tables.ts';
import type { DraftRow } from '../store/schema.ts';
import { auditOf } from './record-audit.ts';

export function previewTables(deps: Deps, source: TableSource): Promise<Result<TableReading>> {
  return readTables(source, everyFact(deps.inForce.pack()));
}

export interface ImportedTables {
  drafts: DraftRow[];
  problems: Problem[];
}

/**
 * A draft for each table, or for those that are named. Where the person has a draft of one already nothing
 * is begun, unless it is this very one: importing again changes nothing.
 */
export async function importTables(
  deps: Deps,
  actor: Actor,
  source: TableSource,
  only?: readonly string[],
): Promise<Result<ImportedTables>> {
  const read = await previewTables(deps, source);
  if (!read.ok) return read;
  const { problems } = read.value;
  const tables = read.value.tables.filter(({ id }) => only?.includes(id) ?? true);
  if (tables.length === 0) return failed(problem('exchange_without_table'), ...problems);
  const mine = await deps.store.drafts.ofOwner(actor.id);
  const known = new Map(
    mine.filter(({ kind }) => kind === 'table').map((one) => [one.definition_id, one]),
  );
  const others = tables.filter((table) => {
    const draft = known.get(table.id);
    return draft !== undefined && draft.content !== JSON.stringify(table);
  });
  if (others.length > 0) {
    return { ok: false, problems: others.map(({ id }) => problem('exchange_draft_there', { id })) };
  }
  const from = { file: source.name, sha256: sha256Of(source.content) };
  const drafts: DraftRow[] = [];
  for (const table of tables) {
    const begun = await begin(deps, actor, { table, from, draft: known.get(table.id) });
    if (!begun.ok) return begun;
    drafts.push(begun.value);
  }
  return ok({ drafts, problems });
}

interface Begun {
  table: TableDefinition;
  from: { file: string; sha256: string };
  draft: DraftRow | undefined;
}

async function begin(
  deps: Deps,
  actor: Actor,
  { table, from, draft }: Begun,
): Promise<Result<DraftRow>> {
  if (draft !== undefined) return ok(draft);
  const base_hash = deps.inForce.active('table', table.id)?.hash ?? null;
  const row: DraftRow = {
    id: deps.ids(),
    owner: actor.id,
    kind: 'table',
    definition_id: table.id,
    base_hash,
    content: JSON.stringify(table),
    layout: null,
    revision: 1,
    contributors: JSON.stringify([actor.id]),
    updated_at: instantOf(deps.clock),
    change_id: null,
  };
  const details = { draft: row.id, base_hash, ...from };
  const audit = auditOf(deps, actor, 'draft.imported', `table/${table.id}`, details);
  return deps.store.drafts.create(row, audit);
}

function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

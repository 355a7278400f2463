/** What the decision of a change does to definitions, drafts and other changes: inside its transaction. */
import { foldChange, type ChangeEvent } from '@flowmeter/engine/changes/change.ts';
import { decideChange } from '@flowmeter/engine/changes/decide.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { problem, type Problem } from '@flowmeter/engine/problem.ts';
import type { News } from './case-writes.ts';
import { prepareActivation } from './definitions.ts';
import type { ChangeRow } from './schema.ts';
import { q, type Sql } from './statement.ts';

type Subject = Pick<ChangeRow, 'kind' | 'definition_id'>;
type Append = (changeId: string, event: ChangeEvent) => void;

export function prepareConsequences(sql: Sql) {
  const activate = prepareActivation(sql);
  const active = sql.prepare((p: { kind: string; id: string }) =>
    q.selectFrom('active').select('hash').where('kind', '=', p.kind).where('id', '=', p.id),
  );
  const draft = sql.prepare((p: { id: string }) =>
    q.selectFrom('draft').select(['revision', 'change_id']).where('id', '=', p.id),
  );
  const predecessors = sql.prepare((p: { kind: string; id: string; state: string }) =>
    q
      .selectFrom('change')
      .select('id')
      .where('kind', '=', p.kind)
      .where('definition_id', '=', p.id)
      .where('state', '=', p.state),
  );
  const eventsOf = prepareEvents(sql);

  /** The content, and the drawing that came with it, are in force from now. */
  function release(row: ChangeRow, at: string): News[] {
    const layout = row.layout === null ? null : (JSON.parse(row.layout) as Definition);
    const changeId = row.id;
    const layoutHash = layout && activate(layout, { at, changeId, layoutHash: null });
    activate(JSON.parse(row.content) as Definition, { at, changeId, layoutHash });
    return [{ topic: 'definitions', id: row.definition_id }];
  }

  function supersede(row: ChangeRow, { at, by }: ChangeEvent, append: Append): void {
    const { kind, definition_id: id } = row;
    for (const other of predecessors.all({ kind, id, state: 'active' })) {
      const change = foldChange(eventsOf(other.id));
      const command = { type: 'supersede' as const, actor: by, at, successor: row.id };
      const decided = change && decideChange(change, command);
      if (decided?.ok) append(other.id, decided.value);
    }
  }

  return {
    activeHash: ({ kind, definition_id: id }: Subject) => active.get({ kind, id })?.hash ?? null,

    /** The draft rests while its change is not decided; or why it cannot. */
    restDraft: (seen: { id: string; revision: number }, changeId: string): Problem | undefined => {
      const stored = draft.get({ id: seen.id });
      if (stored === undefined || stored.change_id !== null) return problem('draft_not_found');
      if (stored.revision !== seen.revision) {
        return problem('version_conflict', { version: stored.revision });
      }
      sql.run(q.updateTable('draft').set({ change_id: changeId }).where('id', '=', seen.id));
      return undefined;
    },

    /** What live screens should hear of besides the change. */
    of: (event: ChangeEvent, row: ChangeRow, append: Append): News[] => {
      if (event.type === 'approved') {
        supersede(row, event, append);
        sql.run(q.deleteFrom('draft').where('change_id', '=', row.id));
        return release(row, event.at);
      }
      // Its author gets the draft back.
      sql.run(q.updateTable('draft').set({ change_id: null }).where('change_id', '=', row.id));
      return [];
    },
  };
}

/** What happened to a change, in order. */
export function prepareEvents(sql: Sql): (changeId: string) => ChangeEvent[] {
  const rows = sql.prepare((p: { id: string }) =>
    q.selectFrom('change_event').select('event').where('change_id', '=', p.id).orderBy('seq'),
  );
  return (id) => rows.all({ id }).map(({ event }) => JSON.parse(event) as ChangeEvent);
}

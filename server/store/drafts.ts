/** Drafts: private to their owner, saved again and again, revision by revision. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import { prepareLineage } from './comments.ts';
import type { DraftRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface DraftStore {
  get(id: string): Promise<DraftRow | undefined>;
  /** Those that are not proposed, last saved first. */
  ofOwner(owner: string): Promise<DraftRow[]>;
  /** `from` is the change whose proposal it begins with. */
  create(draft: DraftRow, audit: AuditEvent, from?: string): Promise<Result<DraftRow>>;
  /** Saves the draft that follows on `seen`; `version_conflict` if that is not the last revision. */
  save(draft: DraftRow, seen: number, audit?: AuditEvent): Promise<Result<DraftRow>>;
  remove(id: string, audit: AuditEvent): Promise<Result<void>>;
}

export function createDraftStore(sql: Sql, writer: Writer): DraftStore {
  const get = sql.prepare((p: { id: string }) =>
    q.selectFrom('draft').selectAll().where('id', '=', p.id),
  );
  const ofOwner = sql.prepare((p: { owner: string }) =>
    q
      .selectFrom('draft')
      .selectAll()
      .where('owner', '=', p.owner)
      .where('change_id', 'is', null)
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc'),
  );
  const tell = prepareAudit(sql);
  const lineage = prepareLineage(sql);
  return {
    get: async (id) => get.get({ id }),
    ofOwner: async (owner) => ofOwner.all({ owner }),
    create: (draft, audit, from) =>
      writer.write(() => {
        sql.run(q.insertInto('draft').values(draft));
        if (from !== undefined) lineage.from(draft.id, from);
        tell(audit);
        return ok(draft);
      }),
    save: (draft, seen, audit) =>
      writer.write(() => {
        const stored = get.get({ id: draft.id });
        if (stored === undefined || stored.change_id !== null) {
          return failed(problem('draft_not_found'));
        }
        if (stored.revision !== seen) {
          return failed(problem('version_conflict', { version: stored.revision }));
        }
        sql.run(q.updateTable('draft').set(draft).where('id', '=', draft.id));
        if (audit !== undefined) tell(audit);
        return ok(draft);
      }),
    remove: (id, audit) =>
      writer.write(() => {
        sql.run(q.deleteFrom('draft').where('id', '=', id));
        tell(audit);
        return ok(undefined);
      }),
  };
}

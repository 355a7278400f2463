/** Writes changes: inside a transaction, on what is stored at that moment. */
import type { Change } from '@flowmeter/engine/changes/change.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import type { News } from './case-writes.ts';
import { prepareConsequences } from './change-consequences.ts';
import { prepareAppend } from './change-events.ts';
import type { ChangeReads, Decide, Proposing } from './changes.ts';
import { prepareReleased } from './definitions.ts';
import { prepareJobs } from './evidence.ts';
import { prepareIdempotency, type AnsweredRequest } from './idempotency.ts';
import type { Releases, Signer } from './releases.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

interface Parts {
  releases: Releases;
  signer: () => Signer | undefined;
  read: ChangeReads;
  notify: Writer['notify'];
}

export function prepareChangeWrites(sql: Sql, { releases, signer, read, notify }: Parts) {
  const append = prepareAppend(sql);
  const released = prepareReleased(sql, releases, signer);
  const consequences = prepareConsequences(sql, { releases, released, append });
  const tell = prepareAudit(sql);
  const keep = prepareIdempotency(sql);
  const jobs = prepareJobs(sql);

  function isFirst(row: AnsweredRequest | undefined): boolean {
    return row === undefined || keep.run(row) > 0;
  }

  function announce(id: string, also: News[] = []): void {
    notify([{ topic: 'changes', id }, ...also]);
  }

  return {
    propose: (proposing: Proposing): Result<void> => {
      const { items, evidence, event, drafts, job, audit, idempotency } = proposing;
      const { id, baseHash } = event.proposal;
      if (consequences.activeHash(items) !== baseHash) return failed(problem('change_stale'));
      for (const draft of drafts) {
        const conflict = consequences.restDraft(draft, id);
        if (conflict !== undefined) return failed(conflict);
      }
      if (!isFirst(idempotency)) return failed(problem('idempotency_in_flight'));
      const row = { id, state: 'proposed', head: null, due_at: null };
      sql.run(q.insertInto('change').values(row));
      for (const [place, item] of items.entries()) {
        sql.run(q.insertInto('change_item').values({ ...item, change_id: id, place }));
      }
      sql.run(q.insertInto('change_evidence').values({ change_id: id, evidence }));
      if (job !== undefined) jobs.put(job);
      append(id, event);
      tell(audit);
      announce(id);
      return ok(undefined);
    },
    decide: (id: string, decide: Decide): Result<Change> => {
      const before = read.one(id);
      if (before === undefined) return failed(problem('change_not_found'));
      const { items } = before;
      const decided = decide(before, consequences.activeHash(items), released);
      if (!decided.ok) return decided;
      const { event, audit, evidence, job, idempotency } = decided.value;
      if (job !== undefined && jobs.begunAt(id) !== job) return failed(problem('evidence_moved'));
      if (!isFirst(idempotency)) return failed(problem('idempotency_in_flight'));
      if (evidence !== undefined) {
        sql.run(q.updateTable('change_evidence').set({ evidence }).where('change_id', '=', id));
      }
      const change = append(id, event);
      if (evidence !== undefined || change.state !== 'proposed') jobs.end(id);
      const also = consequences.of(event, change, items);
      const isReleased = event.type === 'approved' || event.type === 'activated';
      const stamp = isReleased ? releases.stamp() : {};
      tell({ ...audit, details: { ...audit.details, ...stamp } });
      announce(id, also);
      return ok(change);
    },
  };
}

/** Everything that leaves as a file is registered and told to the audit log first, and carries its mark. */
import { Personal } from '@flowmeter/engine/privacy/commitment.ts';
import type { Watermark } from '@flowmeter/engine/privacy/watermark.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { auditOf } from './record-audit.ts';

export interface Exporting {
  /** A sort of content, e.g. `table` or `bad_rows`, and which one. */
  what: string;
  object: string;
  purpose?: string | undefined;
}

const EXPORTED = 'exported';
const byConsole = { actor: 'system', role: '', action: EXPORTED, allowed: true };

/** `system`: whoever runs the machine, from its console. */
export async function registerExport(
  deps: Deps,
  actor: Actor | 'system',
  { what, object, purpose = '' }: Exporting,
): Promise<Result<Watermark>> {
  const by = actor === 'system' ? actor : actor.id;
  const row = { id: deps.ids(), at: instantOf(deps.clock), by, what, object, purpose };
  const told = { what, object, purpose: new Personal(purpose) };
  const audit =
    actor === 'system'
      ? { ...byConsole, at: row.at, object: row.id, details: told }
      : auditOf(deps, actor, EXPORTED, row.id, told);
  const done = await deps.store.privacy.addExport(row, audit);
  return done.ok ? ok({ id: row.id, by: row.by, at: row.at, purpose }) : done;
}

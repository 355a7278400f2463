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

export async function registerExport(
  deps: Deps,
  actor: Actor,
  { what, object, purpose = '' }: Exporting,
): Promise<Result<Watermark>> {
  const row = { id: deps.ids(), at: instantOf(deps.clock), by: actor.id, what, object, purpose };
  const told = { what, object, purpose: new Personal(purpose) };
  const done = await deps.store.privacy.addExport(
    row,
    auditOf(deps, actor, 'exported', row.id, told),
  );
  return done.ok ? ok({ id: row.id, by: row.by, at: row.at, purpose }) : done;
}

/** A backup into the folder that is set for them; older ones than are kept go. */
import { join } from 'node:path';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import { backupName, keepNewest, type KnownBackup } from '../backup/backups-in.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { backUp } from './back-up.ts';

/** `by`: a person, or `system` at night. */
export async function backUpNow(deps: Deps, by: string): Promise<Result<KnownBackup>> {
  const { to, keep, passphrase } = deps.backups;
  if (to === undefined) return failed(problem('backup_no_folder'));
  const name = backupName(instantOf(deps.clock));
  const done = await backUp(deps, { by, folder: join(to, name), passphrase });
  if (!done.ok) return done;
  keepNewest(to, keep);
  return { ok: true, value: { name, manifest: done.value } };
}

/** A backup every night into the folder that is set; a night that was missed is made up for once. */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { backupsIn } from '../backup/backups-in.ts';
import type { Deps } from '../deps.ts';
import { wordsOfError } from '../log.ts';
import { backUpNow } from '../use-cases/scheduled-backup.ts';
import { nightsOf } from './nights.ts';

export interface BackupChore {
  begin(): void;
  runDue(): Promise<void>;
  /** Undefined where no folder is set. */
  next(): Instant | undefined;
  stop(): Promise<void>;
}

/** `wake` is called when one has ended. */
export function createBackupChore(deps: Deps, wake: () => void): BackupChore {
  let underWay: Promise<void> | undefined;
  /** What this process has begun: what fails is told, and tried again the next night. */
  let begun = '';

  async function work(): Promise<void> {
    const done = await backUpNow(deps, 'system');
    if (done.ok) deps.log('info', 'backed up', { name: done.value.name });
    else deps.log('error', 'the backup failed', { problems: done.problems });
  }

  function begin(): void {
    const { to, at } = deps.backups;
    if (to === undefined || underWay !== undefined) return;
    const { due } = nightsOf(deps, at);
    const last = backupsIn(to)[0]?.manifest.made_at ?? '';
    if (begun === due || last >= due) return;
    begun = due;
    underWay = work()
      .catch((error: unknown) => deps.log('error', 'the backup failed', wordsOfError(error)))
      .finally(() => {
        underWay = undefined;
        wake();
      });
  }

  return {
    begin,
    runDue: async () => {
      begin();
      await underWay;
    },
    next: () => (deps.backups.to === undefined ? undefined : nightsOf(deps, deps.backups.at).next),
    stop: async () => underWay,
  };
}

/**
 * At night, what is past its period is removed; a night that was missed is made up for once. Erasures that
 * were approved are done as soon as they are.
 */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { wordsOfError } from '../log.ts';
import { eraseApproved } from '../use-cases/erase-person.ts';
import { removePast } from '../use-cases/remove-past.ts';
import { nightsOf } from './nights.ts';

export interface RetentionChore {
  /** Begins what is due. */
  begin(): Promise<void>;
  /** Begins it, and waits until it has ended. */
  runDue(): Promise<void>;
  /** When the next night is due; undefined where no period is set. */
  next(): Instant | undefined;
  stop(): Promise<void>;
}

/** A store that somebody reads for long is tried again after this. */
const RETRY_MS = 60_000;

/** `wake` is called when something has ended. */
export function createRetentionChore(deps: Deps, wake: () => void): RetentionChore {
  let underWay: Promise<void> | undefined;
  let stopped = false;
  /** The night that this process has begun: what fails is not begun again and again. */
  let begunNight = '';
  /** When the cleaning of the file is tried again. */
  let retryAt: number | undefined;

  async function work(night: string | undefined): Promise<void> {
    const isClean = await eraseApproved(deps);
    retryAt = isClean ? undefined : deps.clock() + RETRY_MS;
    if (night === undefined) return;
    const at = instantOf(deps.clock);
    await deps.store.privacy.keepRun({ night, at, ended_at: null, report: '[]' });
    const report = await removePast(deps, () => stopped);
    if (stopped) return;
    const ended_at = instantOf(deps.clock);
    await deps.store.privacy.keepRun({ night, at, ended_at, report: JSON.stringify(report) });
    const removed = report.filter((one) => one.removed > 0);
    if (removed.length === 0) return;
    const details = Object.fromEntries(removed.map((one) => [nameOf(one), one.removed]));
    const told = { at, actor: 'system', action: 'retention.removed', object: night };
    await deps.recordAudit(deps, { ...told, allowed: true, details });
  }

  async function begin(): Promise<void> {
    if (underWay !== undefined || stopped) return;
    const night = await dueNight();
    const waits = (retryAt ?? 0) <= deps.clock() && (await isAsked(deps));
    if (night === undefined && !waits) return;
    if (night !== undefined) begunNight = night;
    underWay = work(night)
      .catch((error: unknown) => deps.log('error', 'retention failed', wordsOfError(error)))
      .finally(() => {
        underWay = undefined;
        wake();
      });
  }

  async function dueNight(): Promise<string | undefined> {
    if (!isSet(deps)) return undefined;
    const { night } = nightsOf(deps);
    if (begunNight >= night) return undefined;
    const [last] = await deps.store.privacy.runs(1);
    return last === undefined || last.night < night || last.ended_at === null ? night : undefined;
  }

  return {
    begin,
    runDue: async () => {
      await begin();
      await underWay;
    },
    next: () => {
      const night = isSet(deps) ? nightsOf(deps).next : undefined;
      const times = [night, retryAt === undefined ? undefined : instantOf(() => retryAt ?? 0)];
      return times.filter((one) => one !== undefined).toSorted()[0];
    },
    stop: async () => {
      stopped = true;
      await underWay;
    },
  };
}

async function isAsked({ store }: Deps): Promise<boolean> {
  return (await store.privacy.erasures()).some(({ state }) => state === 'approved');
}

function isSet(deps: Deps): boolean {
  return all(deps.inForce.pack(), 'retention').length > 0;
}

function nameOf({ material, record }: { material: string; record?: string | undefined }): string {
  return record === undefined ? material : `${material}.${record}`;
}

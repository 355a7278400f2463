/**
 * The nightly audit of records and findings: at a time of day of the organisation's zone. After a time
 * down the last night is made up for, once; the store remembers which nights have had their run.
 */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { newReport } from '../audits/report.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import {
  beginRecordAudit,
  hasRecordRules,
  stopRecordAudit,
  type BegunAudit,
} from '../use-cases/audit-records.ts';
import { nightsOf } from './nights.ts';

export interface Nightly {
  /** Begins the run of the last night, unless it has had it. */
  begin(): Promise<void>;
  /** Begins it, and waits until it has ended. */
  runDue(): Promise<void>;
  /** When the next night's run is due; undefined where no rule would be asked. */
  next(): Instant | undefined;
  stop(): Promise<void>;
}

/** `wake` is called when a run has ended. */
export function createNightly(deps: Deps, wake: () => void): Nightly {
  let underWay: Promise<void> | undefined;
  /** The night that this process has begun: what fails is not begun again and again. */
  let begunNight: string | undefined;
  let beginning: Promise<void> | undefined;

  /** Whoever asks while it is being begun waits for the same. */
  function begin(): Promise<void> {
    beginning ??= beginNow().finally(() => {
      beginning = undefined;
    });
    return beginning;
  }

  async function beginNow(): Promise<void> {
    if (underWay !== undefined || !hasRecordRules(deps)) return;
    const { night } = nightsOf(deps);
    const last = await deps.store.auditRuns.lastNight();
    if (last === undefined) return skip(deps, night);
    const isHalf = last.night === night && last.status === 'running' && begunNight !== night;
    if (last.night !== null && last.night >= night && !isHalf) return;
    const begun = await beginRecordAudit(deps, { by: 'system', night });
    if (!begun.ok) return deps.log('warn', 'the nightly audit waits', { problems: begun.problems });
    begunNight = night;
    if (begun.value === undefined) return;
    underWay = follow(begun.value.ended).finally(() => {
      underWay = undefined;
      wake();
    });
  }

  async function follow(ended: BegunAudit['ended']): Promise<void> {
    const done = await ended;
    if (!done.ok) deps.log('error', 'the nightly audit failed', { problems: done.problems });
  }

  return {
    begin,
    runDue: async () => {
      await begin();
      await underWay;
    },
    next: () => (hasRecordRules(deps) ? nightsOf(deps).next : undefined),
    stop: () => stopRecordAudit(deps),
  };
}

/** The nights of a store begin with the next one: what was before, nobody had planned. */
async function skip(deps: Deps, night: string): Promise<void> {
  const at = instantOf(deps.clock);
  const report = JSON.stringify(newReport());
  const row = { id: deps.ids(), night, at, by: 'system', ended_at: at, report };
  await deps.store.auditRuns.begin({ ...row, status: 'skipped' });
}

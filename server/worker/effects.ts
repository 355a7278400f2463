/**
 * Performs what cases asked of connectors. Each target has a lane of its own with a few places: what is
 * slow or down holds up nothing else. What was begun and not told to its case when the process died is
 * begun again after the start, under the same id.
 */
import { setTimeout as rest } from 'node:timers/promises';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { performEffect, sendingConnector } from '../connectors/perform.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { wordsOfError } from '../log.ts';
import type { EffectRow } from '../store/outside-schema.ts';
import { putOff, settleEffect } from '../use-cases/settle-effect.ts';

export interface EffectRunner {
  /** Begins what is due and has a place. */
  begin(): Promise<void>;
  /** When something will be due that is not due yet. */
  next(): Promise<Instant | undefined>;
  /** Begins and finishes everything that is due. */
  runDue(): Promise<void>;
  /** Waits a little for what is under way; what comes after that is not told any more. */
  stop(waitMs?: number): Promise<void>;
}

const PLACES_A_LANE = 4;
const FAREWELL_MS = 3000;
/** What the store did not take is left alone for so long, so that a full disk is no storm of events. */
const REST_MS = 5000;

/** `wake` is called when something under way has come to its end. */
export function createEffectRunner(deps: Deps, wake: () => void): EffectRunner {
  const underWay = new Map<string, Promise<void>>();
  const lanes = new Map<string, number>();
  let begunAt: Instant = '';
  let stopped = false;

  function start(row: EffectRow, lane: string): void {
    lanes.set(lane, (lanes.get(lane) ?? 0) + 1);
    const done = run(deps, row, () => stopped).finally(() => {
      underWay.delete(row.id);
      lanes.set(lane, (lanes.get(lane) ?? 1) - 1);
      wake();
    });
    underWay.set(row.id, done);
  }

  async function beginLane(connector: string): Promise<void> {
    const lane = laneOf(deps, connector);
    const free = () => PLACES_A_LANE - (lanes.get(lane) ?? 0);
    if (free() <= 0) return;
    // Those under way are still in the table, in front.
    const limit = PLACES_A_LANE + free();
    const rows = await deps.store.effects.due(connector, instantOf(deps.clock), limit);
    for (const row of rows) if (!underWay.has(row.id) && free() > 0) start(row, lane);
  }

  async function begin(): Promise<void> {
    const waiting = await deps.store.effects.waiting();
    const now = instantOf(deps.clock);
    begunAt = now;
    for (const { connector, next_at } of waiting) {
      if (!stopped && next_at <= now) await beginLane(connector);
    }
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay.values());
  }

  return {
    begin,
    // What is due already begins when a place is free: somebody under way will wake us.
    next: async () => {
      const waiting = await deps.store.effects.waiting();
      const times = waiting.map(({ next_at }) => next_at);
      return times.filter((at) => at > begunAt).toSorted()[0];
    },
    runDue: async () => {
      await begin();
      while (underWay.size > 0) {
        await settled();
        await begin();
      }
    },
    stop: async (waitMs = FAREWELL_MS) => {
      await Promise.race([settled(), rest(waitMs, undefined, { ref: false })]);
      stopped = true;
    },
  };
}

/** One target, however many connectors send to it. */
function laneOf(deps: Deps, id: string): string {
  const connector = sendingConnector(deps, id);
  return connector?.type === 'webhook' ? new URL(connector.url).origin : (connector?.type ?? id);
}

/** One try, and what came of it told; whatever fails is tried again later. */
async function run(deps: Deps, row: EffectRow, isStopped: () => boolean): Promise<void> {
  const about = { effect: row.id, connector: row.connector, tries: row.tries };
  try {
    const outcome = await performEffect(deps, row);
    if (isStopped()) return;
    if (outcome?.kind === 'again' || outcome?.kind === 'failed') {
      deps.log('warn', 'an effect could not be done', { ...about, code: outcome.problem.code });
    }
    const told = await settleEffect(deps, row, outcome);
    if (told.ok) return;
    deps.log('warn', 'an effect waits for the store', { ...about, problems: told.problems });
  } catch (error) {
    deps.log('error', 'an effect failed', { ...about, ...wordsOfError(error) });
    const isPutOff = await putOff(deps, row).catch(() => undefined);
    if (isPutOff?.ok) return;
  }
  await rest(REST_MS, undefined, { ref: false });
}

/** Takes away what has served its time: sessions that are over, answers kept for repeated requests. */
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';

/** A client that has not repeated its request by then will not. */
const ANSWERS_KEPT_MS = 24 * 3_600_000;
/** A system repeats what it sent for as long as its own dead letters are looked after. */
const EVENTS_KEPT_MS = 30 * ANSWERS_KEPT_MS;

export async function tidy(deps: Deps): Promise<void> {
  await deps.accounts.sessions.tidy();
  const ago = (ms: number) => instantOf(() => deps.clock() - ms);
  await deps.store.idempotency.forget(ago(ANSWERS_KEPT_MS), ago(EVENTS_KEPT_MS));
}

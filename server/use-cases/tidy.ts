/** Takes away what has served its time: sessions that are over, answers kept for repeated requests. */
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';

/** A client that has not repeated its request by then will not. */
const ANSWERS_KEPT_MS = 24 * 3_600_000;

export async function tidy(deps: Deps): Promise<void> {
  await deps.accounts.tidy();
  await deps.store.idempotency.forget(instantOf(() => deps.clock() - ANSWERS_KEPT_MS));
}

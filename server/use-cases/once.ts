/**
 * Idempotency: under one key the same request of one person happens once and is always answered
 * alike. The answer is stored in the same transaction as what it tells.
 */
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { hashOfAsked, type AnsweredRequest } from '../store/idempotency.ts';

/** Makes the row to be stored with what was done. */
export type Keep = (answer: unknown) => AnsweredRequest;

export interface Asked {
  actor: string;
  /** The caller's key; without one the request is simply done. */
  key: string | undefined;
  /** Names the action and its object: a key belongs to one of them. */
  action: string;
  /** A text is taken as it is. */
  body: unknown;
  /**
   * Leaves no trace when it is refused. A request that was answered before is then found out by its
   * refusal (its key is there already), and new ones need not look it up.
   */
  isPure?: boolean;
}

/** Characters of a key; as the API's description says. */
export const LONGEST_KEY = 200;

const inFlight = new WeakMap<Deps, Set<string>>();

export async function once<T>(
  deps: Deps,
  asked: Asked,
  run: (keep?: Keep) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { actor, key } = asked;
  if (key === undefined) return run();
  if (key.length === 0 || key.length > LONGEST_KEY) {
    return failed(problem('idempotency_key_length', { longest: LONGEST_KEY }));
  }
  const flights = inFlight.get(deps) ?? new Set();
  inFlight.set(deps, flights);
  const flight = `${actor}\n${key}`;
  if (flights.has(flight)) return failed(problem('idempotency_in_flight'));
  flights.add(flight);
  try {
    const { action, body } = asked;
    const text = `${action}\n${typeof body === 'string' ? body : JSON.stringify(body)}`;
    const before = async (): Promise<Result<T> | undefined> => {
      const known = await deps.store.idempotency.get(actor, key);
      if (known === undefined) return undefined;
      return known.body_hash === hashOfAsked(text)
        ? ok(JSON.parse(known.answer) as T)
        : failed(problem('idempotency_mismatch'));
    };
    const answered = asked.isPure === true ? undefined : await before();
    if (answered !== undefined) return answered;
    const at = instantOf(deps.clock);
    const result = await run((answer) => {
      return { actor, key, asked: text, answer: JSON.stringify(answer), at };
    });
    return result.ok ? result : ((await before()) ?? result);
  } finally {
    flights.delete(flight);
  }
}

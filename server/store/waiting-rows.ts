/** Which messages the open visits of a case wait for. Pure; the store writes what a command changes. */
import type { CaseState, Visit } from '@flowmeter/engine/case/state.ts';
import type { WaitingRow } from './outside-schema.ts';

/** Rows to take away, then rows to add. */
export interface WaitingChange {
  gone: WaitingRow[];
  come: WaitingRow[];
}

/** Undefined when a command has nothing to do with messages, as most. */
export function waitingChange(
  before: CaseState | undefined,
  after: CaseState,
): WaitingChange | undefined {
  const change: WaitingChange = { gone: [], come: [] };
  for (const visit of after.visits) {
    const was = before?.visits[visit.seq - 1];
    if (was === visit || (visit.message ?? was?.message) === undefined) continue;
    const [old, now] = [waitingRow(after.id, was), waitingRow(after.id, visit)];
    if (isSame(old, now)) continue;
    if (old !== undefined) change.gone.push(old);
    if (now !== undefined) change.come.push(now);
  }
  return change.gone.length === 0 && change.come.length === 0 ? undefined : change;
}

/** A case that is moved to another version may wait for another message. */
function isSame(old: WaitingRow | undefined, now: WaitingRow | undefined): boolean {
  return old?.name === now?.name && old?.key === now?.key;
}

function waitingRow(case_id: string, visit: Visit | undefined): WaitingRow | undefined {
  const { message, status, seq = 0 } = visit ?? {};
  if (message === undefined || status !== 'open' || message.id !== undefined) return undefined;
  return { name: message.name, key: message.key, case_id, seq };
}

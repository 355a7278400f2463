/** A trace of an event log as a case that has ended: an entry for each event, in the order of time. */
import type { CaseEvent, Entry } from '@flowmeter/engine/case/events.ts';
import { fold } from '@flowmeter/engine/case/fold.ts';
import type { EndedCase } from '@flowmeter/engine/case/state.ts';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { XesEvent, XesTrace } from '@flowmeter/engine/history/xes-trace.ts';
import type { XesValue } from '@flowmeter/engine/history/xes-values.ts';

/** Who acted where the log does not say. */
export const NOBODY = 'import';
/** How every imported case ended; the log only says that it did. */
export const IMPORTED = 'imported';

export interface ImportedCase {
  state: EndedCase;
  entries: Entry[];
  /** The trace's name, or the case's id. */
  title: string;
}

export interface ImportTarget {
  /** Id of the new case. */
  id: string;
  /** The log's id and the SHA-256 of its file: they stand where a case has its flow and version. */
  log: string;
  hash: string;
  unit: string;
}

/**
 * Attributes of the trace become the case's data under the names they have in the log. A trace without
 * events says nothing of when it was, and is no case.
 */
export function caseOfTrace(trace: XesTrace, target: ImportTarget): ImportedCase | undefined {
  const events = trace.events.toSorted((a, b) => a.at - b.at);
  const entries = events.map((event, index): Entry => {
    const happened: CaseEvent[] = [recorded(event, index + 1)];
    if (index === 0) happened.unshift(opened(trace, target));
    if (index === events.length - 1) happened.push({ type: 'case.ended', outcome: IMPORTED });
    return {
      caseId: target.id,
      version: index + 1,
      at: new Date(event.at).toISOString(),
      actor: event.resource ?? NOBODY,
      command: 'import',
      events: happened,
    };
  });
  const state = fold(entries);
  if (state?.status !== 'ended') return undefined;
  return { state, entries, title: trace.name === '' ? target.id : trace.name };
}

function opened({ attributes }: XesTrace, { log, hash, unit }: ImportTarget): CaseEvent {
  const data: FactValues = Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) => {
      const known = factOf(value);
      return known === undefined ? [] : [[key, known]];
    }),
  );
  return { type: 'case.opened', flow: { id: log, hash }, unit, data, limits: [] };
}

function recorded({ activity, resource, lifecycle }: XesEvent, seq: number): CaseEvent {
  return {
    type: 'activity.recorded',
    seq,
    step: activity,
    ...(resource === undefined ? {} : { handler: resource }),
    ...(lifecycle === undefined ? {} : { lifecycle }),
  };
}

/** Lists and containers are no facts. */
function factOf(value: XesValue): FactValues[string] | undefined {
  if (typeof value !== 'object') return value;
  return 'date' in value ? new Date(value.date).toISOString() : undefined;
}

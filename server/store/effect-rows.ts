/**
 * What the tables say about the connectors of a case: effects that wait to be done, and incidents that
 * wait for a person. Pure; the store writes the difference that a command makes.
 */
import type { CaseEvent, Entry } from '@flowmeter/engine/case/events.ts';
import type { CaseState, Visit } from '@flowmeter/engine/case/state.ts';
import type { EffectRow, IncidentRow } from './outside-schema.ts';

/** Ids to take away, then rows to add. */
export interface EffectChange {
  gone: string[];
  come: EffectRow[];
}

/** Visits (by number) whose incident is settled, then new ones. */
export interface IncidentChange {
  gone: number[];
  come: Omit<IncidentRow, 'tries'>[];
}

/** Does the visit wait for a connector? What has failed waits for a person instead. */
export function awaitsConnector(state: CaseState, visit: Visit | undefined): boolean {
  const effect = visit?.effect;
  if (state.status !== 'open' || visit?.status !== 'open' || effect === undefined) return false;
  return effect.answered !== true && visit.incident === undefined;
}

/** Undefined when a command has nothing to do with effects, as most. */
export function effectChange(
  before: CaseState | undefined,
  after: CaseState,
  { at, events }: Pick<Entry, 'at' | 'events'>,
): EffectChange | undefined {
  const waited = before?.visits.filter((visit) => awaitsConnector(before, visit)) ?? [];
  const gone = waited
    .filter(({ seq }) => !awaitsConnector(after, after.visits[seq - 1]))
    .flatMap(({ effect }) => effect?.id ?? []);
  const come = events
    .filter(isAsked)
    .filter(({ seq }) => awaitsConnector(after, after.visits[seq - 1]))
    .map(({ effect, seq, connector, data }) => {
      const row = { id: effect, case_id: after.id, seq, connector, asked_at: at };
      return { ...row, data: JSON.stringify(data), tries: 0, next_at: at };
    });
  return gone.length === 0 && come.length === 0 ? undefined : { gone, come };
}

/** Undefined when nothing went wrong and nothing was settled. */
export function incidentChange(
  before: CaseState | undefined,
  after: CaseState,
): IncidentChange | undefined {
  const was = before === undefined ? [] : failedIn(before);
  const is = failedIn(after);
  const gone = was.filter((one) => !isIn(is, one)).map(({ seq }) => seq);
  const come = is.filter((one) => !isIn(was, one)).map((visit) => incidentRow(after, visit));
  return gone.length === 0 && come.length === 0 ? undefined : { gone, come };
}

function isIn(list: readonly Failed[], { seq, step, incident }: Failed): boolean {
  return list.some((one) => one.seq === seq && one.step === step && one.incident === incident);
}

type Failed = Visit & Required<Pick<Visit, 'incident'>>;

function failedIn({ status, visits }: CaseState): Failed[] {
  if (status === 'ended') return [];
  return visits.filter(
    (visit): visit is Failed => visit.incident !== undefined && visit.status === 'open',
  );
}

function incidentRow({ id, unit }: CaseState, { seq, step, incident, effect }: Failed) {
  const { at, code, words } = incident;
  const connector = effect?.connector ?? null;
  return { case_id: id, seq, unit, step, connector, at, code, words: JSON.stringify(words) };
}

type Asked = Extract<CaseEvent, { type: 'effect.asked' }>;

function isAsked(event: CaseEvent): event is Asked {
  return event.type === 'effect.asked';
}

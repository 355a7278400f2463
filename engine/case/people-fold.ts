/** How the events of people sharing a task change a case. */
import type { PeopleEvent } from './people-events.ts';
import type { SignPart } from './people-state.ts';
import type { CaseState, Instant, Visit } from './state.ts';

interface Said {
  at: Instant;
  actor: string;
}

export function applyPeople(state: CaseState, event: PeopleEvent, said: Said): CaseState {
  const old = state.visits[event.seq - 1];
  if (old === undefined) throw new Error(`case ${state.id} has no visit ${event.seq}`);
  const visits = state.visits.with(event.seq - 1, changed(old, event, said));
  const data = event.type === 'task.handed_back' ? { ...state.data, ...event.data } : state.data;
  return { ...state, visits, data };
}

function changed(visit: Visit, event: PeopleEvent, { at, actor }: Said): Visit {
  switch (event.type) {
    case 'task.assigned':
    case 'task.transferred':
      return givenTo(visit, event.to);
    case 'task.reassigned':
      return event.part === undefined
        ? givenTo(broughtBack(visit, at), event.to)
        : editPart(visit, event.part, (part) => namedTo(part, event.to));
    case 'task.delegated': {
      const { to, reason } = event;
      const by = visit.holder ?? actor;
      const delegations = [...(visit.delegations ?? []), { by, to, at, reason }];
      return { ...visit, holder: to, delegations };
    }
    case 'task.handed_back':
      return broughtBack(visit, at, event.comment);
    case 'task.decided': {
      const { type: _t, seq: _s, on_behalf_of: onBehalfOf, ...decision } = event;
      const behalf = onBehalfOf === undefined ? {} : { onBehalfOf };
      return { ...visit, decision: { ...decision, by: actor, ...behalf } };
    }
    case 'task.reopened': {
      const { decision: _d, ...rest } = visit;
      return rest;
    }
    case 'task.taken_back':
      return { ...visit, takenBackAt: at };
    case 'task.copied': {
      const note = event.note === undefined ? {} : { note: event.note };
      const copies = event.to.map((to) => ({ to, by: actor, at, ...note }));
      return { ...visit, copies: [...(visit.copies ?? []), ...copies] };
    }
    case 'task.urged': {
      const { reason } = event;
      return { ...visit, urges: [...(visit.urges ?? []), { by: actor, at, reason }] };
    }
    default:
      return signed(visit, event, { at, actor });
  }
}

type SigningEvent = Extract<
  PeopleEvent,
  { type: 'signing.opened' | 'signers.added' | 'task.signed' | 'signing.closed' }
>;

function signed(visit: Visit, event: SigningEvent, { at, actor }: Said): Visit {
  switch (event.type) {
    case 'signing.opened':
      return { ...visit, signs: event.parts.map((one) => ({ ...one, status: 'open' })) };
    case 'signers.added':
      return { ...visit, signs: withAdded(visit.signs ?? [], event, actor) };
    case 'task.signed': {
      const { verdict, comment, on_behalf_of: onBehalfOf } = event;
      return editPart(visit, event.part, (part) => ({
        ...part,
        status: 'signed',
        verdict,
        by: actor,
        at,
        ...(comment === undefined ? {} : { comment }),
        ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      }));
    }
    case 'signing.closed': {
      const signs = visit.signs?.map(
        (one): SignPart =>
          event.withdrawn.includes(one.part) ? { ...one, status: 'withdrawn' } : one,
      );
      return { ...visit, ...(signs && { signs }) };
    }
    default:
      return event satisfies never;
  }
}

/** In the hands of one person, who has not claimed it themselves; or of nobody. */
function givenTo(visit: Visit, to: string | null): Visit {
  const { holder: _h, claimedAt: _c, onBehalfOf: _b, ...rest } = visit;
  return to === null ? rest : { ...rest, holder: to };
}

function broughtBack(visit: Visit, at: Instant, comment?: string): Visit {
  const last = visit.delegations?.at(-1);
  if (visit.delegations === undefined || last === undefined || last.backAt !== undefined) {
    return visit;
  }
  const back = { ...last, backAt: at, ...(comment === undefined ? {} : { comment }) };
  return { ...visit, holder: last.by, delegations: visit.delegations.with(-1, back) };
}

function namedTo({ person: _p, ...part }: SignPart, to: string | null): SignPart {
  return to === null ? part : { ...part, person: to };
}

function withAdded(
  parts: readonly SignPart[],
  event: Extract<PeopleEvent, { type: 'signers.added' }>,
  by: string,
): SignPart[] {
  const { when, reason, beside } = event;
  const added = event.persons.map((person, index): SignPart => {
    const part = parts.length + index + 1;
    return { part, person, weight: 1, status: 'open', added: { by, when, reason } };
  });
  const place = parts.findIndex((one) => one.part === beside);
  if (place < 0) return [...parts, ...added];
  return parts.toSpliced(when === 'before' ? place : place + 1, 0, ...added);
}

function editPart(visit: Visit, part: number, edit: (old: SignPart) => SignPart): Visit {
  const signs = visit.signs?.map((one) => (one.part === part ? edit(one) : one));
  return { ...visit, ...(signs && { signs }) };
}

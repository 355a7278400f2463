/** How the events of people sharing a task change a case. */
import type { PeopleEvent, PeopleEventType } from './people-events.ts';
import type { SignPart } from './people-state.ts';
import type { CaseState, Instant, Visit } from './state.ts';

type Of<T extends PeopleEventType> = Extract<PeopleEvent, { type: T }>;

interface Said {
  at: Instant;
  actor: string;
}

export function applyPeople(state: CaseState, event: PeopleEvent, said: Said): CaseState {
  const old = state.visits[event.seq - 1];
  if (old === undefined) throw new Error(`case ${state.id} has no visit ${event.seq}`);
  const change = changes[event.type] as (one: Visit, by: PeopleEvent, said: Said) => Visit;
  const visits = state.visits.with(event.seq - 1, change(old, event, said));
  const data = event.type === 'task.handed_back' ? { ...state.data, ...event.data } : state.data;
  return { ...state, visits, data };
}

/** What each event makes of its visit. */
const changes: {
  [T in PeopleEventType]: (visit: Visit, event: Of<T>, said: Said) => Visit;
} = {
  'task.assigned': (visit, { to }) => givenTo(visit, to),
  'task.transferred': (visit, { to }) => givenTo(visit, to),
  'task.reassigned': (visit, { to, part: number }, { at }) =>
    number === undefined
      ? givenTo(broughtBack(visit, at), to)
      : editPart(visit, number, (part) => namedTo(part, to)),
  'task.delegated': (visit, { to, reason }, { at, actor }) => {
    const by = visit.holder ?? actor;
    const delegations = [...(visit.delegations ?? []), { by, to, at, reason }];
    return { ...visit, holder: to, delegations };
  },
  'task.handed_back': (visit, { comment }, { at }) => broughtBack(visit, at, comment),
  'task.decided': (visit, event, { actor }) => {
    const { type: _t, seq: _s, on_behalf_of: onBehalfOf, ...decision } = event;
    const behalf = onBehalfOf === undefined ? {} : { onBehalfOf };
    return { ...visit, decision: { ...decision, by: actor, ...behalf } };
  },
  'task.reopened': ({ decision: _d, ...visit }) => visit,
  'task.taken_back': (visit, _event, { at }) => ({ ...visit, takenBackAt: at }),
  'task.copied': (visit, { to: people, note }, { at, actor: by }) => {
    const noted = note === undefined ? {} : { note };
    const copies = people.map((to) => ({ to, by, at, ...noted }));
    return { ...visit, copies: [...(visit.copies ?? []), ...copies] };
  },
  'task.urged': (visit, { reason }, { at, actor: by }) => {
    return { ...visit, urges: [...(visit.urges ?? []), { by, at, reason }] };
  },
  'signing.opened': (visit, { parts }) => {
    return { ...visit, signs: parts.map((one) => ({ ...one, status: 'open' })) };
  },
  'signers.added': (visit, event, { actor }) => {
    return { ...visit, signs: withAdded(visit.signs ?? [], event, actor) };
  },
  'task.signed': (visit, { part: number, verdict, comment, on_behalf_of: behalf }, said) =>
    editPart(visit, number, (part) => ({
      ...part,
      status: 'signed',
      verdict,
      by: said.actor,
      at: said.at,
      ...(comment === undefined ? {} : { comment }),
      ...(behalf === undefined ? {} : { onBehalfOf: behalf }),
    })),
  'signing.closed': (visit, { withdrawn }) => {
    const signs = visit.signs?.map(
      (one): SignPart => (withdrawn.includes(one.part) ? { ...one, status: 'withdrawn' } : one),
    );
    return { ...visit, ...(signs && { signs }) };
  },
};

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

function withAdded(parts: readonly SignPart[], event: Of<'signers.added'>, by: string): SignPart[] {
  const { when, reason, beside, post } = event;
  const duty = post === undefined ? {} : { post };
  const added = event.persons.map((person, index): SignPart => {
    const part = parts.length + index + 1;
    return { part, ...duty, person, weight: 1, status: 'open', added: { by, when, reason } };
  });
  const place = parts.findIndex((one) => one.part === beside);
  if (place < 0) return [...parts, ...added];
  return parts.toSpliced(when === 'before' ? place : place + 1, 0, ...added);
}

function editPart(visit: Visit, part: number, edit: (old: SignPart) => SignPart): Visit {
  const signs = visit.signs?.map((one) => (one.part === part ? edit(one) : one));
  return { ...visit, ...(signs && { signs }) };
}

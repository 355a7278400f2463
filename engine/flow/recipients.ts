/** Whom something is told to: by the organisation in force at that time, with deputies of the absent. */
import { deputiesOf, onDuty } from '../case/availability.ts';
import { isAble, lineOf, supervises, type UnitRule } from '../case/duties.ts';
import { openParts } from '../case/people-state.ts';
import type { CaseState, Instant, Visit } from '../case/state.ts';
import type { Told } from '../case/told.ts';
import type { NoticeCircle } from '../definition/notice.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import { isAbleTo } from './people-standing.ts';
import { stateOf, type Work } from './work.ts';

/** Undefined where no organisation is known, and for what is told to customers. */
export function recipientsOf(
  work: Work,
  to: Addressee | { touchpoint: string },
): Told[] | undefined {
  const { org } = work.flow;
  if (org === undefined || 'touchpoint' in to) return undefined;
  const { at } = work.command;
  return withDeputies(org, addressed(org, stateOf(work), to, at), at);
}

/** As a notice names them. */
type Addressee =
  | { post: string; unit?: UnitRule | undefined }
  | { step: string }
  | { roster: string }
  | { who: NoticeCircle };

/** Who has a task in hand; while nobody has it, all who could take it. Undefined without an organisation. */
export function inHandsOf(work: Work, visit: Visit): Told[] | undefined {
  const { flow, command } = work;
  if (flow.org === undefined) return undefined;
  const people = handsOf(visit);
  if (people.length > 0) return withDeputies(flow.org, people, command.at);
  const standing = { flow, state: stateOf(work), visit, actor: command.actor, at: command.at };
  const posts = [visit.post, ...openParts(visit).map(({ post }) => post)];
  const able = flow.org.people.filter(({ id, roles }) => {
    return roles.includes('clerk') && posts.some((post) => post && isAbleTo(standing, id, post));
  });
  return withDeputies(
    flow.org,
    able.map(({ id }) => id),
    command.at,
  );
}

function handsOf(visit: Visit): string[] {
  const signers = openParts(visit).flatMap(({ person }) => person ?? []);
  return visit.holder === undefined ? signers : [visit.holder, ...signers];
}

function addressed(
  org: OrganisationDefinition,
  state: CaseState,
  to: Addressee,
  at: Instant,
): string[] {
  if ('post' in to) {
    const { post, unit = 'case' } = to;
    const able = org.people.filter((one) => isAble(org, one, state, { post }, unit));
    return able.map(({ id }) => id);
  }
  if ('step' in to) return performersOf(state, to.step);
  if ('roster' in to) return onDuty(org, to.roster, at);
  return circles[to.who](org, state);
}

/** Who did a step when it was done last; of what several signed, all who did. */
function performersOf({ visits }: CaseState, step: string): string[] {
  const last = visits.findLast((one) => one.step === step && one.status === 'done');
  const signers = last?.signs?.flatMap(({ by }) => by ?? []) ?? [];
  return last?.handler === undefined ? signers : [...signers, last.handler];
}

const circles: Record<NoticeCircle, (org: OrganisationDefinition, state: CaseState) => string[]> = {
  opener: (_org, { openedBy }) => [openedBy],
  above: (org, { unit }) => {
    const line = lineOf(org, unit).map((one) =>
      org.people.filter((person) => person.unit === one && supervises(org, person.id, unit)),
    );
    return line.find((some) => some.length > 0)?.map(({ id }) => id) ?? [];
  },
};

/** Each once; who is told for themselves is not told for somebody else too. */
function withDeputies(org: OrganisationDefinition, people: readonly string[], at: Instant): Told[] {
  const known = people.filter((id) => org.people.some((one) => one.id === id));
  const told = new Map<string, Told>(known.map((person) => [person, { person }]));
  for (const absent of known) {
    for (const person of deputiesOf(org, absent, at)) {
      if (!told.has(person)) told.set(person, { person, for: absent });
    }
  }
  return [...told.values()];
}

/**
 * Grants: what an administrator proposes to give people, or to take from them. A grant is a change of the
 * organisation and nothing else of it; that another person approves it is the business of every change.
 */
import { z } from 'zod';
import { Day, Id, Localized } from '../definition/header.ts';
import {
  roles,
  type OrganisationDefinition,
  type Person,
  type Term,
} from '../definition/organisation.ts';
import { failed, ok, problem, type Result } from '../problem.ts';

/** A person who is not in the organisation yet; what they may do are grants of their own. */
const Newcomer = z.strictObject({
  name: Localized,
  unit: Id,
  email: z.email().max(254).optional(),
  /** Another account of the same human. */
  same_as: Id.optional(),
});

const days = { from: Day.optional(), to: Day.optional() };

/** One of a role, a post, a unit, or the account of the same human. */
export const Grant = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('person'), person: Id, newcomer: Newcomer }),
  z.strictObject({ what: z.literal('role'), person: Id, role: z.enum(roles), ...days }),
  z.strictObject({ what: z.literal('post'), person: Id, post: Id, ...days }),
  z.strictObject({ what: z.literal('unit'), person: Id, unit: Id, ...days }),
  z.strictObject({ what: z.literal('same_as'), person: Id, same_as: Id }),
  z.strictObject({ what: z.literal('no_role'), person: Id, role: z.enum(roles) }),
  z.strictObject({ what: z.literal('no_post'), person: Id, post: Id }),
]);

export type Grant = z.infer<typeof Grant>;

/** `today` and `zone` are of the organisation, or of the calendars where it has no zone of its own. */
interface Moment {
  today: string;
  zone: string;
}

/** The organisation with every grant in it; or the first that cannot be. */
export function withGrants(
  org: OrganisationDefinition,
  grants: readonly Grant[],
  moment: Moment,
): Result<OrganisationDefinition> {
  let next = org;
  for (const [index, grant] of grants.entries()) {
    const granted = withGrant(next, grant, moment);
    if (!granted.ok) {
      const problems = granted.problems.map((one) => ({ ...one, at: `/grants/${index}` }));
      return { ok: false, problems };
    }
    next = granted.value;
  }
  return ok(next);
}

function withGrant(
  org: OrganisationDefinition,
  grant: Grant,
  { today, zone }: Moment,
): Result<OrganisationDefinition> {
  const known = org.people.find((one) => one.id === grant.person);
  if (grant.what === 'person') {
    if (known !== undefined) return failed(problem('duplicate_id', { id: grant.person }));
    const person = { id: grant.person, ...grant.newcomer, posts: [], roles: [] };
    return ok({ ...org, people: [...org.people, person] });
  }
  if (known === undefined) return failed(problem('unknown_person', { person: grant.person }));
  const late = lateness(grant, today);
  if (late !== undefined) return failed(problem(late));
  const person = personWith(known, grant);
  if (!person.ok) return person;
  const people = org.people.map((one) => (one.id === known.id ? person.value : one));
  const isDated = 'from' in grant || 'to' in grant;
  return ok({ ...org, people, ...(isDated && org.zone === undefined ? { zone } : {}) });
}

function lateness(grant: Grant, today: string) {
  const { from, to } = 'role' in grant || 'post' in grant || 'unit' in grant ? daysOf(grant) : {};
  if (from !== undefined && to !== undefined && to < from) return 'grant_backwards' as const;
  return to !== undefined && to < today ? ('grant_over' as const) : undefined;
}

function daysOf(grant: object): { from?: string; to?: string } {
  return grant;
}

type Given = Exclude<Grant, { what: 'person' }>;

function personWith(person: Person, grant: Given): Result<Person> {
  const { name } = person;
  switch (grant.what) {
    case 'same_as':
      return ok({ ...person, same_as: grant.same_as });
    case 'no_role':
    case 'no_post': {
      const less = without(person, grant);
      return less === undefined ? failed(problem('grant_lacks', { person: name })) : ok(less);
    }
    case 'role':
    case 'post':
    case 'unit':
      return has(person, grant)
        ? failed(problem('grant_has', { person: name }))
        : ok(more(person, grant));
    default:
      return grant satisfies never;
  }
}

type Giving = Extract<Grant, { what: 'role' | 'post' | 'unit' }>;

/** Always, so that days would take nothing away and give nothing. */
function has(person: Person, grant: Giving): boolean {
  switch (grant.what) {
    case 'role':
      return person.roles.includes(grant.role);
    case 'post':
      return person.posts.includes(grant.post);
    case 'unit':
      return person.unit === grant.unit;
    default:
      return grant satisfies never;
  }
}

function more(person: Person, grant: Giving): Person {
  const { what: _, person: _who, ...term } = grant;
  if (grant.from !== undefined || grant.to !== undefined) {
    return { ...person, terms: [...(person.terms ?? []), term] };
  }
  switch (grant.what) {
    case 'role':
      return { ...person, roles: [...person.roles, grant.role] };
    case 'post':
      return { ...person, posts: [...person.posts, grant.post] };
    case 'unit':
      return { ...person, unit: grant.unit };
    default:
      return grant satisfies never;
  }
}

/** Undefined where there is nothing to take. */
function without(
  person: Person,
  grant: Extract<Grant, { what: 'no_role' | 'no_post' }>,
): Person | undefined {
  const goes = (term: Term) =>
    grant.what === 'no_role'
      ? 'role' in term && term.role === grant.role
      : 'post' in term && term.post === grant.post;
  const { terms: held = [], ...rest } = person;
  const terms = held.filter((term) => !goes(term));
  const left = person.roles.filter((one) => grant.what !== 'no_role' || one !== grant.role);
  const posts = person.posts.filter((one) => grant.what !== 'no_post' || one !== grant.post);
  const count = terms.length + left.length + posts.length;
  if (count === held.length + person.roles.length + person.posts.length) return undefined;
  return { ...rest, roles: left, posts, ...(terms.length > 0 ? { terms } : {}) };
}

/** The organisation: units, posts, duties that one person may not hold together, people. */
import { z } from 'zod';
import { Absence, Roster } from './availability.ts';
import { Basis, Day, header, Id, Localized } from './header.ts';

export const roles = ['owner', 'auditor', 'supervisor', 'clerk', 'admin'] as const;

/** From the beginning of the day `from` to the end of the day `to`; without them, from ever and for ever. */
const days = { from: Day.optional(), to: Day.optional() };

/** What a person has for a time, besides what they have always; a unit takes the place of their own. */
export const Term = z.union([
  z.strictObject({ post: Id, ...days }),
  z.strictObject({ role: z.enum(roles), ...days }),
  z.strictObject({ unit: Id, ...days }),
]);

export const Person = z.strictObject({
  id: Id,
  name: Localized,
  unit: Id,
  /** Where connectors of the type `mail` reach them. */
  email: z.email().max(254).optional(),
  posts: z.array(Id).max(20),
  roles: z.array(z.enum(roles)).max(5),
  terms: z.array(Term).max(100).optional(),
  /** Another account of the same human: what one may not do, the other may not either. */
  same_as: Id.optional(),
});

export const OrganisationDefinition = z.strictObject({
  kind: z.literal('organisation'),
  ...header,
  units: z.array(z.strictObject({ id: Id, name: Localized, parent: Id.optional() })).min(1),
  posts: z.array(z.strictObject({ id: Id, name: Localized })).min(1),
  /** Posts of which one person may do only one within one case. */
  conflicts: z.array(
    z.strictObject({ posts: z.array(Id).min(2).max(10), reason: Localized, basis: Basis }),
  ),
  people: z.array(Person),
  /** IANA zone of the days of rosters, absences and terms; needed where there are any. */
  zone: z.string().min(1).max(64).optional(),
  rosters: z.array(Roster).max(100).optional(),
  absences: z.array(Absence).max(20_000).optional(),
});

export type Role = (typeof roles)[number];
export type Term = z.infer<typeof Term>;
export type Person = z.infer<typeof Person>;
export type OrganisationDefinition = z.infer<typeof OrganisationDefinition>;

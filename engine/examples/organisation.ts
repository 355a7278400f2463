/** Examples of an organisation: after work of these posts, may the person do work of that post? */
import { incompatiblePosts, personOf } from '../case/duties.ts';
import type { OrganisationExample } from '../definition/examples.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';

/** What differs from `then`, in words; empty when the example holds. */
export function checkOrganisationExample(
  org: OrganisationDefinition,
  { given, then }: OrganisationExample,
): string[] {
  const person = personOf(org, given.person);
  if (person === undefined) return [`there is no person ${given.person}`];
  const strangers = [given.post, ...given.did].filter(
    (id) => !org.posts.some((post) => post.id === id),
  );
  if (strangers.length > 0) return strangers.map((id) => `there is no post ${id}`);
  const forbidden = incompatiblePosts(org, given.post);
  const allowed = person.posts.includes(given.post) && !given.did.some((id) => forbidden.has(id));
  return allowed === then.allowed ? [] : [`allowed ${allowed}, expected ${then.allowed}`];
}

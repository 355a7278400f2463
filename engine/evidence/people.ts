/** Whom a change concerns: whose work, whose score, whose pay. */
import type { OrganisationDefinition } from '../definition/organisation.ts';
import { all, type Pack } from '../definition/pack.ts';
import type { Localized } from '../problem.ts';
import type { ItemDifferences } from './bundle.ts';
import { itemsOf, type Changed } from './items.ts';
import type { CardBeside } from './scores.ts';
import type { PayBeside } from './pay.ts';

export interface PeopleAffected {
  /** Steps of flows that are done otherwise, and the posts that do them. */
  steps: StepAffected[];
  /** Those posts with the people who hold them. */
  posts: PostAffected[];
  /** Scorecards whose definitions differ, over the last period that has ended, by both. */
  scores: CardBeside[];
  /** People whose pay coefficient would have been another, or may become a higher one. */
  pay: PayBeside[];
  /** People whose score or pay hangs on it: none of them approves it. */
  barred: { id: string; unit: string }[];
}

export interface StepAffected {
  flow: { id: string; name: Localized };
  step: string;
  name: Localized;
  kind: 'added' | 'removed' | 'changed';
  /** Before and after; empty where nobody does it. */
  posts: string[];
}

export interface PostAffected {
  id: string;
  name: Localized;
  people: { id: string; unit: string }[];
}

/** Steps with a difference, each once. */
export function stepsAffected(
  changed: Changed,
  differences: readonly ItemDifferences[],
): StepAffected[] {
  return itemsOf(changed, 'flow').flatMap(({ base, content }) => {
    const own = differences.find(({ kind, id }) => kind === 'flow' && id === content.id);
    const named = own?.differences.flatMap(({ step }) => step ?? []) ?? [];
    const steps = base === null ? Object.keys(content.steps) : [...new Set(named)];
    return steps.flatMap((id) => {
      const [was, is] = [base?.steps[id], content.steps[id]];
      const name = is?.name ?? was?.name;
      if (name === undefined) return [];
      const posts = [...new Set([was, is].flatMap((step) => postOf(step) ?? []))];
      const kind = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
      return [{ flow: { id: content.id, name: content.name }, step: id, name, kind, posts }];
    });
  });
}

export function postsAffected(steps: readonly StepAffected[], { after }: Changed): PostAffected[] {
  const org = organisationIn(after);
  const ids = new Set(steps.flatMap(({ posts }) => posts));
  return [...ids].map((id) => ({
    id,
    name: org?.posts.find((one) => one.id === id)?.name ?? { zh: id, en: id },
    people: (org?.people ?? [])
      .filter(({ posts }) => posts.includes(id))
      .map(({ id: person, unit }) => ({ id: person, unit })),
  }));
}

export function organisationIn(pack: Pack): OrganisationDefinition | undefined {
  return all(pack, 'organisation')[0];
}

function postOf(step: object | undefined): string | undefined {
  if (step === undefined || !('assign' in step)) return undefined;
  return (step.assign as { post?: string } | undefined)?.post;
}

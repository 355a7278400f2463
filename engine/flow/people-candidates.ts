/** Whom a person may choose for what they do with a task. */
import { openParts } from '../case/people-state.ts';
import type { Person } from '../definition/organisation.ts';
import { signable } from './people-signable.ts';
import { cannotTake, type Standing } from './people-standing.ts';

/** Actions that name people. */
export const namingActions = ['transfer', 'delegate', 'add_signer', 'copy', 'reassign'] as const;
export type NamingAction = (typeof namingActions)[number];

/** In the order of the organisation. */
export function candidatesFor(standing: Standing, action: NamingAction, part?: number): Person[] {
  const fits = tests[action];
  return standing.flow.org?.people.filter((person) => fits(standing, person.id, part)) ?? [];
}

type Test = (standing: Standing, person: string, part: number | undefined) => boolean;

const tests: Record<NamingAction, Test> = {
  transfer: (standing, person) => takes(standing, person, standing.visit.post),
  delegate: (standing, person) => takes(standing, person, undefined),
  add_signer: (standing, person) => {
    const beside = signable(standing);
    const duty = beside.problem === undefined ? beside.part.post : undefined;
    const { visit } = standing;
    const asked = { ...standing, visit: { ...visit, post: duty ?? visit.post ?? '' } };
    return takes(asked, person, undefined) && !hasPart(standing, person);
  },
  copy: (standing, person) => person !== standing.actor,
  reassign: (standing, person, number) => {
    if (number === undefined) return takes(standing, person, standing.visit.post);
    const part = openParts(standing.visit).find((one) => one.part === number);
    const post = part?.added === undefined ? part?.post : undefined;
    return part !== undefined && takes(standing, person, post) && !hasPart(standing, person);
  },
};

function takes(standing: Standing, person: string, post: string | undefined): boolean {
  if (person === standing.visit.holder) return false;
  return cannotTake(standing, person, { post, place: '' }) === undefined;
}

function hasPart({ visit }: Standing, person: string): boolean {
  return (
    visit.signs?.some(
      (one) => one.by === person || one.onBehalfOf === person || one.person === person,
    ) ?? false
  );
}

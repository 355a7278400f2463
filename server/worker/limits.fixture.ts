/** The testing pack with more said about the limit of its first task. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import { taskOf } from '@flowmeter/engine/flow/structure.ts';
import { testingPack } from '../testing-pack.ts';

export function packWithLimit(more: Partial<Limit>): Definition[] {
  const pack = testingPack();
  const lend = pack.find((one) => one.kind === 'flow' && one.id === 'lend') as FlowDefinition;
  for (const limit of taskOf(lend.steps['check'])?.limits ?? []) Object.assign(limit, more);
  return pack;
}

/** Nobody sees a task because they watch over its unit. */
export function withoutSupervisors(pack: Definition[]): Definition[] {
  return pack.map((one) => {
    if (one.kind !== 'organisation') return one;
    const people = one.people.map((person): Person => {
      const roles = person.roles.filter((role) => role !== 'supervisor');
      return { ...person, roles: roles.length > 0 ? roles : ['clerk'] };
    });
    return { ...one, people };
  });
}

/** The testing pack with more said about the limit of its first task. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import { taskOf } from '@flowmeter/engine/flow/structure.ts';
import { testingPack } from '../testing-pack.ts';

export function packWithLimit(more: Partial<Limit>): Definition[] {
  const pack = testingPack();
  const lend = pack.find((one) => one.kind === 'flow' && one.id === 'lend') as FlowDefinition;
  for (const limit of taskOf(lend.steps['check'])?.limits ?? []) Object.assign(limit, more);
  return pack;
}

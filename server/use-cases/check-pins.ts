/** Steps that call a version of a flow by its hash: was that version ever released? */
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { pinnedIn } from '@flowmeter/engine/flow/check-call.ts';
import { problem, type Problem } from '@flowmeter/engine/problem.ts';
import type { Deps } from '../deps.ts';

/** What was released once stays known by its hash, so that nothing has to be looked at again later. */
export async function checkPins({ store }: Deps, definition: Definition): Promise<Problem[]> {
  if (definition.kind !== 'flow') return [];
  const found = pinnedIn(definition).map(async ({ flow, hash, at }) => {
    const version = await store.definitions.byHash(hash);
    const isReleased = version?.kind === 'flow' && version.id === flow;
    return isReleased ? [] : [problem('version_not_released', { flow, hash }, at)];
  });
  return (await Promise.all(found)).flat();
}

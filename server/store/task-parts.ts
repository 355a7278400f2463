/** Who finds an open visit in their list: its holder or pool, who delegated it, who is to sign it. Pure. */
import { isPaused } from '@flowmeter/engine/case/clock.ts';
import { delegationOf, isSigned, openParts } from '@flowmeter/engine/case/people-state.ts';
import { partsInTurn } from '@flowmeter/engine/case/signing.ts';
import type { Visit } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { taskOf } from '@flowmeter/engine/flow/structure.ts';

/** One row of a list: a person's (`holder`), or there for all who hold the post. */
export interface TaskPart {
  post: string;
  holder: string;
  status: 'open' | 'claimed' | 'paused' | 'delegated' | 'lent' | 'signing';
}

/** The first is the visit itself. No two are of the same post and person. */
export function partsOfTask(visit: Visit, flow: FlowDefinition): TaskPart[] {
  const { post = '', holder = '', signs } = visit;
  const lent = delegationOf(visit);
  const own: TaskPart = { post, holder, status: statusOf(visit) };
  if (lent === undefined && signs === undefined) return [own];
  const delegator: TaskPart[] = lent ? [{ post, holder: lent.by, status: 'lent' }] : [];
  const signing = signingParts(visit, flow);
  const all = isSigned(visit) ? signing : [own, ...delegator, ...signing];
  return all.filter(
    (one, index) =>
      all.findIndex((other) => other.post === one.post && other.holder === one.holder) === index,
  );
}

function statusOf(visit: Visit): TaskPart['status'] {
  if (isPaused(visit)) return 'paused';
  if (visit.holder === undefined) return 'open';
  return delegationOf(visit) === undefined ? 'claimed' : 'delegated';
}

/** Signers added after the holder come when the holder has decided. */
function signingParts(visit: Visit, flow: FlowDefinition): TaskPart[] {
  const mode = isSigned(visit) ? taskOf(flow.steps[visit.step])?.sign?.mode : undefined;
  const due = openParts(visit).filter(
    ({ added }) => isSigned(visit) || added?.when !== 'after' || visit.decision !== undefined,
  );
  return partsInTurn(mode, due).map(({ post = visit.post ?? '', person = '' }) => {
    return { post, holder: person, status: 'signing' };
  });
}

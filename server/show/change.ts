/** Changes as the API says them. */
import type { z } from 'zod';
import type { Change, ChangeEvent } from '@flowmeter/engine/changes/change.ts';
import type { Evidence } from '@flowmeter/engine/changes/evidence.ts';
import type { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import type { InForce } from '../in-force.ts';
import { namesOf } from '../names.ts';
import { problemView } from '../problem-answer.ts';
import type { StoredChange } from '../store/changes.ts';
import type { ChangeRowView, ChangeView } from '../views/governance.ts';

export function changeRowView(inForce: InForce, change: Change): z.infer<typeof ChangeRowView> {
  const names = namesOf(inForce);
  const { definition, decision } = change;
  return {
    id: change.id,
    title: change.title,
    reason: change.reason,
    kind: definition.kind,
    definition: { id: definition.id, name: definition.name },
    state: change.state,
    author: names.person(change.author),
    proposed_at: change.proposedAt,
    decided_by: decision && names.person(decision.by),
    decided_at: decision && decision.at,
    rollback: change.rollback,
  };
}

export async function changeView(
  { store, inForce }: Deps,
  actor: Actor,
  { change, row }: StoredChange,
): Promise<z.infer<typeof ChangeView>> {
  const names = namesOf(inForce);
  const { baseHash } = change;
  const evidence = JSON.parse(row.evidence) as Evidence;
  return {
    ...changeRowView(inForce, change),
    base_hash: baseHash,
    content_hash: change.contentHash,
    base: baseHash === null ? null : ((await store.definitions.byHash(baseHash)) ?? null),
    content: JSON.parse(row.content) as Definition,
    layout: layoutIn(row.layout),
    base_layout: layoutIn(row.base_layout),
    differences: evidence.differences,
    problems: evidence.problems.map(problemView),
    examples: evidence.examples,
    open_cases: baseHash === null ? 0 : await store.cases.openCount(baseHash),
    comment: change.decision?.comment ?? null,
    contributors: change.contributors.map((id) => names.person(id)),
    can: allowed(change, actor),
    log: change.events.map((event) => ({
      at: event.at,
      actor: names.person(event.by),
      action: event.type,
      comment: commentOf(event),
    })),
  };
}

/** What the screen offers; the decision itself is checked again. */
function allowed(change: Change, actor: Actor): z.infer<typeof ChangeView>['can'] {
  if (change.state !== 'proposed') return [];
  const audits = actor.roles.includes('auditor');
  const can: z.infer<typeof ChangeView>['can'] = [];
  if (audits && !change.contributors.includes(actor.id)) can.push('approve');
  if (audits) can.push('return');
  if (actor.id === change.author) can.push('withdraw');
  return can;
}

function commentOf(event: ChangeEvent): string {
  if (event.type === 'proposed') return event.proposal.reason;
  return 'comment' in event ? event.comment : '';
}

function layoutIn(text: string | null): LayoutDefinition | null {
  return text === null ? null : (JSON.parse(text) as LayoutDefinition);
}

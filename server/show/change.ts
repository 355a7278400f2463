/** Changes as the API says them. */
import type { z } from 'zod';
import type { ChangeEvent, ChangeItem } from '@flowmeter/engine/changes/change.ts';
import { offers } from '@flowmeter/engine/changes/offers.ts';
import {
  differencesIn,
  summaryOf,
  type StoredEvidence,
} from '@flowmeter/engine/evidence/stored.ts';
import type { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { InForce } from '../in-force.ts';
import { namesOf } from '../names.ts';
import { problemView } from '../problem-answer.ts';
import { headOf, type ChangeHead } from '../store/change-events.ts';
import type { StoredChange } from '../store/changes.ts';
import { standingOf } from '../use-cases/change-facts.ts';
import type { ChangeRowView, ChangeView } from '../views/governance.ts';

export function changeRowView(inForce: InForce, change: ChangeHead): z.infer<typeof ChangeRowView> {
  const names = namesOf(inForce);
  const { items, decision, review } = change;
  const shown = items.map(({ definition: { kind, id, name } }) => {
    return { kind, definition: { id, name } };
  });
  const [first] = shown as [(typeof shown)[number]];
  return {
    ...first,
    id: change.id,
    title: change.title,
    reason: change.reason,
    items: shown,
    state: change.state,
    author: names.person(change.author),
    proposed_at: change.proposedAt,
    decided_by: decision && names.person(decision.by),
    decided_at: decision && decision.at,
    rollback: change.rollback,
    effective_from: change.effectiveFrom,
    zone: change.zone,
    active_from: change.activeFrom,
    expires_at: change.expiresAt,
    emergency: change.emergency,
    review: review && {
      due: review.due,
      overdue: review.overdue,
      by: review.done && names.person(review.done.by),
      at: review.done && review.done.at,
      verdict: review.done && review.done.verdict,
      comment: review.done && review.done.comment,
    },
    evidence_ready: change.evidenceReady,
    because: change.because,
  };
}

export async function changeView(
  deps: Deps,
  actor: Actor,
  stored: StoredChange,
): Promise<z.infer<typeof ChangeView>> {
  const { store, inForce } = deps;
  const { change } = stored;
  const names = namesOf(inForce);
  const known = JSON.parse(stored.evidence) as StoredEvidence;
  const evidence = summaryOf(known);
  const items = await itemViews(deps, stored, known);
  const [first] = items as [(typeof items)[number]];
  return {
    ...changeRowView(inForce, headOf(change)),
    ...first,
    items,
    base_hash: change.baseHash,
    content_hash: change.contentHash,
    evidence_hash: change.evidenceHash,
    carried_over: change.carriedOver ?? null,
    differences: evidence.differences,
    problems: evidence.problems.map(problemView),
    examples: evidence.examples,
    open_cases: first.base_hash === null ? 0 : await store.cases.openCount(first.base_hash),
    comment: change.decision?.comment ?? null,
    contributors: change.contributors.map((id) => names.person(id)),
    ...(await offered(deps, actor, stored)),
    approvals: change.approvals.map(({ by, at, comment, evidence: seen, signature }) => {
      const by_whom = names.person(by);
      return { by: by_whom, at, comment, evidence_hash: seen ?? null, key: signature?.key ?? null };
    }),
    log: change.events.map((event) => ({
      at: event.at,
      actor: names.person(event.by),
      action: event.type,
      comment: commentOf(event),
    })),
  };
}

async function itemViews(
  { store }: Deps,
  { change, items }: StoredChange,
  evidence: StoredEvidence,
) {
  const views = items.map(async (row, place) => {
    const {
      definition: { kind, id, name },
      baseHash,
      contentHash,
    } = change.items[place] as ChangeItem;
    return {
      kind,
      definition: { id, name },
      base_hash: baseHash,
      content_hash: contentHash,
      base: baseHash === null ? null : ((await store.definitions.byHash(baseHash)) ?? null),
      content: JSON.parse(row.content) as Definition,
      layout: layoutIn(row.layout),
      base_layout: layoutIn(row.base_layout),
      differences: differencesIn(evidence, place),
    };
  });
  return Promise.all(views);
}

/** What the screen offers, and why not more; the decision itself is checked again. */
async function offered(
  deps: Deps,
  actor: Actor,
  stored: StoredChange,
): Promise<Pick<z.infer<typeof ChangeView>, 'can' | 'hindrance' | 'approvals_needed'>> {
  const { change } = stored;
  const active = await deps.store.definitions.active();
  const standing = standingOf(deps, actor.id, stored, { active: () => active, running: () => [] });
  const verbs = offers(change, { ...standing, at: instantOf(deps.clock) });
  return {
    can: verbs.can,
    hindrance: verbs.hindrance === null ? null : problemView(verbs.hindrance),
    approvals_needed: verbs.approvalsNeeded,
  };
}

function commentOf(event: ChangeEvent): string {
  if (event.type === 'proposed') return event.proposal.reason;
  return 'comment' in event ? event.comment : '';
}

function layoutIn(text: string | null): LayoutDefinition | null {
  return text === null ? null : (JSON.parse(text) as LayoutDefinition);
}

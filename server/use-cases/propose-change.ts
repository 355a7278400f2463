/**
 * Proposes content as a change: it must be whole, right and different; its hash is frozen, and so is the
 * evidence made for it.
 */
import type { Proposal } from '@flowmeter/engine/changes/change.ts';
import { checkChange } from '@flowmeter/engine/changes/check-change.ts';
import { gatherEvidence, hashOfEvidence } from '@flowmeter/engine/changes/evidence.ts';
import type { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import {
  failed,
  ok,
  problem,
  type Problem,
  type ProblemCode,
  type Result,
} from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { Proposing } from '../store/changes.ts';
import { checkPins } from './check-pins.ts';
import { layoutFor, prunedLayout } from './draft-layout.ts';
import type { Keep } from './once.ts';
import { auditOf } from './record-audit.ts';

export interface Words {
  title: string;
  reason: string;
}

export interface Content {
  definition: Definition;
  layout: LayoutDefinition | null;
  /** Besides the proposer. */
  contributors: string[];
  rollback: boolean;
  /** The draft that it comes from, which ends with the proposal. */
  draft: Proposing['draft'];
  keep: Keep | undefined;
}

/** The id of the change. */
export async function proposeChange(
  deps: Deps,
  actor: Actor,
  content: Content,
  words: Words,
): Promise<Result<string>> {
  const { definition } = content;
  const { kind, id, name } = definition;
  const base = deps.inForce.active(kind, id);
  const contentHash = hashOf(definition);
  if (contentHash === base?.hash) return failed(problem('change_without_difference'));
  const pack = deps.inForce.pack();
  const running = await deps.store.definitions.running();
  const pins = await checkPins(deps, definition);
  const problems = [...checkChange(definition, pack, running), ...pins];
  const refused = refusalOf('change_has_errors', problems);
  if (refused !== undefined) return refused;
  const evidence = await gatherEvidence(base?.definition ?? null, definition, pack, problems);
  const bound = { baseHash: base?.hash ?? null, contentHash };
  const proposal: Proposal = {
    ...bound,
    ...words,
    id: deps.ids(),
    definition: { kind, id, name },
    evidenceHash: hashOfEvidence(evidence, bound),
    contributors: [...new Set([...content.contributors, actor.id])],
    rollback: content.rollback,
  };
  const stored = await deps.store.changes.propose({
    row: { ...rowOf(deps, content, proposal), evidence: JSON.stringify(evidence) },
    event: { type: 'proposed', at: instantOf(deps.clock), by: actor.id, proposal },
    draft: content.draft,
    audit: auditOf(deps, actor, 'change.proposed', proposal.id, { ...proposal }),
    idempotency: content.keep?.(proposal.id),
  });
  return stored.ok ? ok(proposal.id) : stored;
}

/** Content with errors is refused with all of them. */
export function refusalOf(code: ProblemCode, problems: Problem[]): Result<never> | undefined {
  const errors = problems.filter((one) => one.level === 'error');
  if (errors.length === 0) return undefined;
  const count = errors.length;
  return { ok: false, problems: [problem(code, { count }), ...problems] };
}

function rowOf(deps: Deps, { definition, layout }: Content, { id, contentHash }: Proposal) {
  const isFlow = definition.kind === 'flow';
  const drawn = isFlow && layout !== null ? prunedLayout(layout, definition) : undefined;
  const base = isFlow ? layoutFor(deps.inForce, definition.id) : undefined;
  return {
    id,
    kind: definition.kind,
    definition_id: definition.id,
    content_hash: contentHash,
    content: JSON.stringify(definition),
    layout: drawn === undefined ? null : JSON.stringify(drawn),
    base_layout: base === undefined ? null : JSON.stringify(base),
  };
}

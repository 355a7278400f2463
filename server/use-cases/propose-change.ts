/**
 * Proposes contents as one change: they must be whole, right together and different; their hashes are
 * frozen, and so is the evidence made for them.
 */
import { isPayKind } from '@flowmeter/engine/changes/approval.ts';
import type {
  CarriedOver,
  Change,
  ChangeItem,
  Proposal,
} from '@flowmeter/engine/changes/change.ts';
import { checkChange } from '@flowmeter/engine/changes/check-change.ts';
import { instantAt, type LocalTime } from '@flowmeter/engine/changes/effective.ts';
import { touchesPay, type Replaced } from '@flowmeter/engine/changes/pay.ts';
import { hashOfWhole } from '@flowmeter/engine/changes/whole.ts';
import { hashOfBundle, stateOf } from '@flowmeter/engine/evidence/bundle.ts';
import { changedIn } from '@flowmeter/engine/evidence/items.ts';
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
import { gatherEvidence, jobOf } from './gather-evidence.ts';
import type { Keep } from './once.ts';
import { auditOf } from './record-audit.ts';

export interface Words {
  title: string;
  reason: string;
  /** At its approval, unless given. */
  effective?: LocalTime | undefined;
  /** At once, with one approval, and a review by another person afterwards. */
  emergency?: boolean | undefined;
}

interface Proposed {
  definition: Definition;
  layout: LayoutDefinition | null;
}

export interface Content {
  items: readonly Proposed[];
  /** Besides the proposer. */
  contributors: string[];
  rollback: boolean;
  /** The drafts that it comes from, which end with the proposal. */
  drafts: Proposing['drafts'];
  keep: Keep | undefined;
  /** It says again what an earlier change said; that one's times are kept. */
  carried?: Carried | undefined;
}

interface Carried extends CarriedOver, Pick<Change, 'effectiveFrom' | 'zone' | 'expiresAt'> {}

/** Undecided for so long, a change expires. */
export const LIFE_MS = 90 * 86_400_000;

/** The id of the change. */
export async function proposeChange(
  deps: Deps,
  actor: Actor,
  content: Content,
  words: Words,
): Promise<Result<string>> {
  const definitions = content.items.map(({ definition }) => definition);
  const items = itemsOf(deps, definitions);
  const replaced = definitions.map((definition) => ({
    base: deps.inForce.active(definition.kind, definition.id)?.definition ?? null,
    content: definition,
  }));
  const refused = unfitOf(items) ?? timesOf(deps, replaced, words);
  if (refused !== undefined) return failed(refused);
  const problems = await problemsOf(deps, definitions);
  const wrong = refusalOf('change_has_errors', problems);
  if (wrong !== undefined) return wrong;
  const changed = changedIn(deps.inForce.pack(), replaced);
  const evidence = await gatherEvidence(deps, changed, problems);
  const proposal = proposalOf(deps, actor, { content, words, items });
  const { baseHash, contentHash } = proposal;
  const evidenceHash = hashOfBundle(evidence, { baseHash, contentHash });
  const awaitsEvidence = stateOf(evidence) !== 'complete';
  const bound = { ...proposal, evidenceHash, ...(awaitsEvidence ? { awaitsEvidence } : {}) };
  const stored = await deps.store.changes.propose({
    items: content.items.map((one) => rowOf(deps, one)),
    evidence: JSON.stringify(evidence),
    event: { type: 'proposed', at: instantOf(deps.clock), by: actor.id, proposal: bound },
    drafts: content.drafts,
    job: awaitsEvidence ? jobOf(deps, actor, proposal.id, evidence) : undefined,
    audit: auditOf(deps, actor, 'change.proposed', proposal.id, { ...bound }),
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

function itemsOf({ inForce }: Deps, definitions: readonly Definition[]): ChangeItem[] {
  return definitions.map((definition) => {
    const { kind, id, name } = definition;
    const baseHash = inForce.active(kind, id)?.hash ?? null;
    return { definition: { kind, id, name }, baseHash, contentHash: hashOf(definition) };
  });
}

/** Every definition once, and each another one than what is in force. */
function unfitOf(items: readonly ChangeItem[]): Problem | undefined {
  const keys = new Set<string>();
  for (const { definition, baseHash, contentHash } of items) {
    const { kind, id } = definition;
    if (keys.has(`${kind}/${id}`)) return problem('change_twice', { kind, id });
    keys.add(`${kind}/${id}`);
    if (baseHash === contentHash) return problem('change_without_difference');
  }
  return undefined;
}

/** May it take effect when its authors wish? */
function timesOf(
  deps: Deps,
  replaced: readonly Replaced[],
  { effective, emergency = false }: Words,
): Problem | undefined {
  if (emergency && touchesPay(replaced, deps.inForce.pack())) return problem('emergency_pays');
  if (effective === undefined) return undefined;
  if (emergency) return problem('emergency_at_once');
  const from = instantAt(effective);
  if (from === undefined) return problem('effective_unclear', { ...effective }, '/effective');
  const isPast = from < instantOf(deps.clock);
  const all = replaced.every(({ content }) => isPayKind(content.kind));
  return isPast && !all ? problem('effective_in_past', {}, '/effective') : undefined;
}

async function problemsOf(deps: Deps, definitions: readonly Definition[]): Promise<Problem[]> {
  const running = await deps.store.definitions.running();
  const pins = await Promise.all(definitions.map((one) => checkPins(deps, one)));
  return [...checkChange(definitions, deps.inForce.pack(), running), ...pins.flat()];
}

/** Without the hash of its evidence. */
function proposalOf(
  deps: Deps,
  actor: Actor,
  { content, words, items }: { content: Content; words: Words; items: ChangeItem[] },
): Omit<Proposal, 'evidenceHash'> {
  const { title, reason, effective, emergency } = words;
  const [first] = items as [ChangeItem, ...ChangeItem[]];
  const hashes = (which: 'baseHash' | 'contentHash') =>
    hashOfWhole(
      items.map(({ definition: { kind, id }, ...one }) => ({ kind, id, hash: one[which] })),
    );
  return {
    id: deps.ids(),
    title,
    reason,
    definition: first.definition,
    baseHash: hashes('baseHash'),
    contentHash: hashes('contentHash') ?? '',
    contributors: [...new Set([...content.contributors, actor.id])],
    rollback: content.rollback,
    expiresAt: instantOf(() => deps.clock() + LIFE_MS),
    ...(items.length > 1 ? { items } : {}),
    ...(effective && { effectiveFrom: instantAt(effective) ?? '', zone: effective.zone }),
    ...(emergency === true ? { emergency } : {}),
    ...(content.carried && carriedIn(content.carried)),
  };
}

function carriedIn({ from, upon, effectiveFrom, zone, expiresAt }: Carried): Partial<Proposal> {
  const isTimed = effectiveFrom !== null && zone !== null;
  return {
    carriedOver: { from, upon },
    ...(expiresAt !== null && { expiresAt }),
    ...(isTimed && { effectiveFrom, zone }),
  };
}

function rowOf(deps: Deps, { definition, layout }: Proposed) {
  const isFlow = definition.kind === 'flow';
  const drawn = isFlow && layout !== null ? prunedLayout(layout, definition) : undefined;
  const base = isFlow ? layoutFor(deps.inForce, definition.id) : undefined;
  return {
    kind: definition.kind,
    definition_id: definition.id,
    content_hash: hashOf(definition),
    content: JSON.stringify(definition),
    layout: drawn === undefined ? null : JSON.stringify(drawn),
    base_layout: base === undefined ? null : JSON.stringify(base),
  };
}

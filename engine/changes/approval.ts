/** What an approval signs: exactly this change, this content, on this evidence, from this time. */
import { canonical, sha256Hex } from '../definition/hash.ts';
import type { Approval, Change } from './change.ts';
import type { WrittenEvent } from './written.ts';

/** The rules of approval of this version: who is independent, how many approve, what is checked. */
export const changePolicy = 'changes/1';

/** How many approvals a retroactive date of what people are scored by needs. */
export const RETROACTIVE_APPROVALS = 2;

const payKinds: ReadonlySet<string> = new Set(['indicator', 'scorecard']);

export interface ApprovalPayload {
  change: string;
  content: string;
  base: string | null;
  evidence: string;
  effective_from: string | null;
  policy: string;
  decision: 'approve';
  at: string;
  by: string;
}

export function approvalPayload(
  { id, contentHash, baseHash, evidenceHash, effectiveFrom }: Change,
  { at, by, evidence = evidenceHash, policy = changePolicy }: Approval,
): ApprovalPayload {
  const bound = { change: id, content: contentHash, base: baseHash, evidence, policy };
  return { ...bound, effective_from: effectiveFrom, decision: 'approve', at, by };
}

/** Do definitions of this kind say what people are scored and paid by? */
export function isPayKind(kind: string): boolean {
  return payKinds.has(kind);
}

/** Does it reach back, at this moment, over what people are scored and paid by? */
export function isRetroactive({ effectiveFrom, items }: Change, at: string): boolean {
  const pays = items.some(({ definition }) => isPayKind(definition.kind));
  return effectiveFrom !== null && effectiveFrom < at && pays;
}

/** What happened until a change was in force, as it was written, as one hash: nothing of it can be altered afterwards. */
export function hashOfHistory(events: readonly WrittenEvent[]): string {
  return sha256Hex(`flowmeter/history/v1\0${canonical(JSON.parse(JSON.stringify(events)))}`);
}

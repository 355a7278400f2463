/** What a visit remembers of the people who share it: its signers, a delegation, copies, urging. */
import type { FactValues } from '../definition/facts.ts';
import type { Instant } from './state.ts';

export type Verdict = 'agree' | 'reject';

/** One person's part of a visit that several people sign. */
export interface SignPart {
  /** 1, 2, 3 … in the order in which they were made; parts stand in the order in which they are signed. */
  part: number;
  /** Whoever holds this post; or this person, in the duty of this post. */
  post?: string;
  person?: string;
  weight: number;
  status: 'open' | 'signed' | 'withdrawn';
  /** Added by a person (加签); at a step that one person does: before or after that person decides. */
  added?: { by: string; when: 'before' | 'after'; reason: string };
  verdict?: Verdict;
  by?: string;
  onBehalfOf?: string;
  at?: Instant;
  comment?: string;
}

/** The task lies with `to` until it is handed back to `by`. */
export interface Delegation {
  by: string;
  to: string;
  at: Instant;
  reason: string;
  backAt?: Instant;
  /** What the delegate said; absent while it lies with them. */
  comment?: string;
}

/** What the holder decided while signers added after them have not signed yet. */
export interface Decision {
  route: string;
  result: 'pass' | 'return' | 'reject';
  data: FactValues;
  comment?: string;
  overrides?: { rule: string; reason: string }[];
  by: string;
  onBehalfOf?: string;
}

export interface Sharing {
  /** The unit whose people do it, where it is not the case's. */
  unit?: string;
  /** The absent person for whom the holder or handler stands in. */
  onBehalfOf?: string;
  signs?: SignPart[];
  delegations?: Delegation[];
  decision?: Decision;
  copies?: { to: string; by: string; at: Instant; note?: string }[];
  urges?: { by: string; at: Instant; reason: string }[];
  /** What the handler said on completing it. */
  comment?: string;
  /** When who completed it took it back (撤回); the step was visited again. */
  takenBackAt?: Instant;
}

/** The delegation that a visit lies under now. */
export function delegationOf({ delegations }: Sharing): Delegation | undefined {
  const last = delegations?.at(-1);
  return last?.backAt === undefined ? last : undefined;
}

/** Is it decided by several people, each of whom signs? Signers added to one person's work do not count. */
export function isSigned({ signs }: Sharing): boolean {
  return signs?.some(({ added }) => added === undefined) ?? false;
}

export function openParts({ signs }: Sharing): SignPart[] {
  return signs?.filter((one) => one.status === 'open') ?? [];
}

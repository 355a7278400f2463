/** Cases within cases: who called whom. */
import type { FactValues } from '../definition/facts.ts';

/** The case that this one was opened for. */
export interface Parent {
  caseId: string;
  seq: number;
  index: number;
  /** 1 for a case called by one that nobody called. */
  depth: number;
}

/** A case that a visit has opened, or has asked for. */
export interface Child {
  index: number;
  caseId: string;
  flow: string;
  /** `latest` until it is open, then the version's hash. */
  version: string;
  status: 'asked' | 'open' | 'ended';
  data: FactValues;
  outcome?: string;
}

/** A case that calls a case that calls … goes no deeper than this. */
export const DEEPEST = 10;

/** The id of a called case follows from who called it: opened twice, it is the same case. */
export function childId(caseId: string, seq: number, index: number): string {
  return `${caseId}-${seq}-${index}`;
}

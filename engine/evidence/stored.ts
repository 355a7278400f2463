/** Evidence as it is stored: in parts, or as it was made before it had any. Both are verified alike. */
import { canonical, sha256Hex } from '../definition/hash.ts';
import type { Difference } from '../definition/diff.ts';
import type { Problem } from '../problem.ts';
import { done, hashOfBundle, none, type Bound, type Bundle } from './bundle.ts';
import type { ExamplesRun } from './examples.ts';
import { reasons } from './quick.ts';

/** Of changes that were proposed before evidence had parts. */
export interface FirstEvidence {
  differences: Difference[];
  problems: Problem[];
  examples: ExamplesRun;
}

export type StoredEvidence = Bundle | FirstEvidence;

const FIRST = 'flowmeter/evidence/v1\0';

/** The hash that binds evidence to what it was made for. */
export function hashOfEvidence(stored: StoredEvidence, bound: Bound): string {
  if ('parts' in stored) return hashOfBundle(stored, bound);
  const { baseHash, contentHash } = bound;
  const evidence: unknown = JSON.parse(JSON.stringify(stored));
  return sha256Hex(FIRST + canonical({ baseHash, contentHash, evidence }));
}

/** What both kinds say. */
export function summaryOf(stored: StoredEvidence): FirstEvidence {
  if (!('parts' in stored)) return stored;
  const { differences, problems, examples } = stored.parts;
  return {
    differences:
      differences.state === 'done' ? differences.content.flatMap((one) => one.differences) : [],
    problems: problems.state === 'done' ? problems.content : [],
    examples: examples.state === 'done' ? examples.content : { passed: 0, failed: 0, failures: [] },
  };
}

/** Of one definition of the change, by its place in it. */
export function differencesIn(stored: StoredEvidence, place: number): Difference[] {
  if (!('parts' in stored)) return stored.differences;
  const { differences } = stored.parts;
  return differences.state === 'done' ? (differences.content[place]?.differences ?? []) : [];
}

/** As a bundle, to be shown; the hash is that of what is stored. */
export function bundleOf(
  stored: StoredEvidence,
  item: { kind: string; id: string; name: { zh: string; en: string } } & Bound,
  at: string,
): Bundle {
  if ('parts' in stored) return stored;
  const { differences, problems, examples } = stored;
  const absent = none(reasons.earlier);
  return {
    at,
    engine: '',
    world: { hash: '', records: [], ended: 0, open: 0, inForce: '' },
    parts: {
      differences: done([{ ...item, differences }]),
      problems: done(problems),
      soundness: absent,
      analysis: absent,
      examples: done(examples),
      backtest: absent,
      migration: absent,
      people: absent,
    },
  };
}

/**
 * The evidence for a change: what is known about it before anybody approves it, part by part. Each part
 * has a hash, and the hash of the whole binds all parts to the content and the base that they were made
 * for, to the data that they looked at and to the engine that made them. What takes long is made after the
 * change was proposed; nothing is complete while a part is running or has failed.
 */
import type { Instant } from '../case/state.ts';
import type { Difference } from '../definition/diff.ts';
import { canonical, sha256Hex } from '../definition/hash.ts';
import type { Localized, Problem } from '../problem.ts';
import type { Analysis } from './analysis.ts';
import type { BacktestSummary } from './backtest.ts';
import type { ExamplesRun } from './examples.ts';
import type { MigrationPreview } from './migration.ts';
import type { PeopleAffected } from './people.ts';
import type { FlowProof } from './soundness.ts';

/** What each part says; the order is that of reading. */
export interface PartContents {
  differences: ItemDifferences[];
  /** Warnings of all definitions; a change with errors is not proposed. */
  problems: Problem[];
  soundness: FlowProof[];
  analysis: Analysis[];
  examples: ExamplesRun;
  backtest: BacktestSummary;
  migration: MigrationPreview[];
  people: PeopleAffected;
}

export type PartName = keyof PartContents;

export const partNames = [
  'differences',
  'problems',
  'soundness',
  'analysis',
  'examples',
  'backtest',
  'migration',
  'people',
] as const satisfies PartName[];

/** One definition of the change, and what differs in it. */
export interface ItemDifferences {
  kind: string;
  id: string;
  name: Localized;
  baseHash: string | null;
  contentHash: string;
  differences: Difference[];
}

export type Part<T> =
  | { state: 'done'; content: T }
  /** It does not apply; why. */
  | { state: 'none'; reason: Localized }
  /** `by`: the backtest that makes it. */
  | { state: 'running'; by?: string }
  /** It could not be made; it can be made again. */
  | { state: 'failed'; problem: Problem };

export type Parts = { [N in PartName]: Part<PartContents[N]> };

export interface Bundle {
  at: Instant;
  /** Version of the engine that made it. */
  engine: string;
  world: World;
  parts: Parts;
}

/** What was there to look at. The same hash is the same data. */
export interface World {
  hash: string;
  /** Kinds of record with the newest batch that was known. */
  records: { kind: string; batch: number; rows: number }[];
  /** Cases that had ended, and that were open. */
  ended: number;
  open: number;
  /** Hash of what was in force. */
  inForce: string;
}

/** What evidence is bound to. */
export interface Bound {
  baseHash: string | null;
  contentHash: string;
}

const PART = 'flowmeter/evidence-part/v1\0';
const BUNDLE = 'flowmeter/evidence/v2\0';

export function hashOfPart(name: PartName, part: Part<unknown>): string {
  return sha256Hex(PART + canonical(plain({ name, part })));
}

/** Worked out from the contents, so that none of them can be altered without it. */
export function hashOfBundle({ at, engine, world, parts }: Bundle, bound: Bound): string {
  const { baseHash, contentHash } = bound;
  const hashes = partNames.map((name) => [name, hashOfPart(name, parts[name])]);
  const whole = { baseHash, contentHash, at, engine, world, parts: Object.fromEntries(hashes) };
  return sha256Hex(BUNDLE + canonical(plain(whole)));
}

/** `running` before `failed`: what failed is looked at when nothing is under way any more. */
export function stateOf({ parts }: Pick<Bundle, 'parts'>): 'complete' | 'running' | 'failed' {
  const states = new Set(partNames.map((name) => parts[name].state));
  if (states.has('running')) return 'running';
  return states.has('failed') ? 'failed' : 'complete';
}

export function partsIn(bundle: Pick<Bundle, 'parts'>, state: Part<unknown>['state']): PartName[] {
  return partNames.filter((name) => bundle.parts[name].state === state);
}

/** A part as it is with these parts in place of the former ones. */
export function withParts(bundle: Bundle, parts: Partial<Parts>): Bundle {
  return { ...bundle, parts: { ...bundle.parts, ...parts } };
}

export function done<T>(content: T): Part<T> {
  return { state: 'done', content };
}

export function none(reason: Localized): Part<never> {
  return { state: 'none', reason };
}

/** As it is read back: what is undefined is not there. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** What would become of running cases: who keeps which version, and who could be moved to the new one. */
import type { Localized, Problem } from '../problem.ts';
import { wordsOf } from '../problem.ts';

/** Of one flow of the change. */
export interface MigrationPreview {
  id: string;
  name: Localized;
  versions: VersionPreview[];
}

/** The open cases of one version. */
export interface VersionPreview {
  hash: string;
  /** Is it the one in force? */
  current: boolean;
  open: number;
  /** Is it the new one itself, an earlier version that is brought back? Nothing has to be moved then. */
  isTarget: boolean;
  /** Steps of the version for which nothing stands in the new one. */
  unmapped: { step: Localized; problems: Problem[] }[];
  /** How many were tried; fewer than are open where time did not suffice. */
  tried: number;
  could: number;
  /** By unit, so that everybody can be shown their own. */
  units: { unit: string; tried: number; could: number }[];
  obstacles: Obstacle[];
}

/** Why cases cannot be moved, how many of them, and some of them. */
export interface Obstacle {
  words: Localized;
  count: number;
  units: { unit: string; count: number }[];
  cases: { id: string; title: string; unit: string }[];
}

/** A case that was tried. */
export interface TriedCase {
  id: string;
  title: string;
  unit: string;
  /** Why not; none where it can be moved. */
  problems: readonly Problem[];
}

/** Cases that are named for each obstacle. */
const MOST_NAMED = 20;

export function countTried(
  tried: readonly TriedCase[],
): Pick<VersionPreview, 'tried' | 'could' | 'units' | 'obstacles'> {
  const units = new Map<string, { unit: string; tried: number; could: number }>();
  const obstacles = new Map<string, Obstacle>();
  for (const one of tried) {
    const sum = units.get(one.unit) ?? { unit: one.unit, tried: 0, could: 0 };
    units.set(one.unit, sum);
    sum.tried++;
    if (one.problems.length === 0) sum.could++;
    for (const words of one.problems.map(wordsOf)) addTo(obstacles, words, one);
  }
  const sorted = [...units.values()].toSorted((a, b) => (a.unit < b.unit ? -1 : 1));
  return {
    tried: tried.length,
    could: sorted.reduce((sum, { could }) => sum + could, 0),
    units: sorted,
    obstacles: [...obstacles.values()].toSorted((a, b) => b.count - a.count),
  };
}

function addTo(
  obstacles: Map<string, Obstacle>,
  words: Localized,
  { id, title, unit }: TriedCase,
): void {
  const known = obstacles.get(words.en) ?? { words, count: 0, units: [], cases: [] };
  obstacles.set(words.en, known);
  known.count++;
  const there = known.units.find((one) => one.unit === unit);
  if (there === undefined) known.units.push({ unit, count: 1 });
  else there.count++;
  if (known.cases.length < MOST_NAMED) known.cases.push({ id, title, unit });
}

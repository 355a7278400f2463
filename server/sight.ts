/** Which units somebody sees: what belongs to no unit that there is, is for who sees every unit. */
import type { Actor } from './app-env.ts';
import type { InForce } from './in-force.ts';

export type Sight = (unit: string | null) => boolean;

export function sightOf(inForce: InForce, actor: Pick<Actor, 'sees'>): Sight {
  const units = inForce.organisation()?.units ?? [];
  const known = new Set(units.map(({ id }) => id));
  const isWhole = seesEverything(inForce, actor);
  return (unit) => (unit !== null && known.has(unit) ? actor.sees.has(unit) : isWhole);
}

export function seesEverything(inForce: InForce, { sees }: Pick<Actor, 'sees'>): boolean {
  const units = inForce.organisation()?.units ?? [];
  return units.every(({ id }) => sees.has(id));
}

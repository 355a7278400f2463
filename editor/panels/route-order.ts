/** The order of a step's routes, where it matters: at a decision the default stands last. */
import type { Route } from '@flowmeter/engine/definition/route.ts';

/** Is it the route that is taken when no condition holds? Only where routes carry conditions. */
export function isDefault(
  routes: readonly Route[],
  index: number,
  isConditional: boolean,
): boolean {
  return isConditional && index === routes.length - 1 && routes[index]?.when === undefined;
}

/** May a route change places with the one before (-1) or after it (1)? A default stays last. */
export function mayMove(
  routes: readonly Route[],
  index: number,
  by: 1 | -1,
  isConditional: boolean,
): boolean {
  const last = routes.length - 1;
  const movable = isDefault(routes, last, isConditional) ? last : routes.length;
  const to = index + by;
  return index < movable && to >= 0 && to < movable;
}

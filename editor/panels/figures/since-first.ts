/** Fewer periods than these are not drawn, even where nothing is known of them. */
const LEAST = 6;

/** Periods from the first of which something is known. */
export function sinceFirst<Period>(
  periods: readonly Period[],
  isKnown: (period: Period) => boolean,
): readonly Period[] {
  const first = periods.findIndex(isKnown);
  return periods.slice(first < 0 ? -LEAST : Math.max(0, Math.min(first, periods.length - LEAST)));
}

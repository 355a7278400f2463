/** Between instants in UTC, which are kept, and the wall clock of the browser, which is typed. */

/** `2026-11-23T12:50` for an instant; empty for what is none. */
export function localOf(instant: string): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return '';
  const shift = new Date(time).getTimezoneOffset() * 60_000;
  return new Date(time - shift).toISOString().slice(0, 16);
}

/** The instant of a wall-clock time; null for what is none. */
export function instantOf(local: string): string | null {
  const time = local === '' ? Number.NaN : Date.parse(local);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

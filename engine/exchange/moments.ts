/** Days and instants as they are written in other people's documents. */

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const INSTANT =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** A day there is: `2026-02-30` is none. */
export function isDay(text: string): boolean {
  const [, year = '', month = '', day = ''] = DAY.exec(text) ?? [];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year !== '' && at.toISOString().startsWith(text);
}

/**
 * An instant as ours are written, in UTC; as it stands where it ends in `Z`. Undefined for what is none,
 * and for a time without an offset: nobody can say when that was.
 */
export function instantText(text: string): string | undefined {
  const [, day = '', , offset] = INSTANT.exec(text) ?? [];
  if (!isDay(day)) return undefined;
  if (offset === 'Z') return text;
  return new Date(Date.parse(text)).toISOString().replace('.000Z', 'Z');
}

/** A day as people write it: `2026-2-12`, `2026/2/12`, `2026年2月12日`. Years stand first, or it is none. */
export function dayText(text: string): string | undefined {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/.exec(text) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(written) ? written : undefined;
}

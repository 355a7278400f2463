/** Periods of scores: `2026-11`, `2026-Q4`, `2026`. Pure. */
const PER_YEAR = { month: 12, quarter: 4, year: 1 } as const;

type Kind = keyof typeof PER_YEAR;

/** The period `by` periods later, or earlier; the same one when the text is no period. */
export function shiftPeriod(period: string, by: number): string {
  const read = readPeriod(period);
  if (read === undefined) return period;
  const per = PER_YEAR[read.kind];
  const number = read.year * per + read.index + by;
  return writePeriod(read.kind, Math.floor(number / per), ((number % per) + per) % per);
}

function readPeriod(text: string): { kind: Kind; year: number; index: number } | undefined {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text);
  if (match === null) return undefined;
  const year = Number(match[1]);
  if (match[2] !== undefined) return { kind: 'quarter', year, index: Number(match[2]) - 1 };
  if (match[3] !== undefined) return { kind: 'month', year, index: Number(match[3]) - 1 };
  return { kind: 'year', year, index: 0 };
}

function writePeriod(kind: Kind, year: number, index: number): string {
  const text = String(year).padStart(4, '0');
  if (kind === 'month') return `${text}-${String(index + 1).padStart(2, '0')}`;
  return kind === 'quarter' ? `${text}-Q${index + 1}` : text;
}

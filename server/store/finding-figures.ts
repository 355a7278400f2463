/** How much rules have found, by rule, unit or cause, month by month: what is typical. */
import { sql as raw } from 'kysely';
import { q, type Sql } from './statement.ts';

/** What findings are counted by. */
export const problemGroups = ['rule', 'unit', 'cause'] as const;

export interface ProblemsAsked {
  by: (typeof problemGroups)[number];
  units: readonly string[];
  /** As filters of lists have it. */
  subject?: string | undefined;
  /** Found at or after, and before, these instants. */
  from: string;
  to: string;
  /** Where each month begins, oldest first. */
  months: readonly string[];
}

/** One group in one month (the place of its beginning among `months`). */
export interface ProblemFigure {
  /** Null: the cause is not established. */
  group: string | null;
  month: number;
  findings: number;
  /** Not closed. */
  open: number;
  false_positives: number;
  money: number | null;
}

/** The most months that are told apart. */
export const MOST_MONTHS = 36;

export function problemFigures(sql: Sql, asked: ProblemsAsked): ProblemFigure[] {
  const { by, units, subject, from, to, months } = asked;
  // A month's number is how many of the later ones had begun.
  const month = months.slice(1, MOST_MONTHS).map((begin) => raw`(found_at >= ${begin})`);
  const place = month.length === 0 ? raw<number>`0` : raw<number>`${raw.join(month, raw` + `)}`;
  let query = q
    .selectFrom('finding')
    .select(({ fn }) => [
      raw.ref<string | null>(by).as('group'),
      place.as('month'),
      fn.countAll<number>().as('findings'),
      raw<number>`sum(status NOT IN ('closed', 'false_positive'))`.as('open'),
      raw<number>`sum(status = 'false_positive')`.as('false_positives'),
      fn.sum<number | null>('money').as('money'),
    ])
    .where('unit', 'in', units)
    .where('found_at', '>=', from)
    .where('found_at', '<', to)
    .groupBy(['group', 'month']);
  if (subject === 'record') query = query.where('subject', 'not in', ['case', 'finding']);
  else if (subject !== undefined) query = query.where('subject', '=', subject);
  return sql.all(query);
}

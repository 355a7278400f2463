/** What is typical of what rules found: by rule, unit or cause, most first, month by month. */
import { dayNumber, dayStartMs, instantText } from '@flowmeter/engine/calendar/zone.ts';
import { localDay } from '@flowmeter/engine/calendar/working-time.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { namesOf, zoneOf, type Named } from '../names.ts';
import { causeOf, ruleName } from '../show/subject.ts';
import type { ProblemFigure, ProblemsAsked } from '../store/finding-figures.ts';

export interface TypicalAsked extends Pick<ProblemsAsked, 'by' | 'units' | 'subject'> {
  /** The last month (`2026-03`), and how many up to it; this one, and twelve, when absent. */
  until?: string | undefined;
  months?: number | undefined;
}

export interface TypicalRow {
  group: Named | null;
  findings: number;
  open: number;
  false_positives: number;
  money: number;
  share: number;
  cumulative: number;
  trend: number[];
}

const TWELVE = 12;

export async function typicalProblems(deps: Deps, asked: TypicalAsked) {
  const { by, units, subject } = asked;
  const zone = zoneOf(deps.inForce);
  const last = asked.until ?? localDay({ zone }, instantOf(deps.clock)).slice(0, 7);
  const months = monthsUpTo(last, asked.months ?? TWELVE);
  const begins = [...months, nextMonth(last)].map((month) => monthStart(zone, month));
  const [from = '', to = ''] = [begins[0], begins.at(-1)];
  const starts = begins.slice(0, -1);
  const figures = await deps.store.findings.problems({
    by,
    units,
    subject,
    from,
    to,
    months: starts,
  });
  const total = figures.reduce((sum, { findings }) => sum + findings, 0);
  return {
    by,
    from,
    to,
    months,
    total,
    money: figures.reduce((sum, { money }) => sum + (money ?? 0), 0),
    rows: paretoOf(grouped(figures), total, months.length).map(({ group, ...row }) => ({
      ...row,
      group: group === null ? null : nameOf(deps, by, group),
    })),
  };
}

type Raw = Omit<TypicalRow, 'group'> & { group: string | null };

/** Most first, each with its share and the share of all up to it. */
function paretoOf(
  groups: ReadonlyMap<string | null, readonly ProblemFigure[]>,
  total: number,
  months: number,
): Raw[] {
  const rows = [...groups].map(([group, figures]): Raw => {
    const sum = (of: (figure: ProblemFigure) => number) =>
      figures.reduce((all, one) => all + of(one), 0);
    const trend = Array.from({ length: months }, (_, month) =>
      figures.reduce((all, one) => all + (one.month === month ? one.findings : 0), 0),
    );
    const findings = sum((one) => one.findings);
    return {
      group,
      findings,
      open: sum((one) => one.open),
      false_positives: sum((one) => one.false_positives),
      money: sum((one) => one.money ?? 0),
      share: total === 0 ? 0 : findings / total,
      cumulative: 0,
      trend,
    };
  });
  let before = 0;
  return rows
    .toSorted((a, b) => b.findings - a.findings || (String(a.group) < String(b.group) ? -1 : 1))
    .map((row) => {
      before += row.findings;
      return { ...row, cumulative: total === 0 ? 0 : before / total };
    });
}

function grouped(figures: readonly ProblemFigure[]): Map<string | null, ProblemFigure[]> {
  return Map.groupBy(figures, ({ group }) => group);
}

function nameOf({ inForce }: Deps, by: TypicalAsked['by'], id: string): Named {
  if (by === 'rule') return ruleName(inForce, id);
  return by === 'unit' ? namesOf(inForce).unit(id) : causeOf(inForce, id);
}

/** `2026-03` and those before it, oldest first. */
function monthsUpTo(last: string, count: number): string[] {
  const [year = 0, month = 1] = last.split('-').map(Number);
  return Array.from({ length: count }, (_, at) => monthText(year * 12 + month - count + at));
}

function nextMonth(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return monthText(year * 12 + number);
}

/** Months since year 0. */
function monthText(number: number): string {
  const year = String(Math.floor(number / 12)).padStart(4, '0');
  return `${year}-${String((number % 12) + 1).padStart(2, '0')}`;
}

function monthStart(zone: string, month: string): string {
  const day = dayNumber(`${month}-01`) ?? 0;
  return instantText(dayStartMs(zone, day));
}

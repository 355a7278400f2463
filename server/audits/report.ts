/** What a run of audits tells: kind by kind, and rule by rule, in all and by unit. */
import type { UnknownExample } from './scan.ts';

export interface KindReport {
  kind: string;
  /** Records asked. */
  checked: number;
  /** The same by unit; absent in runs of before. */
  units?: Record<string, number>;
  /** Nothing of this kind was ever imported. */
  absent: boolean;
}

export interface RuleCounts {
  hits: number;
  /** New findings among them. */
  found: number;
  /** On the white list. */
  exempt: number;
  /** More than a run may find of one rule: found by the next. */
  held_back: number;
  /** Records of which it is not known for want of facts. */
  unknown: number;
}

export interface RuleReport extends RuleCounts {
  rule: string;
  kind: string;
  /** Absent in runs of before. */
  units?: Record<string, RuleCounts>;
  examples: UnknownExample[];
  /** What the white list held back; absent in runs of before. */
  exempted?: HeldBack[];
}

/** Hits about one object on the white list, with the keys of some of the records. */
export interface HeldBack {
  exemption: string;
  unit: string;
  hits: number;
  keys: string[][];
}

export interface AuditTotals {
  kinds: KindReport[];
  rules: RuleReport[];
}

export interface AuditReport extends AuditTotals {
  kind(id: string): KindReport;
  rule(id: string, kind: string): RuleReport;
}

const none: RuleCounts = { hits: 0, found: 0, exempt: 0, held_back: 0, unknown: 0 };
const MOST_KEYS = 5;

export function newReport(): AuditReport {
  const kinds: KindReport[] = [];
  const rules: RuleReport[] = [];
  const rows = new Map<string, RuleReport>();
  return {
    kinds,
    rules,
    kind(id) {
      const known = kinds.find(({ kind }) => kind === id);
      if (known !== undefined) return known;
      const made: KindReport = { kind: id, checked: 0, units: {}, absent: false };
      kinds.push(made);
      return made;
    },
    rule(id, kind) {
      const known = rows.get(id);
      if (known !== undefined) return known;
      const made: RuleReport = { rule: id, kind, ...none, units: {}, examples: [], exempted: [] };
      rows.set(id, made);
      rules.push(made);
      return made;
    },
  };
}

export function countChecked(kind: KindReport, unit: string, many = 1): void {
  kind.checked += many;
  const units = (kind.units ??= {});
  units[unit] = (units[unit] ?? 0) + many;
}

/** Records asked in some units; null where the run did not keep them apart. */
export function checkedIn(
  { checked, units: own }: KindReport,
  units: ReadonlySet<string> | 'all',
): number | null {
  if (units === 'all') return checked;
  if (own === undefined) return null;
  return Object.entries(own).reduce((sum, [unit, many]) => sum + (units.has(unit) ? many : 0), 0);
}

/** One more, or so many, in all and in the unit. */
export function count(row: RuleReport, unit: string, what: keyof RuleCounts, many = 1): void {
  row[what] += many;
  const units = (row.units ??= {});
  const own = (units[unit] ??= { ...none });
  own[what] += many;
}

export function holdBack(
  row: RuleReport,
  { id, unit }: { id: string; unit: string },
  key: string[],
): void {
  count(row, unit, 'exempt');
  const all = (row.exempted ??= []);
  let own = all.find(({ exemption }) => exemption === id);
  if (own === undefined) all.push((own = { exemption: id, unit, hits: 0, keys: [] }));
  own.hits++;
  if (own.keys.length < MOST_KEYS) own.keys.push(key);
}

/** The counts of some units; those of all where the run did not keep them apart. */
export function countsIn(row: RuleReport, units: ReadonlySet<string> | 'all'): RuleCounts {
  const { hits, found, exempt, held_back, unknown, units: own } = row;
  const whole = { hits, found, exempt, held_back, unknown };
  if (units === 'all' || own === undefined) return whole;
  const sum = { ...none };
  for (const [unit, counts] of Object.entries(own)) {
    if (!units.has(unit)) continue;
    for (const what of Object.keys(none) as (keyof RuleCounts)[]) sum[what] += counts[what];
  }
  return sum;
}

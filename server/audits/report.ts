/** What a run of audits tells: kind by kind, and rule by rule. */
import type { UnknownExample } from './scan.ts';

export interface KindReport {
  kind: string;
  /** Records asked. */
  checked: number;
  /** Nothing of this kind was ever imported. */
  absent: boolean;
}

export interface RuleReport {
  rule: string;
  kind: string;
  hits: number;
  /** New findings among them. */
  found: number;
  /** On the white list. */
  exempt: number;
  /** More than a run may find of one rule: found by the next. */
  held_back: number;
  /** Records of which it is not known for want of facts. */
  unknown: number;
  examples: UnknownExample[];
}

export interface AuditTotals {
  kinds: KindReport[];
  rules: RuleReport[];
}

export interface AuditReport extends AuditTotals {
  kind(id: string): KindReport;
  rule(id: string, kind: string): RuleReport;
}

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
      const made = { kind: id, checked: 0, absent: false };
      kinds.push(made);
      return made;
    },
    rule(id, kind) {
      const known = rows.get(id);
      if (known !== undefined) return known;
      const none = { hits: 0, found: 0, exempt: 0, held_back: 0, unknown: 0 };
      const made: RuleReport = { rule: id, kind, ...none, examples: [] };
      rows.set(id, made);
      rules.push(made);
      return made;
    },
  };
}

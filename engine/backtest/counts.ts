/** What rules find by the version in force and by a candidate, counted side by side. */

/** Money in the unit of its fact; what has none adds nothing. */
export interface Tally {
  hits: number;
  money: number;
}

/** What one version of a rule finds, and what people have said of it since. */
export interface Finds extends Tally {
  /** Not known for want of facts. */
  unknown: number;
  /** Found before by any version, and verified: it was so, or it was not. */
  confirmed: number;
  refuted: number;
}

/** `gained`: the candidate finds it and the version in force does not; `lost`: the other way round. */
export type Side = 'gained' | 'lost';

export interface RuleCounts {
  rule: string;
  current: Finds;
  candidate: Finds;
  gained: Tally;
  lost: Tally;
}

/** Flips of all rules in one unit, or of one person. */
export interface GroupCounts {
  by: 'unit' | 'person';
  id: string;
  gained: Tally;
  lost: Tally;
}

export interface Counts {
  /** Records and cases asked. */
  checked: number;
  rules: RuleCounts[];
  groups: GroupCounts[];
}

/** True: verified as found; false: a false positive; undefined: nobody has said. */
export type Verdict = boolean | undefined;

/** Where, of whom, and how much: what a hit counts for. */
export interface Weight {
  unit: string | null;
  person: string | null;
  money: number | null;
}

export interface Counter {
  /** Rules are counted though they find nothing. */
  ask(rules: readonly string[]): void;
  checked(many: number): void;
  hit(version: 'current' | 'candidate', rule: string, money: number | null, verdict: Verdict): void;
  unknown(version: 'current' | 'candidate', rule: string): void;
  flip(side: Side, rule: string, weight: Weight): void;
  /** Adds what another counter counted. */
  add(other: Counts): void;
  counts(): Counts;
}

export function createCounter(): Counter {
  let checked = 0;
  const rules = new Map<string, RuleCounts>();
  const groups = new Map<string, GroupCounts>();

  function ruleOf(rule: string): RuleCounts {
    const known = rules.get(rule);
    if (known !== undefined) return known;
    const made = { rule, current: noFinds(), candidate: noFinds(), gained: none(), lost: none() };
    rules.set(rule, made);
    return made;
  }

  function groupOf(by: GroupCounts['by'], id: string): GroupCounts {
    const name = `${by} ${id}`;
    const known = groups.get(name);
    if (known !== undefined) return known;
    const made = { by, id, gained: none(), lost: none() };
    groups.set(name, made);
    return made;
  }

  return {
    ask: (asked) => asked.forEach(ruleOf),
    checked: (many) => void (checked += many),
    hit: (version, rule, money, verdict) => {
      const finds = ruleOf(rule)[version];
      count(finds, money);
      if (verdict === true) finds.confirmed++;
      if (verdict === false) finds.refuted++;
    },
    unknown: (version, rule) => void ruleOf(rule)[version].unknown++,
    flip: (side, rule, { unit, person, money }) => {
      count(ruleOf(rule)[side], money);
      if (unit !== null) count(groupOf('unit', unit)[side], money);
      if (person !== null) count(groupOf('person', person)[side], money);
    },
    add: (other) => {
      checked += other.checked;
      for (const one of other.rules) {
        const { current, candidate, gained, lost } = ruleOf(one.rule);
        addFinds(current, one.current);
        addFinds(candidate, one.candidate);
        addTally(gained, one.gained);
        addTally(lost, one.lost);
      }
      for (const one of other.groups) {
        const { gained, lost } = groupOf(one.by, one.id);
        addTally(gained, one.gained);
        addTally(lost, one.lost);
      }
    },
    counts: () => ({
      checked,
      rules: [...rules.values()].toSorted((a, b) => (a.rule < b.rule ? -1 : 1)),
      groups: [...groups.values()].toSorted((a, b) => flipsOf(b) - flipsOf(a)),
    }),
  };
}

/** The share of what was verified that was so; null where nothing was verified. */
export function precisionOf({ confirmed, refuted }: Finds): number | null {
  const verified = confirmed + refuted;
  return verified === 0 ? null : confirmed / verified;
}

function none(): Tally {
  return { hits: 0, money: 0 };
}

function noFinds(): Finds {
  return { ...none(), unknown: 0, confirmed: 0, refuted: 0 };
}

function count(tally: Tally, money: number | null): void {
  tally.hits++;
  tally.money += money ?? 0;
}

function addTally(to: Tally, from: Tally): void {
  to.hits += from.hits;
  to.money += from.money;
}

function addFinds(to: Finds, from: Finds): void {
  addTally(to, from);
  to.unknown += from.unknown;
  to.confirmed += from.confirmed;
  to.refuted += from.refuted;
}

function flipsOf({ gained, lost }: GroupCounts): number {
  return gained.hits + lost.hits;
}

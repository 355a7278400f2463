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

/** What belongs to one unit; empty for what names none, or none that is there. */
export interface UnitCounts {
  unit: string;
  checked: number;
  /** Those that find anything here, or are not known of anything here. */
  rules: RuleCounts[];
  /** Flips of the people that records of this unit name. */
  people: GroupCounts[];
}

export interface Counts {
  /** Records and cases asked. */
  checked: number;
  rules: RuleCounts[];
  groups: GroupCounts[];
  /** The same apart, so that everybody is told of their units alone; absent in backtests of before. */
  units?: UnitCounts[] | undefined;
}

/** True: verified as found; false: a false positive; undefined: nobody has said. */
export type Verdict = boolean | undefined;

/** Where, of whom, and how much: what a hit counts for. */
export interface Weight {
  unit: string | null;
  person: string | null;
  money: number | null;
}

export interface Hit extends Weight {
  verdict: Verdict;
}

export interface Counter {
  /** Rules are counted though they find nothing. */
  ask(rules: readonly string[]): void;
  checked(unit: string | null): void;
  hit(version: 'current' | 'candidate', rule: string, hit: Hit): void;
  unknown(version: 'current' | 'candidate', rule: string, unit: string | null): void;
  flip(side: Side, rule: string, weight: Weight): void;
  /** Adds what another counter counted. */
  add(other: Counts): void;
  counts(): Counts;
}

/** @param units those that there are: what names another counts as naming none */
export function createCounter(units: ReadonlySet<string>): Counter {
  const asked: string[] = [];
  const shares = new Map<string, Share>();

  function shareOf(named: string | null): Share {
    const unit = named !== null && units.has(named) ? named : '';
    const known = shares.get(unit);
    if (known !== undefined) return known;
    const made = { checked: 0, rules: new Map(), people: new Map() };
    shares.set(unit, made);
    return made;
  }

  return {
    ask: (rules) => void asked.push(...rules),
    checked: (unit) => void shareOf(unit).checked++,
    hit: (version, rule, { unit, money, verdict }) => {
      const finds = ruleIn(shareOf(unit).rules, rule)[version];
      count(finds, money);
      if (verdict === true) finds.confirmed++;
      if (verdict === false) finds.refuted++;
    },
    unknown: (version, rule, unit) => void ruleIn(shareOf(unit).rules, rule)[version].unknown++,
    flip: (side, rule, { unit, person, money }) => {
      const share = shareOf(unit);
      count(ruleIn(share.rules, rule)[side], money);
      if (person !== null) count(groupIn(share.people, 'person', person)[side], money);
    },
    add: (other) => {
      asked.push(...other.rules.map(({ rule }) => rule));
      for (const { unit, checked, rules, people } of other.units ?? []) {
        const share = shareOf(unit);
        share.checked += checked;
        addRules(share.rules, rules);
        addGroups(share.people, people);
      }
    },
    counts: () => {
      const apart = [...shares].map(([unit, { checked, rules, people }]) => {
        return { unit, checked, rules: [...rules.values()], people: [...people.values()] };
      });
      const split = apart.toSorted((a, b) => (a.unit < b.unit ? -1 : 1));
      return { ...sumOf(split, asked), units: split };
    },
  };
}

/**
 * Those of some units, with every rule that was asked. Undefined where the backtest did not keep units
 * apart.
 */
export function countsWithin(counts: Counts, sees: (unit: string) => boolean): Counts | undefined {
  const units = counts.units?.filter(({ unit }) => sees(unit));
  const asked = counts.rules.map(({ rule }) => rule);
  return units && { ...sumOf(units, asked), units };
}

interface Share {
  checked: number;
  rules: Map<string, RuleCounts>;
  people: Map<string, GroupCounts>;
}

function sumOf(units: readonly UnitCounts[], asked: readonly string[]): Counts {
  const rules = new Map<string, RuleCounts>();
  const groups = new Map<string, GroupCounts>();
  for (const rule of asked) ruleIn(rules, rule);
  for (const one of units) {
    addRules(rules, one.rules);
    addGroups(groups, one.people);
    const flips = one.rules.filter(({ gained, lost }) => gained.hits + lost.hits > 0);
    if (one.unit === '' || flips.length === 0) continue;
    const { gained, lost } = groupIn(groups, 'unit', one.unit);
    for (const rule of flips) {
      addTally(gained, rule.gained);
      addTally(lost, rule.lost);
    }
  }
  return {
    checked: units.reduce((sum, { checked }) => sum + checked, 0),
    rules: [...rules.values()].toSorted((a, b) => (a.rule < b.rule ? -1 : 1)),
    groups: [...groups.values()].toSorted((a, b) => flipsOf(b) - flipsOf(a)),
  };
}

function ruleIn(rules: Map<string, RuleCounts>, rule: string): RuleCounts {
  const known = rules.get(rule);
  if (known !== undefined) return known;
  const made = { rule, current: noFinds(), candidate: noFinds(), gained: none(), lost: none() };
  rules.set(rule, made);
  return made;
}

function addRules(to: Map<string, RuleCounts>, rules: readonly RuleCounts[]): void {
  for (const one of rules) {
    const { current, candidate, gained, lost } = ruleIn(to, one.rule);
    addFinds(current, one.current);
    addFinds(candidate, one.candidate);
    addTally(gained, one.gained);
    addTally(lost, one.lost);
  }
}

function groupIn(groups: Map<string, GroupCounts>, by: GroupCounts['by'], id: string): GroupCounts {
  const name = `${by} ${id}`;
  const known = groups.get(name);
  if (known !== undefined) return known;
  const made = { by, id, gained: none(), lost: none() };
  groups.set(name, made);
  return made;
}

function addGroups(to: Map<string, GroupCounts>, groups: readonly GroupCounts[]): void {
  for (const one of groups) {
    const { gained, lost } = groupIn(to, one.by, one.id);
    addTally(gained, one.gained);
    addTally(lost, one.lost);
  }
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

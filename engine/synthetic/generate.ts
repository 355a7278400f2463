/**
 * Makes the records of a plan, one of a group after another, each from a chance of its own: the same
 * seed tells the same story, whoever asks, and nothing is kept but what is being made.
 */
import { dayNumber, dayStartMs } from '../calendar/zone.ts';
import type { Pack } from '../definition/pack.ts';
import { recordTermsOf } from '../records/kinds.ts';
import type { Plain } from '../rules/operators.ts';
import { createChance, type Chance } from '../simulation/chance.ts';
import { readyPlan, type ReadyAnomaly, type ReadyGroup, type ReadyPart } from './compile.ts';
import type { SyntheticPlan } from './plan.ts';
import type { Making } from './source.ts';

export interface Asked {
  /** How large the set is, in what the plan counts by. */
  size: number;
  months: number;
  seed: number;
  /** The last day; that of the plan when absent. */
  until?: string | undefined;
  /** How many times as often anomalies are planted as the plan says. */
  times?: number | undefined;
}

/** What came of one of a group. */
export interface Batch {
  /** Values in the order of the kind's fields; date-times as epoch milliseconds. */
  rows: { record: string; values: (Plain | undefined)[] }[];
  planted: Planted[];
  /** Rules that rightly find something too, for what was planted. */
  also: readonly string[];
}

/** A record that the rule is to find. */
export interface Planted {
  rule: string;
  record: string;
  key: (Plain | undefined)[];
}

/** @throws {PlanError} where the plan names what there is not */
export function* generate(
  plan: SyntheticPlan,
  pack: Pack,
  { size, months, seed, until = plan.until, times = 1 }: Asked,
): Generator<Batch, void> {
  const { zone } = recordTermsOf(pack).setting;
  const fixed: Plain[] = [size, months, dayStartMs(zone, dayNumber(until) ?? 0), 0];
  for (const [place, group] of readyPlan(plan, pack).entries()) {
    const count = Math.max(group.least, Math.round(size * group.per));
    for (let index = 0; index < count; index++) {
      const chance = createChance(mixed(seed, place, index));
      const making: Making = { slots: [...fixed, ...fresh(group, fixed.length)], chance };
      const anomaly = anomalyOf(group, { index, count, times }, chance);
      yield makeOne(group.part, making, index, anomaly);
    }
  }
}

function fresh({ slots }: ReadyGroup, from: number): null[] {
  return Array.from({ length: slots - from }, () => null);
}

/** A seed for each: neighbours have nothing in common. */
function mixed(seed: number, place: number, index: number): number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(place + 1, 0xc2b2ae35);
  state = Math.imul(state ^ (state >>> 15) ^ index, 0x27d4eb2f);
  return state ^ (state >>> 13);
}

/** Each anomaly once, in every second of the first ones, where there are enough; then by its rate. */
function anomalyOf(
  { anomalies }: ReadyGroup,
  { index, count, times }: { index: number; count: number; times: number },
  chance: Chance,
): ReadyAnomaly | undefined {
  const turn = index % 2 === 1 ? anomalies[(index - 1) / 2] : undefined;
  let left = chance.next();
  if (turn !== undefined && count >= 2) return turn;
  return anomalies.find(({ rate }) => {
    left -= rate * times;
    return left < 0;
  });
}

const WINDOW_N = 3;

function makeOne(
  root: ReadyPart,
  making: Making,
  index: number,
  anomaly: ReadyAnomaly | undefined,
): Batch {
  const batch: Batch = { rows: [], planted: [], also: anomaly?.also ?? [] };
  const { slots } = making;
  const end = Number(anomaly?.at?.end(making) ?? 0);

  /** Is this part one that is changed? */
  function isIn(part: ReadyPart): boolean {
    if (anomaly?.at === undefined || !anomaly.at.parts.has(part.id)) return anomaly !== undefined;
    const n = Number(slots[anomaly.at.slot]);
    slots[WINDOW_N] = n - (end - anomaly.at.last + 1);
    return n <= end && n > end - anomaly.at.last;
  }

  function isMarked(part: ReadyPart): boolean {
    if (anomaly === undefined || !anomaly.mark.has(part.id)) return false;
    const { at, each } = anomaly;
    return each || at === undefined || !at.parts.has(part.id) || Number(slots[at.slot]) === end;
  }

  function make(part: ReadyPart, n: number): void {
    slots[part.n] = n;
    const changes = isIn(part) ? anomaly?.set : undefined;
    for (const { slot, made } of part.values) {
      slots[slot] = made(making);
      const change = changes?.get(slot);
      if (change !== undefined) slots[slot] = change(making);
    }
    const { record } = part;
    if (record !== undefined) {
      batch.rows.push({ record: record.id, values: record.slots.map((slot) => slots[slot]) });
      if (changes !== undefined && anomaly !== undefined && isMarked(part)) {
        const key = record.key.map((slot) => slots[slot]);
        batch.planted.push({ rule: anomaly.rule, record: record.id, key });
      }
    }
    for (const inner of part.parts) makeAll(inner);
  }

  function makeAll(part: ReadyPart): void {
    const count = Number((anomaly?.repeat.get(part.id) ?? part.repeat)?.(making) ?? 1);
    for (let n = 0; n < count; n++) make(part, n);
  }

  make(root, index);
  return batch;
}

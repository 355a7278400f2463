/** A plan made ready: every value has a slot, every source is a function, every anomaly what it changes. */
import { all, type Pack } from '../definition/pack.ts';
import { recordTermsOf } from '../records/kinds.ts';
import type { Anomaly, Part, SyntheticPlan } from './plan.ts';
import { madeOf, PlanError, type Made, type Naming } from './source.ts';

export interface ReadyPart {
  id: string;
  repeat: Made | undefined;
  /** Which of its kind it is. */
  n: number;
  values: readonly { slot: number; made: Made }[];
  record: { id: string; slots: readonly number[]; key: readonly number[] } | undefined;
  parts: readonly ReadyPart[];
}

export interface ReadyAnomaly {
  rule: string;
  rate: number;
  /** The window: its part's place, its end, its length, and the parts that lie in it. */
  at: { slot: number; end: Made; last: number; parts: ReadonlySet<string> } | undefined;
  set: ReadonlyMap<number, Made>;
  repeat: ReadonlyMap<string, Made>;
  mark: ReadonlySet<string>;
  each: boolean;
  also: readonly string[];
}

export interface ReadyGroup {
  id: string;
  per: number;
  least: number;
  slots: number;
  part: ReadyPart;
  anomalies: readonly ReadyAnomaly[];
}

/** Values that everything may speak of. */
export const fixed = ['plan.size', 'plan.months', 'plan.until', 'window.n'] as const;

/** @throws {PlanError} where the plan names what there is not */
export function readyPlan(plan: SyntheticPlan, pack: Pack): ReadyGroup[] {
  const rules = new Set(all(pack, 'ruleset').flatMap((set) => set.rules.map(({ id }) => id)));
  const named = plan.anomalies.flatMap(({ rule, also = [] }) => [rule, ...also]);
  const unknown = named.find((id) => !rules.has(id));
  if (unknown !== undefined) throw new PlanError(`there is no rule ${unknown}`);
  const stray = plan.anomalies.find(({ group }) => !Object.hasOwn(plan.groups, group));
  if (stray !== undefined) throw new PlanError(`there is no group ${stray.group}`);
  return Object.entries(plan.groups).map(([id, { per, least, part }]) => {
    const slots = slotsOf(part);
    const naming: Naming = {
      pack,
      setting: recordTermsOf(pack).setting,
      slotOf: (reference) => found(slots.get(reference), reference),
    };
    return {
      id,
      per,
      least,
      slots: slots.size,
      part: readyPart(part, naming),
      anomalies: plan.anomalies
        .filter(({ group }) => group === id)
        .map((one) => readyAnomaly(one, part, plan.rate, naming)),
    };
  });
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new PlanError(`there is no ${name}`);
  return value;
}

function slotsOf(part: Part): Map<string, number> {
  const names: string[] = [...fixed];
  const add = ({ id, let: values = {}, fields = {}, parts = [] }: Part): void => {
    names.push(`${id}.n`);
    for (const name of [...Object.keys(values), ...Object.keys(fields)])
      names.push(`${id}.${name}`);
    parts.forEach(add);
  };
  add(part);
  const slots = new Map(names.map((name, slot) => [name, slot]));
  if (slots.size < names.length) throw new PlanError('a name stands twice in a group');
  return slots;
}

function readyPart(part: Part, naming: Naming): ReadyPart {
  const { id, repeat, let: values = {}, fields = {}, parts = [] } = part;
  const sources = [...Object.entries(values), ...Object.entries(fields)];
  return {
    id,
    repeat: repeat === undefined ? undefined : madeOf(repeat, naming),
    n: naming.slotOf(`${id}.n`),
    values: sources.map(([name, source]) => ({
      slot: naming.slotOf(`${id}.${name}`),
      made: madeOf(source, naming),
    })),
    record: recordOf(part, naming),
    parts: parts.map((one) => readyPart(one, naming)),
  };
}

/** Every field of a record has a source: what is left out would be unknown. */
function recordOf({ id, record, fields = {} }: Part, naming: Naming): ReadyPart['record'] {
  if (record === undefined) return undefined;
  const { definition } = found(recordTermsOf(naming.pack).kinds.get(record), record);
  const stray = Object.keys(fields).find((name) => !Object.hasOwn(definition.fields, name));
  if (stray !== undefined) throw new PlanError(`${record} has no field ${stray}`);
  const slotOf = (field: string) => naming.slotOf(`${id}.${field}`);
  return {
    id: record,
    slots: Object.keys(definition.fields).map(slotOf),
    key: definition.key.map(slotOf),
  };
}

function readyAnomaly(
  { rule, rate: own, at, set = {}, repeat = {}, mark, each = false, also = [] }: Anomaly,
  root: Part,
  rate: number,
  naming: Naming,
): ReadyAnomaly {
  const parts = new Map(partsOf(root).map((part) => [part.id, part]));
  for (const id of [...mark, ...Object.keys(repeat)]) found(parts.get(id), id);
  return {
    rule,
    rate: own ?? rate,
    at: at && {
      slot: naming.slotOf(`${at.part}.n`),
      end: madeOf(at.n, naming),
      last: at.last ?? 1,
      parts: new Set(partsOf(found(parts.get(at.part), at.part)).map(({ id }) => id)),
    },
    set: new Map(
      Object.entries(set).map(([name, one]) => [naming.slotOf(name), madeOf(one, naming)]),
    ),
    repeat: new Map(Object.entries(repeat).map(([id, one]) => [id, madeOf(one, naming)])),
    mark: new Set(mark),
    each,
    also,
  };
}

function partsOf(part: Part): Part[] {
  return [part, ...(part.parts ?? []).flatMap(partsOf)];
}

/** Block-structured flows at random, and small edits of them, as somebody who redraws a process makes. */
import fc from 'fast-check';
import type { FlowDefinition } from '../definition/flow.ts';
import { decision, end, flowOf, parallel, start, task } from '../flow/flows.fixture.ts';
import type { Step, StepOf } from '../steps/registry.ts';

/** A line of work: tasks, decisions that skip the next item, and blocks of lines side by side. */
export type Line = Item[];
export type Item =
  | { kind: 'task'; id: string; back: boolean; enters: boolean }
  | { kind: 'decision'; id: string }
  | { kind: 'block'; id: string; needed: number; branches: Branch[] };
export interface Branch {
  id: string;
  line: Line;
}

/** Numbers that make every choice; `pick` answers 0 … below `of`. */
export interface Dice {
  pick: (of: number) => number;
}

export const numbers = fc.array(fc.nat(10_000), { minLength: 60, maxLength: 60 });

export function diceOf(thrown: readonly number[]): Dice {
  let turn = 0;
  return { pick: (of) => (thrown[turn++ % thrown.length] ?? 0) % of };
}

interface Naming {
  count: number;
}

export function randomLine(random: Dice): Line {
  return lineOf(random, { count: 0 }, 2);
}

function lineOf(random: Dice, names: Naming, depth: number): Line {
  return Array.from({ length: 1 + random.pick(3) }, () => itemOf(random, names, depth));
}

function itemOf(random: Dice, names: Naming, depth: number): Item {
  const kind = random.pick(depth > 0 ? 6 : 4);
  const id = `s${names.count++}`;
  if (kind === 3) return { kind: 'decision', id };
  if (kind < 4)
    return { kind: 'task', id, back: random.pick(4) === 0, enters: random.pick(3) === 0 };
  const branches = Array.from({ length: 2 + random.pick(2) }, () => ({
    id: `b${names.count++}`,
    line: lineOf(random, names, depth - 1),
  }));
  return { kind: 'block', id, needed: 1 + random.pick(branches.length), branches };
}

/** So many edits, each of one place. */
export function edited(line: Line, random: Dice, edits: number): Line {
  const copy = structuredClone(line);
  for (let index = 0; index < edits; index++) edit(copy, random, index);
  return copy;
}

function edit(main: Line, random: Dice, index: number): void {
  const lines = [
    main,
    ...blocksIn(main).flatMap(({ branches }) => branches.map((one) => one.line)),
  ];
  const line = lines[random.pick(lines.length)] ?? main;
  const place = random.pick(line.length);
  const item = line[place];
  if (item === undefined) return;
  const fresh: Item = { kind: 'task', id: `n${index}`, back: false, enters: random.pick(2) === 0 };
  const edits = [
    () => line.splice(place, 0, fresh),
    () => (line.length > 1 ? line.splice(place, 1) : undefined),
    () => (item.id = `${item.id}x`),
    () => line.splice(0, line.length, ...line.toReversed()),
    () => line.splice(place, 1, { ...fresh, id: item.id }),
    () => editBlock(item, random, fresh),
    () => editBlock(item, random, fresh),
  ];
  edits[random.pick(edits.length)]?.();
}

function editBlock(item: Item, random: Dice, fresh: Item): void {
  if (item.kind !== 'block') return;
  const { branches } = item;
  const edits = [
    () => branches.push({ id: `b${fresh.id}`, line: [fresh] }),
    () => (branches.length > 2 ? branches.splice(random.pick(branches.length), 1) : undefined),
    () => branches.splice(0, branches.length, ...branches.toReversed()),
  ];
  edits[random.pick(edits.length)]?.();
  item.needed = 1 + random.pick(branches.length);
}

function blocksIn(line: Line): Extract<Item, { kind: 'block' }>[] {
  return line.flatMap((item) =>
    item.kind === 'block'
      ? [item, ...item.branches.flatMap((branch) => blocksIn(branch.line))]
      : [],
  );
}

/** The flow; its cases are opened without data. */
export function drawn(line: Line, name: string): FlowDefinition {
  const first = line[0]?.id ?? 'e';
  const opening = { ...(start(first) as StepOf<'start'>), form: [{ fact: 'n', optional: true }] };
  const steps = { s: opening, ...stepsOf(line, 'e'), e: end() };
  return { ...flowOf(steps), name: { zh: name, en: name } };
}

function stepsOf(line: Line, last: string, branch?: string): Record<string, Step> {
  const steps: Record<string, Step> = {};
  for (const [index, item] of line.entries()) {
    const next = line[index + 1]?.id ?? last;
    const after = line[index + 2]?.id ?? last;
    if (item.kind === 'task') {
      const ways = item.back ? [next, line[0]?.id ?? next] : [next];
      const form = item.enters ? [{ fact: 'n' }] : [];
      steps[item.id] = { ...(task(ways, branch) as StepOf<'task'>), form };
    } else if (item.kind === 'decision') steps[item.id] = decision([next, after], branch);
    else Object.assign(steps, blockOf(item, next, branch));
  }
  return steps;
}

function blockOf(
  { id, needed, branches }: Extract<Item, { kind: 'block' }>,
  next: string,
  branch?: string,
): Record<string, Step> {
  const starts = Object.fromEntries(branches.map((one) => [one.id, one.line[0]?.id ?? '']));
  const block = parallel(starts, next, branch) as StepOf<'parallel'>;
  const isAll = needed >= branches.length;
  const inside = branches.map((one) => ({
    ...stepsOf(one.line, `${one.id}e`, one.id),
    [`${one.id}e`]: end(one.id),
  }));
  const whole = isAll ? block : { ...block, join: { at_least: needed } };
  return Object.assign({ [id]: whole }, ...inside) as Record<string, Step>;
}

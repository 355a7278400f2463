/**
 * A program in a kernel's memory: lanes to be filled with the classes of a *stretch* of rows, and the
 * bitmaps of every rule that come of it.
 */
import type { Program } from '../rules/compile.ts';
import {
  CERTAIN,
  LANE,
  newKernel,
  OP_BYTES,
  POSSIBLE,
  ROWS_AT_ONCE,
  type Kernel,
} from './kernel.ts';
import { FIRST } from '../rules/cuts.ts';
import { layoutOf, TERMS, type Group, type Lane } from './lanes.ts';

/** Rows in a stretch: its lanes and bitmaps stay in the processor's own memory. */
export const STRETCH = 4096;
const WORDS = STRETCH / 32;
const PAGE = 65536;

export interface Machine {
  kernel: Kernel;
  lanes: readonly PlacedLane[];
  groups: readonly PlacedGroup[];
  /** Where the bitmaps are: of all rules what holds, then of all rules what may hold. */
  holds: number;
  rules: number;
  /** Where the numbers of a stretch are put that are to be placed among cuts. */
  numbers: number;
  /** Where memory is free: for codes and their tables. */
  free: number;
}

export interface PlacedLane extends Lane {
  at: number;
  /** Where the cuts of its probe are, and behind them the lane's class for each place among them. */
  cuts?: { at: number; table: number };
}

interface PlacedGroup {
  ops: number;
  opsEnd: number;
  /** Addresses of the bitmaps of its terms: of what holds, of what may hold. */
  outs: readonly [number, number];
  lanes: readonly PlacedLane[];
}

const machines = new WeakMap<Program, Machine>();

export function machineOf(program: Program): Machine {
  const known = machines.get(program);
  if (known !== undefined) return known;
  const layout = layoutOf(program);
  const kernel = newKernel();
  const rules = program.ids.length;
  const holds = layout.lanes.length * STRETCH;
  const numbers = aligned(holds + 2 * rules * WORDS * 4);
  const ops = layout.groups.reduce((sum, { lookups }) => sum + lookups.length * OP_BYTES, 0);
  let free = numbers + STRETCH * 8;
  const groupsEnd = free + ops + layout.groups.length * TERMS * 8;
  const { lanes, end } = placeLanes(layout.lanes, program, kernel, aligned(groupsEnd));
  const groups = layout.groups.map((group) => {
    const placed = placeGroup(group, { kernel, lanes, holds, rules, free });
    free = placed.outs[1] + TERMS * 4;
    return placed;
  });
  const machine = { kernel, lanes, groups, holds, rules, numbers, free: end };
  machines.set(program, machine);
  return machine;
}

/** Lanes first in memory; the cuts of those that have some from `free` on. */
function placeLanes(lanes: readonly Lane[], program: Program, kernel: Kernel, free: number) {
  let end = free;
  const placed = lanes.map((lane, place): PlacedLane => {
    const at = place * STRETCH;
    const among = program.probes[lane.probe]?.value?.among;
    if (among === undefined) return { ...lane, at };
    const { length } = among.cuts;
    const cuts = { at: end, table: end + length * 8 };
    end = aligned(cuts.table + 2 * length + 1);
    return { ...lane, at, cuts };
  });
  reserve(kernel, end);
  for (const { cuts, probe, classOf } of placed) {
    const among = program.probes[probe]?.value?.among;
    if (cuts === undefined || among === undefined) continue;
    new Float64Array(kernel.memory.buffer, cuts.at, among.cuts.length).set(among.cuts);
    new Uint8Array(kernel.memory.buffer, cuts.table).set(classOf.subarray(FIRST));
  }
  return { lanes: placed, end };
}

function aligned(at: number): number {
  return Math.ceil(at / 16) * 16;
}

/** Makes sure that the kernel has this much memory. Views made before may be void after. */
export function reserve({ memory }: Kernel, bytes: number): void {
  const wanting = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (wanting > 0) memory.grow(wanting);
}

/**
 * Asks every term of what stands in the lanes; the bitmaps are new afterwards. Of what may hold only where
 * something is open, which is answered.
 */
export function matchStretch(machine: Machine, rows: number): boolean {
  const { kernel, groups, lanes } = machine;
  const end = Math.ceil(rows / ROWS_AT_ONCE) * ROWS_AT_ONCE;
  const words = new Uint32Array(kernel.memory.buffer, machine.holds, 2 * machine.rules * WORDS);
  words.fill(0);
  const open = new Set(lanes.filter((one) => kernel.reaches(one.at, one.at + end, one.open) !== 0));
  for (const { ops, opsEnd, outs, lanes: used } of groups) {
    kernel.match(ops, opsEnd, outs[0], end, CERTAIN);
    if (used.some((lane) => open.has(lane))) kernel.match(ops, opsEnd, outs[1], end, POSSIBLE);
  }
  return open.size > 0;
}

/**
 * Numbers as classes of a lane, from a place of it on. Answers whether some are no numbers: their classes
 * are still to be put right.
 */
export function placeNumbers(
  kernel: Kernel,
  { at, cuts }: PlacedLane,
  numbers: number,
  { from, rows }: { from: number; rows: number },
): boolean {
  if (cuts === undefined) return true;
  const end = at + from + Math.ceil(rows / 4) * 4;
  return kernel.place(numbers, cuts.at, cuts.table, at + from, end) !== 0;
}

/** The words of a rule's bitmaps after a stretch: what holds, what may hold where something is open. */
export function bitmapsOf(machine: Machine, rule: number): [holds: Uint32Array, may: Uint32Array] {
  const { kernel, holds, rules } = machine;
  const { buffer } = kernel.memory;
  const view = (place: number) => new Uint32Array(buffer, holds + place * WORDS * 4, WORDS);
  return [view(rule), view(rules + rule)];
}

type Places = Omit<Machine, 'groups' | 'numbers'>;

function placeGroup(group: Group, { kernel, lanes, holds, rules, free }: Places): PlacedGroup {
  const bytes = new Uint8Array(kernel.memory.buffer);
  const words = new Uint32Array(kernel.memory.buffer);
  let at = free;
  for (const { lane, certain, possible } of group.lookups) {
    bytes.set(certain, at + CERTAIN);
    bytes.set(possible, at + POSSIBLE);
    words[(at + LANE) / 4] = lanes[lane]?.at ?? 0;
    at += OP_BYTES;
  }
  for (let term = 0; term < TERMS; term++) {
    const rule = group.rules[TERMS - 1 - term] ?? 0;
    words[at / 4 + term] = holds + rule * WORDS * 4;
    words[at / 4 + TERMS + term] = holds + (rules + rule) * WORDS * 4;
  }
  const used = group.lookups.flatMap(({ lane }) => lanes[lane] ?? []);
  return { ops: free, opsEnd: at, outs: [at, at + TERMS * 4], lanes: used };
}

/** The stretches of lines that are drawn already, looked up by where they run. */
import type { Point } from '../document/document.ts';
import { type Box, bottomOf, rightOf } from '../document/geometry.ts';
import { APART, type Way } from './ways.ts';

export interface Placed {
  add: (way: Way) => void;
  /** From here on what is added can be taken back, by what is returned. */
  mark: () => () => void;
  /** Upright stretches within a part of the plane, as boxes without width. */
  uprights: (part: Box) => Box[];
  /** How many stretches already drawn run along this one. */
  sharedWith: (a: Point, b: Point) => number;
  /** At how many of its ends a line would meet one that goes the other way. */
  clashes: (way: Way) => number;
}

/** Stretches are looked up by where they run, in strips of this width. */
const STRIP = 64;

/** The stretches drawn so far. Last stretches are left out: lines may meet where they arrive. */
export function placedSegments(): Placed {
  const uprights = new Map<number, Box[]>();
  const levels = new Map<number, Box[]>();
  const begins = new Set<number>();
  const ends = new Set<number>();
  let added: (() => void)[] | undefined;
  const addPort = (ports: Set<number>, port: number) => {
    if (ports.has(port)) return;
    ports.add(port);
    added?.push(() => ports.delete(port));
  };
  const into = (strips: Map<number, Box[]>, at: number, box: Box) => {
    const key = Math.floor(at / STRIP);
    const held = strips.get(key) ?? [];
    if (held.length === 0) strips.set(key, held);
    held.push(box);
    added?.push(() => held.pop());
  };
  return {
    mark() {
      added = [];
      return () => {
        for (const takeBack of added?.toReversed() ?? []) takeBack();
        added = undefined;
      };
    },
    add(way) {
      addPort(begins, portOf(way[0]));
      addPort(ends, portOf(way.at(-1)));
      for (let at = 1; at < way.length - 1; at += 1) {
        const [a, b] = [way[at - 1], way[at]] as [Point, Point];
        if (a.x === b.x) into(uprights, a.x, spanning(a, b));
        else into(levels, a.y, spanning(a, b));
      }
    },
    uprights: (part) =>
      within(uprights, part.x, rightOf(part)).filter(
        (one) => one.y <= bottomOf(part) && bottomOf(one) >= part.y,
      ),
    sharedWith(a, b) {
      const span = spanning(a, b);
      const isUpright = a.x === b.x;
      const at = isUpright ? a.x : a.y;
      const others = within(isUpright ? uprights : levels, at - APART, at + APART);
      return others.filter((one) => along(one, span)).length;
    },
    clashes: (way) => Number(ends.has(portOf(way[0]))) + Number(begins.has(portOf(way.at(-1)))),
  };
}

function within(strips: ReadonlyMap<number, Box[]>, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let key = Math.floor(from / STRIP); key <= Math.floor(to / STRIP); key += 1) {
    for (const one of strips.get(key) ?? []) found.push(one);
  }
  return found;
}

/** One number for a point: what a text would say as well, and slower. */
function portOf(point: Point | undefined): number {
  return point === undefined ? Number.NaN : point.x * 2 ** 24 + point.y;
}

function spanning(a: Point, b: Point): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

function along(one: Box, other: Box): boolean {
  const upright = one.width === 0 && other.width === 0;
  const aside = upright ? Math.abs(one.x - other.x) : Math.abs(one.y - other.y);
  const overlap = upright
    ? Math.min(bottomOf(one), bottomOf(other)) - Math.max(one.y, other.y)
    : Math.min(rightOf(one), rightOf(other)) - Math.max(one.x, other.x);
  return aside < APART / 2 && overlap > APART;
}

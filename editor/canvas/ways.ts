/** Candidate ways of a line around what stands between: right angles only, at most five turns. */
import type { Point } from '../document/document.ts';
import { type Box, bottomOf, centreOf, GAP, rightOf } from '../document/geometry.ts';

/** Corner points from where a line leaves to where it arrives. */
export type Way = Point[];

/** Between a line and what it passes. */
const CLEAR = 20;
/** Between two lines side by side. */
export const APART = 12;

type Side = 1 | -1;

/** An x near `x`, to one side, where a vertical line between two heights meets no obstacle. */
export type Channel = (x: number, y1: number, y2: number, side: Side) => number;

/**
 * Every way worth weighing from one box to another. A line leaves a step below or at a side, and
 * arrives above or at a side; leading back up, it goes round at a side.
 */
export function waysBetween(from: Box, to: Box, channel: Channel): Way[] {
  if (to.y >= bottomOf(from) + CLEAR / 2) return downward(from, to, channel);
  return [...aside(from, to), ...around(from, to, channel)];
}

/** The first x, going to a side, that keeps clear of every obstacle within the heights. */
export function channelAmong(obstacles: readonly Box[]): Channel {
  return (start, y1, y2, side) => {
    const [top, bottom] = y1 < y2 ? [y1, y2] : [y2, y1];
    const near = obstacles.filter((box) => box.y < bottom && bottomOf(box) > top);
    let x = start;
    for (let guard = 0; guard <= near.length; guard += 1) {
      const hit = near.find((box) => x > box.x - APART + 1 && x < rightOf(box) + APART - 1);
      if (hit === undefined) return x;
      x =
        side === 1
          ? rightOf(hit) + (hit.width === 0 ? APART : CLEAR)
          : hit.x - (hit.width === 0 ? APART : CLEAR);
    }
    return x;
  };
}

function downward(from: Box, to: Box, channel: Channel): Way[] {
  const start = { x: centreOf(from).x, y: bottomOf(from) };
  const end = { x: centreOf(to).x, y: to.y };
  if (Math.abs(start.x - end.x) < 1) start.x = end.x;
  const gap = Math.min(GAP / 2, (end.y - start.y) / 2);
  const high = start.y + gap;
  const low = end.y - gap;
  const ways: Way[] = [];
  if (start.x === end.x) ways.push([start, end]);
  for (const y of new Set([low, high])) {
    ways.push([start, { x: start.x, y }, { x: end.x, y }, end]);
  }
  for (const side of [1, -1] as const) {
    const middle = centreOf(from).y;
    const edge = side === 1 ? rightOf(from) : from.x;
    if ((end.x - edge) * side > CLEAR) {
      ways.push([{ x: edge, y: middle }, { x: end.x, y: middle }, end]);
    }
    const inner = channel(end.x, high, low, side);
    ways.push([
      start,
      { x: start.x, y: high },
      { x: inner, y: high },
      { x: inner, y: low },
      { x: end.x, y: low },
      end,
    ]);
    const outer = channel(edge + side * CLEAR, middle, low, side);
    ways.push([
      { x: edge, y: middle },
      { x: outer, y: middle },
      { x: outer, y: low },
      { x: end.x, y: low },
      end,
    ]);
  }
  return ways;
}

/** Straight across, or with one step up or down, to a box beside. */
function aside(from: Box, to: Box): Way[] {
  const side: Side = centreOf(to).x > centreOf(from).x ? 1 : -1;
  const start = { x: side === 1 ? rightOf(from) : from.x, y: centreOf(from).y };
  const end = { x: side === 1 ? to.x : rightOf(to), y: centreOf(to).y };
  if ((end.x - start.x) * side < CLEAR) return [];
  const x = end.x - (side * CLEAR) / 2 - side * 4;
  const way = [start, { x, y: start.y }, { x, y: end.y }, end];
  return start.y === end.y ? [[start, end]] : [way];
}

/** Out at a side, along a channel, and in at the same side or from above. */
function around(from: Box, to: Box, channel: Channel): Way[] {
  return ([1, -1] as const).flatMap((side) => {
    const start = { x: side === 1 ? rightOf(from) : from.x, y: centreOf(from).y };
    const end = { x: side === 1 ? rightOf(to) : to.x, y: centreOf(to).y };
    const outermost = side === 1 ? Math.max(start.x, end.x) : Math.min(start.x, end.x);
    const top = { x: centreOf(to).x, y: to.y };
    const above = to.y - CLEAR;
    const x = channel(outermost + side * CLEAR, end.y, start.y, side);
    const over = channel(outermost + side * CLEAR, above, start.y, side);
    const near = channel(start.x + side * CLEAR, end.y, start.y, side);
    const close = channel(start.x + side * CLEAR, above, start.y, side);
    return [
      [start, { x, y: start.y }, { x, y: end.y }, end],
      [start, { x: near, y: start.y }, { x: near, y: end.y }, end],
      [start, { x: over, y: start.y }, { x: over, y: above }, { x: top.x, y: above }, top],
      [start, { x: close, y: start.y }, { x: close, y: above }, { x: top.x, y: above }, top],
    ];
  });
}

/** How a few cells go on below and above them. */
import type { CellContent } from '../../document/tables/document.ts';
import { isDay } from '@flowmeter/engine/exchange/moments.ts';
import { wrapped } from '../grid/filling.ts';

/**
 * What stands `offset` places from the first of them: figures and days that lie evenly apart go on so,
 * bounds of intervals each for itself; everything else is repeated.
 */
export function goingOn(contents: readonly CellContent[], offset: number): CellContent {
  const repeated = contents[wrapped(offset, contents.length)] ?? { test: [] };
  const [first, second] = contents;
  if (first === undefined || second === undefined) return repeated;
  const parts = contents.map(taken);
  const shape = parts[0]?.shape;
  if (parts.some((part) => part.shape !== shape)) return repeated;
  const base = parts[0]?.figures ?? [];
  const steps = base.map((figure, place) => rounded((parts[1]?.figures[place] ?? 0) - figure));
  const isEven = parts.every(({ figures }, index) =>
    figures.every((figure, place) => figure === at(base, steps, place, index)),
  );
  return isEven ? withFigures(first, (place) => at(base, steps, place, offset)) : repeated;
}

function at(base: readonly number[], steps: readonly number[], place: number, n: number): number {
  return rounded((base[place] ?? 0) + (steps[place] ?? 0) * n);
}

/** 0.1 + 0.2 is 0.3 to whoever fills a column. */
function rounded(figure: number): number {
  return Number(figure.toPrecision(12));
}

const DAY = 86_400_000;

/** The figures in a cell, days as numbers, and what is left without them. */
function taken(content: CellContent): { shape: string; figures: number[] } {
  const figures: number[] = [];
  const shape = JSON.stringify(content, (_, part: unknown) => {
    const figure = figureOf(part);
    if (figure === undefined) return part;
    figures.push(figure);
    return typeof part;
  });
  return { shape, figures };
}

function figureOf(part: unknown): number | undefined {
  if (typeof part === 'number') return part;
  return typeof part === 'string' && isDay(part) ? Date.parse(part) / DAY : undefined;
}

function withFigures(content: CellContent, figure: (place: number) => number): CellContent {
  let place = 0;
  const text = JSON.stringify(content, (_, part: unknown) => {
    if (figureOf(part) === undefined) return part;
    const next = figure(place);
    place += 1;
    return typeof part === 'number' ? next : new Date(next * DAY).toISOString().slice(0, 10);
  });
  return JSON.parse(text) as CellContent;
}

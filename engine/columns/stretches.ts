/** Stretches of rows through a machine, and what comes of them: for each rule the rows where it holds. */
import type { Program } from '../rules/compile.ts';
import { interpret } from '../rules/interpret.ts';
import { addRow, newBitmap, newBitmaps, NO_ROWS, without, type Bitmap } from './bitmap.ts';
import type { RowSource } from './column.ts';
import { bitmapsOf, machineOf, matchStretch, STRETCH } from './machine.ts';

/** The rows for which a rule holds, and those of which it is not known for want of facts. */
export interface RuleRows {
  hits: Bitmap;
  unknown: Bitmap;
}

/** Fills a lane with the classes of as many rows from `begin` on. */
export type Fill = (begin: number, rows: number) => void;

/** Of each rule, in the order in which they were compiled. There is a fill for each lane. */
export function answerRows(
  program: Program,
  source: RowSource,
  rows: number,
  fills: readonly Fill[],
): RuleRows[] {
  const answers = answerStretches(program, rows, fills);
  askTrees(program, source, rows, answers);
  return answers;
}

function answerStretches(program: Program, rows: number, fills: readonly Fill[]): RuleRows[] {
  const machine = machineOf(program);
  const bitmaps = newBitmaps(program.ids.length, rows);
  const answers = bitmaps.map((hits): RuleRows => ({ hits, unknown: NO_ROWS }));
  const views = program.ids.map((_id, rule) => bitmapsOf(machine, rule));
  for (let begin = 0; begin < rows; begin += STRETCH) {
    const count = Math.min(STRETCH, rows - begin);
    for (const fill of fills) fill(begin, count);
    const isOpen = matchStretch(machine, count);
    for (const [rule, answer] of answers.entries()) {
      const [holds, may] = views[rule] as [Uint32Array, Uint32Array];
      const words = Math.ceil(count / 32);
      answer.hits.set(words === holds.length ? holds : holds.subarray(0, words), begin / 32);
      if (isOpen) addUnknown(answer, without(may.subarray(0, words), holds), begin);
    }
  }
  for (const one of answers) clipLast(one, rows);
  return answers;
}

/** Most rules are known for all rows: they have no words for those for which they are not. */
function addUnknown(answer: RuleRows, words: Bitmap, begin: number): void {
  if (answer.unknown === NO_ROWS) {
    if (words.every((word) => word === 0)) return;
    answer.unknown = new Uint32Array(answer.hits.length);
  }
  answer.unknown.set(words, begin / 32);
}

/** Rows that fill up the last word are none. */
function clipLast({ hits, unknown }: RuleRows, rows: number): void {
  if (rows % 32 === 0) return;
  const mask = (1 << (rows % 32)) - 1;
  for (const words of [hits, unknown]) {
    if (words.length > 0) words[words.length - 1] = (words.at(-1) ?? 0) & mask;
  }
}

/** Rules whose tree is shorter than their terms are asked row by row. */
function askTrees(
  { facts, trees }: Program,
  source: RowSource,
  rows: number,
  answers: readonly RuleRows[],
): void {
  for (const { rule, asked } of trees) {
    const answer = answers[rule] as RuleRows;
    answer.unknown = newBitmap(rows);
    const { hits, unknown } = answer;
    const around = { source, facts, params: asked.params };
    for (source.row = 0; source.row < rows; source.row++) {
      const truth = interpret(asked.condition, around);
      if (truth === true) addRow(hits, source.row);
      if (truth === 'unknown') addRow(unknown, source.row);
    }
  }
}

/** Two rows that match together: forbidden, contradictory, misleading, or one of them superfluous. */
import { isEnough, report, type Asked } from './findings.ts';
import { cornerOf, isInside, isSame, meet, type Box } from './boxes.ts';
import { coverOf } from './cover.ts';
import { overlapping } from './overlaps.ts';
import { compareRank, isSameResult, policies } from './policies.ts';
import { boxesAt, recordAt } from './space.ts';

/** Also: do no two rows overlap at all? */
export function findPairs(asked: Asked): { areDisjoint: boolean } {
  const { table, space, overlaps, twinOf, found } = asked;
  const { gives } = policies[table.hit];
  // Where all that match are given, none of them is too many.
  const isAnswerOne = gives === 'value' || gives === 'extreme';
  let areDisjoint = true;
  for (let row = 0; row < table.rows.length; row++) {
    const box = space.boxes[row];
    if (box === undefined) continue;
    if (isEnough(asked, kindOfPairs(asked))) {
      // What else the pairs might have shown was not looked for.
      if (table.hit === 'A' || table.hit === 'P') found.undecided.push({ kind: 'subsumed' });
      return { areDisjoint: false };
    }
    for (const other of overlapping(overlaps, row, row + 1)) {
      asked.looks.left -= space.axes.length;
      if (asked.looks.left <= 0) {
        found.undecided.push({ kind: kindOfPairs(asked) });
        return { areDisjoint: false };
      }
      areDisjoint = false;
      if (!isAnswerOne) return { areDisjoint };
      const otherBox = space.boxes[other];
      if (otherBox === undefined || isTwin(twinOf, row, other)) continue;
      judge(asked, { row, box, other, otherBox });
    }
  }
  return { areDisjoint };
}

export function isTwin(twinOf: Asked['twinOf'], row: number, other: number): boolean {
  return twinOf.has(other) && (twinOf.get(other) === row || twinOf.get(other) === twinOf.get(row));
}

/** Rows that overlap; `row` stands before `other`. */
interface Pair {
  row: number;
  box: Box;
  other: number;
  otherBox: Box;
}

/** What it is that pairs are looked at for. */
function kindOfPairs({ table }: Asked) {
  if (table.hit === 'U') return 'overlap';
  return table.hit === 'A' || table.hit === 'P' ? 'disagreement' : 'subsumed';
}

function judge(asked: Asked, pair: Pair): void {
  const { hit } = asked.table;
  if (hit === 'U') return tell(asked, 'overlap', pair);
  const isAlike = isSameResult(asked.table, pair.row, pair.other);
  if (hit === 'A' && !isAlike) return tell(asked, 'disagreement', pair);
  if (hit === 'P' && !isAlike) return judgeRanks(asked, pair);
  if (isAlike && !isEnough(asked, 'subsumed')) superfluous(asked, pair);
}

function tell(asked: Asked, kind: 'overlap' | 'disagreement', pair: Pair): void {
  report(asked, kind, [pair.row, pair.other], () => ({
    witness: recordAt(asked.space, cornerOf(meet(pair.box, pair.otherBox) ?? [])),
  }));
}

/** Two results of one rank contradict each other, unless higher ones always go before them. */
function judgeRanks(asked: Asked, pair: Pair): void {
  const { table, space, overlaps, budget, found } = asked;
  const { row, other } = pair;
  const rank = compareRank(table, row, other);
  if (rank !== 0) {
    const [high, low] = rank < 0 ? [row, other] : [other, row];
    return isEnough(asked, 'misleading') ? undefined : misleading(asked, high, low);
  }
  const both = meet(pair.box, pair.otherBox);
  if (both === undefined) return;
  asked.looks.left -= overlaps.width * 32;
  const higher = overlapping(overlaps, row).filter((one) => compareRank(table, one, row) < 0);
  const cover = coverOf(both, boxesAt(space, higher), budget);
  if (cover.kind === 'open') found.undecided.push({ kind: 'disagreement', row });
  if (cover.kind !== 'point') return;
  const { point } = cover;
  report(asked, 'disagreement', [row, other], () => ({ witness: recordAt(space, point) }));
}

/** A row that goes before another though it says nothing of a column that the other is specific about. */
function misleading(asked: Asked, high: number, low: number): void {
  const { space } = asked;
  const [box, lowBox] = [space.boxes[high], space.boxes[low]];
  if (box === undefined || lowBox === undefined || isInside(lowBox, box)) return;
  const isAny = (one: Box, axis: number) => isSame(one[axis] ?? [], space.whole[axis] ?? []);
  const axis = space.axes.findIndex((_, index) => isAny(box, index) && !isAny(lowBox, index));
  const column = space.axes[axis]?.column.id;
  if (column === undefined) return;
  report(asked, 'misleading', [high, low], () => ({
    column,
    witness: recordAt(space, cornerOf(meet(box, lowBox) ?? [])),
  }));
}

/** One of two rows with the same result takes nothing that the other does not. */
function superfluous(asked: Asked, { row, box, other, otherBox }: Pair): void {
  const { table } = asked;
  const isFirst = policies[table.hit].isFirstEnough;
  // A later row within an earlier one is masked by it.
  if (!isFirst && isInside(otherBox, box)) return subsumed(asked, other, row);
  if (!isInside(box, otherBox)) return;
  asked.looks.left -= isFirst ? asked.overlaps.width * 32 : 0;
  const between = isFirst
    ? overlapping(asked.overlaps, row, row + 1).some(
        (one) => one < other && !isSameResult(table, one, row),
      )
    : false;
  if (!between) subsumed(asked, row, other);
}

function subsumed(asked: Asked, row: number, by: number): void {
  const box = asked.space.boxes[row];
  if (box === undefined) return;
  report(asked, 'subsumed', [row, by], () => ({
    witness: recordAt(asked.space, cornerOf(box)),
  }));
}

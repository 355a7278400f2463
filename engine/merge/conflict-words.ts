/** What a conflict is about, and what each side did there, in the words of differences. */
import { sideOf } from '../definition/diff.ts';
import { nodeAt, type Side } from '../definition/diff-place.ts';
import { placeNoun, sentenceOf } from '../definition/diff-sentence.ts';
import { editsAt, type Edit, type Path } from '../definition/diff-structure.ts';
import type { Pack } from '../definition/pack.ts';
import type { Localized } from '../problem.ts';
import { placedPath } from './columns.ts';
import { type Choice, type Clash, type SideName, type Three } from './three.ts';

export interface Told extends Three {
  name: Localized;
  told: Record<SideName, Localized[]>;
}

/** More sentences of one side are only counted. */
const MOST_SENTENCES = 8;

export function tellerOf(documents: Three, pack: Pack): (clash: Clash) => Told {
  const { base, mine, theirs } = documents;
  const spoken: Three<Side> = {
    base: sideOf(base, mine, pack),
    mine: sideOf(mine, theirs, pack),
    theirs: sideOf(theirs, mine, pack),
  };
  return (clash) => ({
    base: valueIn(clash, 'base', spoken),
    mine: valueIn(clash, 'mine', spoken),
    theirs: valueIn(clash, 'theirs', spoken),
    name: nameOf(clash, spoken),
    told: { mine: told(clash, 'mine', spoken), theirs: told(clash, 'theirs', spoken) },
  });
}

function nameOf(clash: Clash, spoken: Three<Side>): Localized {
  const noun = placeNoun(...namedBy(clash, spoken));
  if (clash.kind !== 'order') return noun;
  return { zh: `${noun.zh}的次序`, en: `order of the ${noun.en}` };
}

/** By the version that has it: as it was, else as one made it. */
function namedBy(clash: Clash, spoken: Three<Side>): [Side, Path] {
  const order: Choice[] = ['base', 'mine', 'theirs'];
  const having = order.find((one) => clash[one] !== undefined) ?? 'base';
  return [spoken[having], pathIn(clash, having, spoken)];
}

/** As the document has it: cells by place. */
function valueIn(clash: Clash, version: Choice, spoken: Three<Side>): unknown {
  const side = spoken[version];
  const isOfRows = side.kind === 'table' && clash.place.id[0] === 'rows';
  if (clash[version] === undefined || !isOfRows) return clash[version];
  return nodeAt(side.document, pathIn(clash, version, spoken));
}

function pathIn({ place }: Clash, version: Choice, spoken: Three<Side>): Path {
  return placedPath(spoken[version].document, place[version]);
}

function told(clash: Clash, side: SideName, spoken: Three<Side>): Localized[] {
  const edits = editsOf(clash, side, spoken);
  if (edits.length === 0) return [clash.kind === 'used' ? speaksOf : leftAlone];
  const sentences = edits
    .slice(0, MOST_SENTENCES)
    .map((edit) => sentenceOf({ edit, before: spoken.base, after: spoken[side] }));
  const rest = edits.length - sentences.length;
  if (rest > 0) sentences.push({ zh: `另有 ${rest} 处`, en: `${rest} more` });
  return sentences;
}

const leftAlone: Localized = { zh: '未修改', en: 'Left as it was' };
const speaksOf: Localized = { zh: '新的内容用到它', en: 'Something new leads to it or uses it' };

function editsOf(clash: Clash, side: SideName, spoken: Three<Side>): Edit[] {
  const edits = editsAt({
    before: clash.base,
    after: clash[side],
    from: pathIn(clash, 'base', spoken),
    to: pathIn(clash, side, spoken),
  });
  const placed = edits.map((edit) => inPlace(edit, spoken.base.document, spoken[side].document));
  return clash.kind === 'order' ? placed.filter(({ kind }) => kind === 'moved') : placed;
}

function inPlace(edit: Edit, before: unknown, after: unknown): Edit {
  if (edit.kind === 'added') return { ...edit, to: placedPath(after, edit.to) };
  if (edit.kind === 'removed') return { ...edit, from: placedPath(before, edit.from) };
  return { ...edit, from: placedPath(before, edit.from), to: placedPath(after, edit.to) };
}

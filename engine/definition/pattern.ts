/**
 * Patterns of texts, e.g. `[A-Z]{2}\d{4,6}`: a sequence of characters and classes, each so many times.
 * They have no groups and no choices, so that reading one never takes long and none can be written that
 * does (CWE-1333); the whole text has to fit.
 *
 * `\d` a digit, `.` anything, `[A-Z0-9]` one of these, `\[` the character itself; `?`, `*`, `+`, `{3}`,
 * `{2,5}`, `{2,}` how often.
 */

/** A text fits piece after piece. */
type Pattern = readonly Piece[];

interface Piece {
  takes: (character: string) => boolean;
  /** A character that it takes. */
  one: string;
  least: number;
  most: number;
}

/** Undefined where it is not written so. */
export function parsePattern(text: string): Pattern | undefined {
  const known = parsed.get(text);
  if (known !== undefined || parsed.has(text)) return known;
  const made = piecesOf(text);
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(text, made);
  return made;
}

/** Does the whole text fit? At most as many steps as the text has characters for each piece. */
export function fitsPattern(pattern: Pattern, text: string): boolean {
  const characters = Array.from(text);
  let ends: ReadonlySet<number> = new Set([0]);
  for (const piece of pattern) ends = afterPiece(piece, characters, ends);
  return ends.has(characters.length);
}

/** A short text that fits. */
export function writtenLike(pattern: Pattern): string {
  return pattern.map(({ one, least }) => one.repeat(least)).join('');
}

const parsed = new Map<string, Pattern | undefined>();
const MOST_KEPT = 1000;

/** Where the piece can end, from everywhere it can begin. */
function afterPiece(
  { takes, least, most }: Piece,
  characters: readonly string[],
  begins: ReadonlySet<number>,
): ReadonlySet<number> {
  const ends = new Set<number>();
  // How many characters up to here the piece takes in a row, and where it could last have begun.
  let run = 0;
  let begin = -1;
  for (let end = 0; end <= characters.length; end += 1) {
    const before = characters[end - 1];
    if (before !== undefined) run = takes(before) ? run + 1 : 0;
    if (begins.has(end - least)) begin = end - least;
    const taken = end - begin;
    if (begin >= 0 && taken <= run && taken <= most) ends.add(end);
  }
  return ends;
}

const TOKEN =
  /^(\\d|\\[^\p{L}\p{N}]|\[(?:\\d|\\[^\p{L}\p{N}]|[^\]\\^])+\]|[^\\[\]{}()|?*+^$])([?*+]|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})?/u;

function piecesOf(text: string): Pattern | undefined {
  const pieces: Piece[] = [];
  let rest = text;
  while (rest !== '') {
    const found = TOKEN.exec(rest);
    const piece = found === null ? undefined : pieceOf(found);
    if (found === null || piece === undefined) return undefined;
    pieces.push(piece);
    rest = rest.slice(found[0].length);
  }
  return pieces.length === 0 ? undefined : pieces;
}

function pieceOf([, taken = '', often = '', low, comma, high]: RegExpExecArray): Piece | undefined {
  const takes = takerOf(taken);
  const least = low === undefined ? (leasts[often] ?? 1) : Number(low);
  const most = low === undefined ? (mosts[often] ?? 1) : mostOf(least, comma, high);
  return takes === undefined || most < least
    ? undefined
    : { takes, one: oneOf(taken), least, most };
}

const leasts: Partial<Record<string, number>> = { '?': 0, '*': 0 };
const mosts: Partial<Record<string, number>> = { '*': Infinity, '+': Infinity };

function mostOf(least: number, comma: string | undefined, high: string | undefined): number {
  if (comma === undefined) return least;
  return high === undefined ? Infinity : Number(high);
}

function takerOf(taken: string): Piece['takes'] | undefined {
  if (taken === '.') return () => true;
  if (taken === '\\d') return isDigit;
  if (taken.startsWith('[')) return classOf(taken.slice(1, -1));
  const character = taken.startsWith('\\') ? taken.slice(1) : taken;
  return (one) => one === character;
}

function oneOf(taken: string): string {
  if (taken === '.') return 'x';
  const first = taken.startsWith('[') ? taken.slice(1) : taken;
  if (first.startsWith('\\d')) return '1';
  return Array.from(first.startsWith('\\') ? first.slice(1) : first)[0] ?? '';
}

function isDigit(one: string): boolean {
  return one >= '0' && one <= '9' && one.length === 1;
}

const MEMBER = /^(\\.|[^\\])(?:-(\\.|[^\\]))?/u;

/** Characters and ranges of them; undefined where a range runs backwards. */
function classOf(members: string): Piece['takes'] | undefined {
  const tests: Piece['takes'][] = [];
  let rest = members;
  while (rest !== '') {
    const [whole = '', from = '', to] = MEMBER.exec(rest) ?? [];
    if (whole === '') return undefined;
    const test = memberOf(from, to);
    if (test === undefined) return undefined;
    tests.push(test);
    rest = rest.slice(whole.length);
  }
  return (one) => tests.some((test) => test(one));
}

function memberOf(from: string, to: string | undefined): Piece['takes'] | undefined {
  if (from === '\\d') return to === undefined ? isDigit : undefined;
  if (to === '\\d') return undefined;
  const [low, high] = [from, to ?? from].map((one) => one.replace(/^\\/u, '').codePointAt(0) ?? 0);
  if (low === undefined || high === undefined || high < low) return undefined;
  return (one) => {
    const code = one.codePointAt(0) ?? 0;
    return code >= low && code <= high;
  };
}

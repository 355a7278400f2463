/** Texts enough to tell apart what conditions on texts can tell apart. */

/** More needles than this are not tried in every combination. */
const MOST_COMBINED = 6;
/** Parts a text from the next one; in no needle (looked after), so that nothing is found across it. */
const MARKS = ['·', '¦', '‖', '⁞'];

/**
 * The constants; texts that contain each combination of the needles; and `many` texts that are none of
 * the constants and contain no needle.
 */
export function stringValues(
  constants: readonly string[],
  needles: readonly string[],
  many: number,
): string[] {
  const mark = MARKS.find((one) => !needles.some((needle) => needle.includes(one))) ?? '\u0001';
  const others = fresh(constants, needles, many);
  const first = others[0] ?? mark;
  const containing = combinations(needles).map((some) => [first, ...some].join(mark));
  return [...new Set([...constants, ...others, ...containing])];
}

function combinations(needles: readonly string[]): string[][] {
  if (needles.length > MOST_COMBINED) return [...needles.map((one) => [one]), [...needles]];
  let all: string[][] = [[]];
  for (const one of needles) all = all.flatMap((some) => [some, [...some, one]]);
  return all;
}

function fresh(constants: readonly string[], needles: readonly string[], many: number): string[] {
  const found: string[] = [];
  // One needle may rule out any letter: there are more letters than needles.
  for (
    let code = 0;
    found.length < many && code < needles.length + constants.length + many + 26;
    code++
  ) {
    const text = code < 26 ? String.fromCharCode(97 + code) : String.fromCharCode(0x4e00 + code);
    if (!constants.includes(text) && !needles.some((one) => text.includes(one))) found.push(text);
  }
  return found;
}

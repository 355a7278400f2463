/** Bodies that would exhaust whoever walks them: nested too deeply, or of too many members. */
import { problem, type Problem } from '@flowmeter/engine/problem.ts';

/** A definition nests 64 levels at most, and is sent within a few more. */
const MOST_LEVELS = 80;
/** Names of members, and elements of lists: more than a definition of 2 MB that means something has. */
const MOST_MEMBERS = 400_000;
/** Shorter ones, as most are, cannot exhaust anybody: not worth looking at each character. */
const HARMLESS = 600;

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;

export function shapeProblem(json: string): Problem | undefined {
  if (json.length <= HARMLESS) return undefined;
  let depth = 0;
  let members = 0;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = endOfText(json, at);
    else if (code === COMMA || code === COLON) members += 1;
    // [ and {, ] and }: they differ in one bit.
    else if ((code | 32) === 123) depth += 1;
    else if ((code | 32) === 125) depth -= 1;
    if (depth > MOST_LEVELS)
      return tooMany(`嵌套 ${MOST_LEVELS} 层`, `${MOST_LEVELS} levels of nesting`);
  }
  if (members <= MOST_MEMBERS) return undefined;
  return tooMany(`${MOST_MEMBERS} 个成员`, `${MOST_MEMBERS} members`);
}

function tooMany(zh: string, en: string): Problem {
  return problem('too_large', { limit: { zh, en } });
}

/** Of the text that begins at `from`: where its closing quote stands; the end where there is none. */
function endOfText(json: string, from: number): number {
  let at = from + 1;
  while (at < json.length) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) return at;
    at += code === BACKSLASH ? 2 : 1;
  }
  return at;
}

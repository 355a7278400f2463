/** Where in a text of JSON something stands, so that a problem can be shown at its place. */

/** From and up to a character; lines from 0. */
export interface TextPlace {
  from: number;
  to: number;
  line: number;
}

/**
 * What a JSON Pointer leads to, or the nearest thing around it that is there. The text need not be whole: it
 * is read no further than needed.
 */
export function placeOf(text: string, pointer: string): TextPlace {
  const tokens = pointer === '' ? [] : pointer.split('/').slice(1).map(unescaped);
  let from = skipSpace(text, 0);
  for (const token of tokens) {
    const next = memberAt(text, from, token);
    if (next === undefined) break;
    from = next;
  }
  return placed(text, from, Math.max(from, endOf(text, from)));
}

/** Where reading stopped, as the message of a JSON parser says it; undefined where it does not. */
export function placeInMessage(text: string, message: string): TextPlace | undefined {
  const said = /position (\d+)/.exec(message)?.[1];
  if (said === undefined) return undefined;
  const at = Math.min(Number(said), text.length);
  return placed(text, at, Math.min(text.length, at + 1));
}

function placed(text: string, from: number, to: number): TextPlace {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < from; at = text.indexOf('\n', at + 1))
    line += 1;
  return { from, to, line };
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

function skipSpace(text: string, at: number): number {
  const found = /\S/g;
  found.lastIndex = at;
  return found.exec(text)?.index ?? text.length;
}

/** Where the value of a member, or of an element by its number, begins. */
function memberAt(text: string, at: number, token: string): number | undefined {
  const open = text[at];
  if (open !== '{' && open !== '[') return undefined;
  let place = skipSpace(text, at + 1);
  for (let index = 0; place < text.length && !isClosed(text[place]); index += 1) {
    const key = open === '{' ? keyAt(text, place) : { name: String(index), end: place };
    if (key === undefined) return undefined;
    if (key.name === token) return key.end;
    const end = skipSpace(text, endOf(text, key.end));
    if (end <= place) return undefined;
    place = text[end] === ',' ? skipSpace(text, end + 1) : end;
  }
  return undefined;
}

function keyAt(text: string, at: number): { name: string; end: number } | undefined {
  const end = text[at] === '"' ? endOfString(text, at) : at;
  const colon = skipSpace(text, end);
  if (end === at || text[colon] !== ':') return undefined;
  return { name: nameIn(text.slice(at, end)), end: skipSpace(text, colon + 1) };
}

function nameIn(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

function isClosed(letter: string | undefined): boolean {
  return letter === '}' || letter === ']';
}

function endOfString(text: string, at: number): number {
  const closed = /^"(?:[^"\\]|\\.)*"/s.exec(text.slice(at));
  return closed === null ? text.length : at + closed[0].length;
}

/** One after the last character of the value that begins there. */
function endOf(text: string, at: number): number {
  if (text[at] === '"') return endOfString(text, at);
  if (text[at] !== '{' && text[at] !== '[') return wordEnd(text, at);
  let depth = 0;
  for (let place = at; place < text.length; place += 1) {
    const letter = text[place];
    if (letter === '"') place = endOfString(text, place) - 1;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (isClosed(letter)) depth -= 1;
    if (depth === 0) return place + 1;
  }
  return text.length;
}

function wordEnd(text: string, at: number): number {
  const end = text.slice(at).search(/[\s,\]}]/);
  return end < 0 ? text.length : at + end;
}

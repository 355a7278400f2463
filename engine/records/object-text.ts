/** Values that together say whom a record is about, as one text, and the values of such a text again. */

const BETWEEN = ' / ';

/** Values that would be read as two stand in quotes. */
export function joined(values: readonly string[]): string {
  if (values.length === 1) return values[0] ?? '';
  return values.map((one) => (one.includes(BETWEEN) ? JSON.stringify(one) : one)).join(BETWEEN);
}

/** What was joined of so many values; undefined where it was not. */
export function partsOf(text: string, count: number): string[] | undefined {
  if (count === 1) return [text];
  const parts: string[] = [];
  for (let rest: string | undefined = text; rest !== undefined; ) {
    const quoted = quotedIn(rest);
    const part: string = quoted?.text ?? rest.split(BETWEEN, 1)[0] ?? '';
    const end: number = quoted?.length ?? part.length;
    parts.push(part);
    rest = rest.length > end ? rest.slice(end + BETWEEN.length) : undefined;
  }
  return parts.length === count ? parts : undefined;
}

const QUOTED = /^"(?:[^"\\]|\\.)*"(?= \/ |$)/;

/** What a text begins with in quotes, where it had to stand in them. */
function quotedIn(rest: string): { text: string; length: number } | undefined {
  const found = QUOTED.exec(rest)?.[0];
  if (found?.includes(BETWEEN) !== true) return undefined;
  try {
    return { text: JSON.parse(found) as string, length: found.length };
  } catch {
    return undefined;
  }
}

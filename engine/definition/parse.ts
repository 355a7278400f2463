/** From untrusted text or JSON to a definition, or problems that name the place. */
import { failed, ok, problem, type Problem, type Result } from '../problem.ts';
import { definitionKinds, type Definition, type DefinitionKind } from './kinds.ts';
import { pointer } from './pointer.ts';

/** At most 2 MB of text (measured in UTF-16 units). */
export const MAX_DEFINITION_LENGTH = 2_000_000;
/** Nesting of objects and lists; no definition that means something comes near it. */
const MAX_DEPTH = 64;

export function parseText(text: string): Result<Definition> {
  if (text.length > MAX_DEFINITION_LENGTH) return failed(problem('too_large', { limit: '2 MB' }));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return failed(problem('not_json', { reason: error instanceof Error ? error.message : '' }));
  }
  return parseDefinition(json);
}

export function parseDefinition(json: unknown): Result<Definition> {
  const deep = tooDeep(json) ?? halfCharacter(JSON.stringify(json) ?? '');
  if (deep !== undefined) return failed(deep);
  const kind = kindIn(json);
  if (kind === undefined || !Object.hasOwn(definitionKinds, kind)) {
    return failed(problem('unknown_kind', { kind: kind ?? '?' }, '/kind'));
  }
  const parsed = definitionKinds[kind as DefinitionKind].schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  return { ok: false, problems: parsed.error.issues.map(toProblem) };
}

/** What nobody wrote by hand, and what could exhaust the stack of whoever walks it. */
export function tooDeep(json: unknown): Problem | undefined {
  if (!isDeeperThan(json, MAX_DEPTH)) return undefined;
  const limit = { zh: `嵌套 ${MAX_DEPTH} 层`, en: `${MAX_DEPTH} levels of nesting` };
  return problem('too_large', { limit });
}

/** Half a character has no bytes, so nothing with one has a hash. `json` is the text of a JSON value. */
export function halfCharacter(json: string): Problem | undefined {
  if (!/\\u[dD][89a-fA-F]/.test(json)) return undefined;
  const rest = json.replaceAll(/\\\\|\\ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}/gi, '');
  return /\\ud[89a-f]/i.test(rest) ? problem('half_character') : undefined;
}

/** Level by level, so that hostile nesting cannot exhaust the stack. */
function isDeeperThan(json: unknown, levels: number): boolean {
  let layer = [json];
  for (let depth = 0; layer.length > 0; depth++) {
    if (depth > levels) return true;
    layer = layer.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
  }
  return false;
}

function kindIn(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, 'kind')) return undefined;
  const { kind } = json as { kind: unknown };
  return typeof kind === 'string' ? kind : undefined;
}

function toProblem(issue: { path: readonly PropertyKey[]; message: string }): Problem {
  return problem('schema', { reason: issue.message }, pointer(issue.path));
}

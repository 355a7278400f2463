/** JSON that somebody typed, read back with problems that name the place. */
import { parseContent, type Subject } from '@flowmeter/engine/changes/check-change.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';

export function readJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    return failed(problem('not_json', { reason: error instanceof Error ? error.message : '' }));
  }
}

/** A whole definition; its kind and its id stay. */
export function readContent<K extends Definition['kind']>(
  text: string,
  subject: Subject & { kind: K },
): Result<Extract<Definition, { kind: K }>> {
  const json = readJson(text);
  if (!json.ok) return json;
  return parseContent(json.value, subject) as Result<Extract<Definition, { kind: K }>>;
}

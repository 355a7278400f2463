import { checkChange, parseContent } from '@flowmeter/engine/changes/check-change.ts';
import { ok, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { checkPins } from './check-pins.ts';
import { findDraft } from './find-draft.ts';

/** What is wrong with a draft among the definitions in force; of its form first. */
export async function checkDraft(deps: Deps, actor: Actor, id: string): Promise<Result<Problem[]>> {
  const found = await findDraft(deps, actor, id);
  if (!found.ok) return found;
  const { kind, definition_id, content } = found.value;
  const parsed = parseContent(JSON.parse(content), { kind, id: definition_id });
  if (!parsed.ok) return ok(parsed.problems);
  const running = await deps.store.definitions.running();
  const pins = await checkPins(deps, parsed.value);
  return ok([...checkChange([parsed.value], deps.inForce.pack(), running), ...pins]);
}

/** From a draft, as far as it is written, to a flow that can be tried out. */
import type { FlowDefinition } from '../definition/flow.ts';
import { withDefinition, type Pack } from '../definition/pack.ts';
import { parseDefinition } from '../definition/parse.ts';
import { checkReferences } from '../flow/references.ts';
import { compileFlow, type CompiledFlow } from '../flow/compile.ts';
import { checkStructure } from '../flow/check-structure.ts';
import { failed, ok, problem, type Result } from '../problem.ts';

/**
 * A flow that is not sound may be tried out: that is how one sees why. What does not fit the schema,
 * does not hang together or names what does not exist cannot.
 */
export function prepare(content: unknown, pack: Pack): Result<CompiledFlow> {
  const parsed = parseDefinition(content);
  if (!parsed.ok) return parsed;
  const flow = parsed.value;
  if (flow.kind !== 'flow') return failed(problem('unknown_kind', { kind: flow.kind }, '/kind'));
  const around = withDefinition(pack, flow);
  const wrong = brokenIn(flow, around);
  return wrong.length > 0 ? { ok: false, problems: wrong } : ok(compileFlow(flow, around));
}

function brokenIn(flow: FlowDefinition, pack: Pack) {
  const found = [...checkStructure(flow), ...checkReferences(flow, pack)];
  return found.filter(({ level, code }) => level === 'error' && code !== 'step_without_route');
}

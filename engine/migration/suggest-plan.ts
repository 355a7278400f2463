/** A plan to begin with: what is plainly the same in both versions, and only where a case survives. */
import type { CompiledFlow } from '../flow/compile.ts';
import { knownFacts, type FactIds, type KnownFacts } from '../flow/known-facts.ts';
import { branchesNeeded, branchesOf, stepsIn } from '../flow/structure.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { aroundOf, holdsCases, standsFor, versionOf, type Version } from './lines.ts';
import type { MigrationPlan } from './plan.ts';
import { deadEnds, missingFacts } from './survival.ts';

export interface Suggestion {
  plan: MigrationPlan;
  /** Steps at which a case can stand and for which nothing is suggested, with the reasons. */
  open: { step: string; problems: Problem[] }[];
}

/** Step by step of the old version: the one with the same id and kind, among the same blocks. */
export function suggestPlan(from: CompiledFlow, to: CompiledFlow): Suggestion {
  const [old, next] = [versionOf(from.flow), versionOf(to.flow)];
  const facts = { old: knownFacts(from.flow).always, next: knownFacts(to.flow).always };
  const steps: Record<string, string> = {};
  const open: Suggestion['open'] = [];
  for (const [id, step] of Object.entries(from.flow.steps)) {
    if (!holdsCases(step)) continue;
    const problems = unlike(old, next, id) ?? survives(to, old, next, facts, id);
    if (problems.length === 0) steps[id] = id;
    else open.push({ step: id, problems });
  }
  const plan = { flow: to.flow.id, from: from.hash, to: to.hash, steps, timers: {} };
  return withoutHomeless({ plan, open }, old);
}

/** Why a step has no counterpart; undefined when it has one. */
function unlike(old: Version, next: Version, id: string): Problem[] | undefined {
  const [step, other] = [old.flow.steps[id], next.flow.steps[id]];
  const name = step?.name ?? id;
  if (step === undefined || other === undefined) {
    return [problem('migration_step_gone', { step: name }, `/steps/${id}`)];
  }
  const words = { step: name, to: other.name };
  if (!standsFor(step, other)) return [problem('migration_kind_differs', words, `/steps/${id}`)];
  const [here, there] = [aroundOf(old, id), aroundOf(next, id)];
  const isSame =
    here.length === there.length &&
    here.every(({ block, branch }, index) => {
      return block === there[index]?.block && branch === there[index].branch;
    });
  return isSame ? undefined : [problem('migration_blocks_differ', words, `/steps/${id}`)];
}

/** Is there nothing on the way on that some case at the step could lack? */
function survives(
  to: CompiledFlow,
  old: Version,
  next: Version,
  facts: { old: KnownFacts['always']; next: KnownFacts['always'] },
  id: string,
): Problem[] {
  const known = facts.old.get(id);
  // No case of the old version ever came here.
  if (known === undefined) return [];
  const dead = deadEnds(next.flow, [id], `/steps/${id}`);
  if (dead.length > 0) return dead;
  const [was, is] = [old.flow.steps[id] as Step, next.flow.steps[id] as Step];
  if (maybeOver(was, is)) {
    return [problem('migration_block_over', { name: is.name }, `/steps/${id}`)];
  }
  const landing = new Map<string, FactIds>([[id, known]]);
  for (const { block, branch } of aroundOf(next, id)) {
    landing.set(block, facts.old.get(block) ?? new Set());
    for (const other of branchesOf(next.flow.steps[block] as Step)) {
      if (other.id === branch) continue;
      const before = atEnd(old, facts.old, other.id);
      const brought = before?.intersection(atEnd(next, facts.next, other.id) ?? new Set());
      // A branch that is new begins with the move; of others it counts what both versions bring.
      if (brought === undefined) landing.set(other.start, known);
      else for (const end of endsOf(next, other.id)) landing.set(end, brought);
    }
  }
  return missingFacts(next.flow, to, landing).filter(({ level }) => level === 'error');
}

/** May as many branches as are enough now have ended in a case that waits for more? */
function maybeOver(was: Step, is: Step): boolean {
  const enough = branchesNeeded(is);
  return enough < branchesOf(is).length && enough < branchesNeeded(was);
}

/** The facts that a branch surely has brought when it has ended; undefined: there is no such branch. */
function atEnd(version: Version, known: KnownFacts['always'], branch: string): FactIds | undefined {
  return endsOf(version, branch)
    .flatMap((id) => known.get(id) ?? [])
    .reduce<FactIds | undefined>((sum, one) => sum?.intersection(one) ?? one, undefined);
}

function endsOf({ flow }: Version, branch: string): string[] {
  return stepsIn(flow, branch).flatMap(([id, step]) =>
    kindOf(step).arrival === 'end' ? [id] : [],
  );
}

/** Without its blocks a step has no place to go to. */
function withoutHomeless({ plan, open }: Suggestion, old: Version): Suggestion {
  const steps = { ...plan.steps };
  const left = [...open];
  for (const id of Object.keys(plan.steps)) {
    const block = aroundOf(old, id).find((one) => plan.steps[one.block] === undefined)?.block;
    if (block === undefined) continue;
    delete steps[id];
    const name = old.flow.steps[id]?.name ?? id;
    const words = { step: name, block: old.flow.steps[block]?.name ?? block };
    left.push({ step: id, problems: [problem('migration_block_unmapped', words, `/steps/${id}`)] });
  }
  return { plan: { ...plan, steps }, open: left };
}

/** Would a definition be right in the place of the one in force? */
import { checkDefinition, checkPack, type PackProblem } from '../definition/check-pack.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { canonical } from '../definition/hash.ts';
import type { Definition } from '../definition/kinds.ts';
import { all, withDefinition, type Pack } from '../definition/pack.ts';
import { parseDefinition } from '../definition/parse.ts';
import { problem, wordsOf, type Problem, type Result } from '../problem.ts';

/** Kind and id of what is changed: they stay. */
export interface Subject {
  kind: string;
  id: string;
}

/** The definition that unfinished content has become, or the problems of its form. */
export function parseContent(content: unknown, { kind, id }: Subject): Result<Definition> {
  const parsed = parseDefinition(content);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (value.kind === kind && value.id === id) return parsed;
  return { ok: false, problems: [problem('id_fixed', { kind, id }, '/id')] };
}

/**
 * What is wrong with definitions that take effect together, and what would be wrong with others because
 * of them. `running` are flow versions that are no longer in force but that cases still run: they live
 * among the definitions in force too. Of several, a problem says which one it is about. Whoever checks
 * again and again among the same definitions hands over what is known of them.
 */
export function checkChange(
  definitions: readonly Definition[],
  pack: Pack,
  running: readonly FlowDefinition[] = [],
  known: ReadonlySet<string> = knownProblems(pack),
): Problem[] {
  const after = definitions.reduce(
    (made, one) => withItsDrawing(withDefinition(made, one), one),
    pack,
  );
  const found = checkPack(after).flatMap((one) => {
    if (definitions.includes(one.definition)) {
      return [definitions.length === 1 ? one.problem : ofOne(one)];
    }
    return known.has(keyOf(one)) ? [] : [elsewhere(one)];
  });
  return [...found, ...running.flatMap((version) => brokenVersion(version, pack, after))];
}

/** What is wrong with a pack before anything in it is changed. */
export function knownProblems(pack: Pack): ReadonlySet<string> {
  return new Set(checkPack(pack).map(keyOf));
}

/** Without its place, which is one within that definition. */
function ofOne({ definition, problem: found }: PackProblem): Problem {
  const details = { name: definition.name, problem: wordsOf(found) };
  return { ...problem('of_definition', details), level: found.level };
}

/** Errors that a version which cases still run would have because of a change. */
function brokenVersion(version: FlowDefinition, before: Pack, after: Pack): Problem[] {
  const errorsIn = (pack: Pack) =>
    checkDefinition(version, withDefinition(pack, version))
      .filter((one) => one.level === 'error')
      .map((one) => ({ definition: version, problem: one }));
  const known = new Set(errorsIn(before).map(keyOf));
  return errorsIn(after).flatMap((one) => (known.has(keyOf(one)) ? [] : [elsewhere(one)]));
}

/** A flow's drawing is released with it, without the places of steps that are gone. */
function withItsDrawing(pack: Pack, definition: Definition): Pack {
  if (definition.kind !== 'flow') return pack;
  const drawings = all(pack, 'layout').filter((one) => one.flow === definition.id);
  return drawings.reduce((drawn, layout) => {
    const places = Object.entries(layout.positions);
    const kept = places.filter(([step]) => Object.hasOwn(definition.steps, step));
    return withDefinition(drawn, { ...layout, positions: Object.fromEntries(kept) });
  }, pack);
}

function elsewhere({ definition, problem: found }: PackProblem): Problem {
  const details = { name: definition.name, problem: wordsOf(found) };
  return { ...problem('breaks_other', details), level: found.level };
}

function keyOf({ definition, problem: found }: PackProblem): string {
  return canonical([definition.kind, definition.id, found]);
}

/**
 * What stands in force and is not run: what no signed release covers, and what would be wrong without it.
 * The rest goes on.
 */
import { checkDefinition, checkPack } from '@flowmeter/engine/definition/check-pack.ts';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import { definitionKinds, type Definition } from '@flowmeter/engine/definition/kinds.ts';
import { withDefinition, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { problem, type Localized, type Problem } from '@flowmeter/engine/problem.ts';
import type { InForce } from './in-force.ts';
import type { Coverage } from './store/coverage.ts';
import type { ActiveDefinition } from './store/definitions.ts';

export interface Refusal {
  kind: string;
  id: string;
  problem: Problem;
}

export interface Runnable {
  active: ActiveDefinition[];
  refused: Refusal[];
}

/** Takes away what is not covered, then what depends on it, until nothing more is wrong. */
export function runnableOf({ active, refused }: Coverage): Runnable {
  if (refused.length === 0) return { active, refused: [] };
  const found = refused.map(({ kind, id, reason }) => refusalOf(kind, id, reason));
  const stored = refused.flatMap(({ definition }) => definition ?? []);
  const known = errorsIn({
    definitions: [...active.map(({ definition }) => definition), ...stored],
  });
  let left = active;
  for (;;) {
    const broken = brokenIn(left, known);
    if (broken.size === 0) return { active: left, refused: found };
    const more = left.filter(({ definition }) => broken.has(definition));
    found.push(...more.map(({ kind, id }) => refusalOf(kind, id, depends)));
    left = left.filter(({ definition }) => !broken.has(definition));
  }
}

/** Definitions that have errors which they did not have with everything in its place. */
function brokenIn(left: readonly ActiveDefinition[], known: ReadonlySet<string>): Set<Definition> {
  const errors = errorsOf({ definitions: left.map(({ definition }) => definition) });
  return new Set(errors.filter(({ key }) => !known.has(key)).map(({ definition }) => definition));
}

/** Would a version be wrong among what is run? */
export function hasErrors(definition: Definition, pack: Pack): boolean {
  const around = withDefinition(pack, definition);
  return checkDefinition(definition, around).some(({ level }) => level === 'error');
}

function errorsIn(pack: Pack): Set<string> {
  return new Set(errorsOf(pack).map(({ key }) => key));
}

function errorsOf(pack: Pack) {
  return checkPack(pack)
    .filter((one) => one.problem.level === 'error')
    .map(({ definition, problem: found }) => {
      return { definition, key: canonical([definition.kind, definition.id, found]) };
    });
}

function refusalOf(kind: string, id: string, reason: Localized): Refusal {
  const name = Object.hasOwn(definitionKinds, kind)
    ? definitionKinds[kind as keyof typeof definitionKinds].name
    : { zh: kind, en: kind };
  return { kind, id, problem: problem('not_covered', { kind: name, id, reason }) };
}

const depends: Localized = {
  zh: '它依赖的定义未在已签名的发布之内',
  en: 'it depends on what no signed release covers',
};

/** Why no case of a flow is opened that there is no version of. */
export function notRun(inForce: Pick<InForce, 'refusal'>, id: string): Problem {
  return inForce.refusal('flow', id) ?? problem('not_active', { id });
}

/** A version that a case keeps to, and that is not to be had. */
export function versionRefused(id: string): Problem {
  return refusalOf('flow', id, {
    zh: '案件所用的版本不在任何已签名的发布之内，或内容与指纹不符',
    en: 'no signed release covers the version that the case runs, or it is not what its hash says',
  }).problem;
}

/**
 * What a side has come to speak of: a step that a route newly leads to, a branch that a step newly stands
 * in, a column that a cell newly fills. The other side may have taken just that out.
 */
import { type Bag, isBag, type Path, structuralDiff } from '../definition/diff-structure.ts';
import { columnsFilled } from './columns.ts';

/** Names of things that `side` speaks of where `base` did not. */
export function spokenOf(base: unknown, side: unknown): Set<string> {
  if (!isBag(base) || !isBag(side)) return new Set();
  if (side['kind'] === 'flow') return newStepsOf(base, side);
  if (side['kind'] !== 'table') return new Set();
  const changed = structuralDiff(base, side).flatMap((edit): Path[] =>
    edit.kind === 'added' || edit.kind === 'changed' ? [edit.to] : [],
  );
  return columnsFilled(base, side, changed);
}

/** The last two parts of a name tell a branch, whatever block it is of. */
export function namesTold(id: Path): string[] {
  return [id.join('/'), id.slice(-2).join('/')];
}

function newStepsOf(base: Bag, side: Bag): Set<string> {
  const before = mentionsIn(base);
  const blocks = blocksOf(base);
  const found = new Set<string>();
  for (const mention of mentionsIn(side)) {
    if (before.has(mention)) continue;
    const name = mention.slice(mention.indexOf(' ') + 1);
    found.add(name);
    const block = blocks.get(name);
    if (block !== undefined) found.add(block);
  }
  return found;
}

/** `who thing`: who speaks of which thing. */
function mentionsIn(flow: Bag): Set<string> {
  const mentions = new Set<string>();
  for (const [id, step] of stepsIn(flow)) {
    if (typeof step['branch'] === 'string') mentions.add(`${id} branches/${step['branch']}`);
    for (const route of bagsIn(step['routes'])) {
      mentions.add(`${id}/${String(route['id'])} steps/${String(route['to'])}`);
    }
    for (const branch of bagsIn(step['branches'])) {
      mentions.add(`${id}/${String(branch['id'])} steps/${String(branch['start'])}`);
    }
  }
  return mentions;
}

/** The block of each branch, by the names of both. */
function blocksOf(flow: Bag): Map<string, string> {
  return new Map(
    stepsIn(flow).flatMap(([id, step]) =>
      bagsIn(step['branches']).map((one) => [`branches/${String(one['id'])}`, `steps/${id}`]),
    ),
  );
}

function stepsIn(flow: Bag): [string, Bag][] {
  const { steps } = flow;
  return Object.entries(isBag(steps) ? steps : {}).filter((entry): entry is [string, Bag] =>
    isBag(entry[1]),
  );
}

function bagsIn(list: unknown): Bag[] {
  return Array.isArray(list) ? list.filter(isBag) : [];
}

/**
 * Two people who each put a step, a branch or a route into a flow may have been given the same id for
 * it. They are different things: mine gets another id, everywhere, so that both are kept.
 */
import { type Bag, isBag, isSame } from '../definition/diff-structure.ts';
import type { Three } from './three.ts';

export interface SetApart {
  documents: Three;
  /** Ids of my steps, and what they are called now. */
  renamed: ReadonlyMap<string, string>;
}

export function setApart(documents: Three): SetApart {
  const { base, mine, theirs } = documents;
  const none = { documents, renamed: new Map<string, string>() };
  if (!isBag(mine) || !isBag(theirs) || mine['kind'] !== 'flow') return none;
  const steps = { base: stepsOf(base), mine: stepsOf(mine), theirs: stepsOf(theirs) };
  const taken = new Set(Object.values(steps).flatMap(idsOf));
  const renamed = new Map(
    Object.keys(steps.mine)
      .filter((id) => isAnother(steps, id))
      .map((id) => [id, freshId(id, taken)]),
  );
  const branches = new Map(
    branchIds(steps.mine)
      .filter((id) => isAnothers(steps, id, renamed))
      .map((id) => [id, freshId(id, taken)]),
  );
  const known = { steps: renamed, branches };
  const moved = {
    ...mine,
    ...(mine['steps'] !== undefined && { steps: rename(steps.mine, known) }),
  };
  const whole = isBag(mine['cancel'])
    ? { ...moved, cancel: namedIn(mine['cancel'], 'until', known) }
    : moved;
  const apart = { base, mine: whole, theirs };
  return { documents: { ...apart, mine: withOwnRoutes(apart, whole) }, renamed };
}

type Steps = Readonly<Record<string, Bag>>;

interface Known {
  steps: ReadonlyMap<string, string>;
  branches: ReadonlyMap<string, string>;
}

function stepsOf(document: unknown): Steps {
  const steps = isBag(document) ? document['steps'] : undefined;
  const entries = Object.entries(isBag(steps) ? steps : {}).filter(([, step]) => isBag(step));
  return Object.fromEntries(entries) as Steps;
}

function isAnother({ base, mine, theirs }: Three<Steps>, id: string): boolean {
  if (Object.hasOwn(base, id) || !Object.hasOwn(theirs, id)) return false;
  return !isSame(mine[id], theirs[id]);
}

/** Has theirs the branch in another block, which is another too where it goes by the same id? */
function isAnothers({ base, mine, theirs }: Three<Steps>, id: string, renamed: Known['steps']) {
  if (!branchIds(theirs).includes(id) || branchIds(base).includes(id)) return false;
  const block = blockOf(mine, id);
  return block !== blockOf(theirs, id) || renamed.has(block ?? '');
}

function blockOf(steps: Steps, branch: string): string | undefined {
  return Object.keys(steps).find((id) => {
    const step = steps[id];
    return step !== undefined && branchIds({ [id]: step }).includes(branch);
  });
}

function idsOf(steps: Steps): string[] {
  return [...Object.keys(steps), ...branchIds(steps)];
}

function branchIds(steps: Steps): string[] {
  return Object.values(steps).flatMap((step) =>
    bagsIn(step['branches']).map((branch) => String(branch['id'])),
  );
}

function rename(steps: Steps, known: Known): Steps {
  return Object.fromEntries(
    Object.entries(steps).map(([id, step]) => [known.steps.get(id) ?? id, renameIn(step, known)]),
  );
}

function renameIn(step: Bag, known: Known): Bag {
  const changed: Record<string, unknown> = { ...step };
  if (typeof step['branch'] === 'string') {
    changed['branch'] = known.branches.get(step['branch']) ?? step['branch'];
  }
  if (isBag(step['assign'])) changed['assign'] = namedIn(step['assign'], 'step', known);
  if (Array.isArray(step['branches'])) {
    changed['branches'] = bagsIn(step['branches']).map((branch) => ({
      ...namedIn(branch, 'start', known),
      id: known.branches.get(String(branch['id'])) ?? branch['id'],
    }));
  }
  if (Array.isArray(step['routes'])) {
    changed['routes'] = bagsIn(step['routes']).map((route) => {
      const led = namedIn(route, 'to', known);
      return isBag(route['exempt'])
        ? { ...led, exempt: namedIn(route['exempt'], 'steps', known) }
        : led;
    });
  }
  return changed;
}

/** With the step, or the steps, that a field names called by their new ids. */
function namedIn(bag: Bag, field: string, { steps }: Known): Bag {
  const value = bag[field];
  const nameOf = (id: unknown) => (typeof id === 'string' ? (steps.get(id) ?? id) : id);
  if (value === undefined) return bag;
  return { ...bag, [field]: Array.isArray(value) ? value.map(nameOf) : nameOf(value) };
}

/** Routes that both put into one step, by one id and to different places. */
function withOwnRoutes({ base, theirs }: Three, mine: Bag): Bag {
  const [before, other] = [stepsOf(base), stepsOf(theirs)];
  const steps = Object.entries(stepsOf(mine)).map(([id, step]) => {
    const routes = bagsIn(step['routes']);
    const old = new Set(bagsIn(before[id]?.['routes']).map((route) => route['id']));
    const their = new Map(bagsIn(other[id]?.['routes']).map((route) => [route['id'], route]));
    const taken = new Set([...routes.map((route) => String(route['id'])), ...old, ...their.keys()]);
    const isOther = (route: Bag) =>
      !old.has(route['id']) && their.has(route['id']) && !isSame(their.get(route['id']), route);
    if (!routes.some(isOther)) return [id, step];
    const apart = routes.map((route) =>
      isOther(route) ? { ...route, id: freshId(String(route['id']), taken) } : route,
    );
    return [id, { ...step, routes: apart }];
  });
  return mine['steps'] === undefined
    ? mine
    : { ...mine, steps: Object.fromEntries(steps) as Steps };
}

const MAX_ID = 64;

function freshId(id: string, taken: Set<unknown>): string {
  for (let n = 2; ; n += 1) {
    const fresh = `${id.slice(0, MAX_ID - 5)}_${n}`;
    if (taken.has(fresh)) continue;
    taken.add(fresh);
    return fresh;
  }
}

function bagsIn(list: unknown): Bag[] {
  return Array.isArray(list) ? list.filter(isBag) : [];
}

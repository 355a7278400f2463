/** Differences in the order in which a reader meets them: by step, or by the thing they speak of. */
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { StepKindName } from '@flowmeter/engine/steps/registry.ts';
import type { Change, Difference } from '../api/changes.ts';

export interface Group {
  key: string;
  /** Null: the definition itself. */
  name: Localized | null;
  /** The kind of step, where the group speaks of one. */
  stepKind: StepKindName | undefined;
  items: Numbered[];
}

export interface Numbered extends Difference {
  /** The place in the whole list, counted from 1. */
  n: number;
}

type Compared = Pick<Change, 'base' | 'content' | 'differences'>;

/** What concerns the whole definition first; steps in the order of the flow, then those that are gone. */
export function groupsOf(change: Compared): Group[] {
  const groups = new Map<string, Omit<Group, 'items'> & { items: Difference[] }>();
  for (const difference of change.differences) {
    const thing = thingOf(change, difference);
    const group = groups.get(thing.key) ?? { ...thing, items: [] };
    group.items.push(difference);
    groups.set(thing.key, group);
  }
  const order = [WHOLE, ...stepsOf(change.content), ...stepsOf(change.base)];
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const sorted = [...groups.values()].toSorted((a, b) => rank(a.key) - rank(b.key));
  let n = 0;
  return sorted.map((group) => ({
    ...group,
    items: group.items.map((difference) => {
      n += 1;
      return { ...difference, n };
    }),
  }));
}

/** All differences as they are numbered. */
export function numberedOf(groups: readonly Group[]): Numbered[] {
  return groups.flatMap((group) => group.items);
}

const WHOLE = '';

function thingOf(change: Compared, { kind, pointer, step }: Difference): Omit<Group, 'items'> {
  if (step !== null) {
    const found = stepAt(change.content, step) ?? stepAt(change.base, step);
    const name = found?.name ?? { zh: step, en: step };
    return { key: step, name, stepKind: found?.kind };
  }
  const [list, place] = pointer.split('/').slice(1, 3);
  const document = kind === 'removed' ? change.base : change.content;
  const name = list && place ? nameIn(document, list, place) : null;
  const key = name === null ? WHOLE : `${list}/${name.en}`;
  return { key, name, stepKind: undefined };
}

function stepAt(definition: Definition | null, id: string) {
  return definition?.kind === 'flow' ? definition.steps[id] : undefined;
}

function stepsOf(definition: Definition | null): string[] {
  return definition?.kind === 'flow' ? Object.keys(definition.steps) : [];
}

/** The name of an element of a list (or of a map) of a definition; null where it is no thing by itself. */
function nameIn(definition: Definition | null, list: string, place: string): Localized | null {
  const element = at(at(definition, list), place);
  if (typeof element !== 'object' || element === null || Array.isArray(element)) return null;
  const name = at(element, 'name');
  if (isWords(name)) return name;
  const text = [at(element, 'date'), name, at(element, 'title'), at(element, 'indicator')]
    .filter((part) => typeof part === 'string')
    .join(' ');
  const id = at(element, 'id');
  const words = text || (typeof id === 'string' ? id : '');
  return words === '' ? null : { zh: words, en: words };
}

function at(node: unknown, key: string): unknown {
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
  return (node as Record<string, unknown>)[key];
}

function isWords(value: unknown): value is Localized {
  return typeof at(value, 'zh') === 'string' && typeof at(value, 'en') === 'string';
}

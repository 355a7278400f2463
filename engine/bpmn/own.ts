/**
 * What an export of ours keeps beside BPMN's own words, read back: a flow comes back as it was, also
 * after another tool has moved or renamed its shapes. What does not fit the schema is left aside, and the
 * document is read by what BPMN says.
 */
import type { z } from 'zod';
import { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import { Step } from '../steps/registry.ts';
import type { ReadFlow } from './read-bpmn.ts';
import type { Bounds, BpmnFlow, BpmnNode, BpmnProcess, OwnWords } from './model.ts';
import { inBoth } from './steps.ts';

type Json = Record<string, unknown>;

/** The flow of a document of which every element is ours; undefined where one is not, or is not valid. */
export function readOwnFlow(
  pool: BpmnProcess,
  shapes: ReadonlyMap<string, Bounds>,
): ReadFlow | undefined {
  const head = jsonOf(pool.own, 'flow');
  const nodes = [...pool.nodes.values()];
  const known = nodes.every(({ own }) => marks.some((mark) => own?.has(mark)));
  if (head === undefined || !known) return undefined;
  const leaving = Map.groupBy(pool.flows, ({ from }) => from);
  const steps: Record<string, unknown> = {};
  const kept: ReadFlow['kept'] = {};
  const places: ReadFlow['places'] = {};
  for (const node of nodes) {
    const id = node.own?.get('id');
    const said = jsonOf(node.own, 'step') ?? jsonOf(node.own, 'block');
    if (id === undefined || said === undefined) continue;
    const ways = said['kind'] === 'end' ? [] : waysFrom(node, pool, leaving);
    steps[id] = {
      ...said,
      name: nameOf(node, said),
      routes: ways.map((way) => routeOf(way, pool, leaving)),
    };
    kept[node.id] = id;
    const bounds = shapes.get(node.id);
    if (bounds !== undefined) places[id] = bounds;
  }
  const flow = accepted(FlowDefinition, { ...head, kind: 'flow', steps });
  return flow && { flow, places, kept, problems: [] };
}

/** One of these stands on everything that an export of ours draws. */
const marks = ['step', 'block', 'join', 'ways', 'merge'];

/** A name that somebody has changed in another tool is the new one, in the language it was shown in. */
function nameOf({ name }: BpmnNode, { name: before }: Json): unknown {
  const known = before as { zh?: unknown; en?: unknown } | undefined;
  return name === '' || name === known?.zh || name === known?.en ? before : inBoth(name);
}

type Leaving = ReadonlyMap<string, BpmnFlow[]>;

/** The flows that are routes: of a block those behind its join, of a task those of its gateway. */
function waysFrom(node: BpmnNode, pool: BpmnProcess, leaving: Leaving): BpmnFlow[] {
  const from = node.own?.has('block')
    ? [...pool.nodes.values()].find(({ own }) => own?.get('join') === node.own?.get('id'))
    : node;
  const flows = leaving.get(from?.id ?? '') ?? [];
  const [only] = flows;
  const gateway = flows.length === 1 ? pool.nodes.get(only?.to ?? '') : undefined;
  return gateway?.own?.has('ways') ? (leaving.get(gateway.id) ?? []) : flows;
}

function routeOf(flow: BpmnFlow, pool: BpmnProcess, leaving: Leaving): Json {
  let target = pool.nodes.get(flow.to);
  const seen = new Set<string>();
  while (target?.own?.has('merge') && !seen.has(target.id)) {
    seen.add(target.id);
    target = pool.nodes.get(leaving.get(target.id)?.[0]?.to ?? '');
  }
  return { ...jsonOf(flow.own, 'route'), id: flow.own?.get('id'), to: target?.own?.get('id') };
}

/**
 * A flow that was read by BPMN's words, with ours where they still fit: of the flow itself and of each
 * step that has them.
 */
export function refined(pool: BpmnProcess, flow: FlowDefinition): FlowDefinition {
  const head = jsonOf(pool.own, 'flow');
  const byId = new Map<string, BpmnNode>();
  for (const node of pool.nodes.values()) {
    const id = node.own?.get('id');
    if (id !== undefined) byId.set(id, node);
  }
  const steps = Object.entries(flow.steps).map(([id, step]) => {
    const node = byId.get(id);
    const said = jsonOf(node?.own, 'step');
    if (node === undefined || said === undefined || said['kind'] !== step.kind) return [id, step];
    const { branch: _, ...rest } = said;
    const branch = step.branch === undefined ? {} : { branch: step.branch };
    const routes = step.routes.map((one) => refinedRoute(one, pool));
    const whole = { ...rest, name: nameOf(node, said), ...branch, routes };
    return [id, accepted(Step, whole) ?? step];
  });
  const whole = { ...flow, steps: Object.fromEntries(steps) as FlowDefinition['steps'] };
  if (head === undefined) return whole;
  const known = accepted(FlowDefinition.omit({ steps: true }), { ...head, kind: 'flow' });
  return known === undefined ? whole : { ...known, steps: whole.steps };
}

/** A value that fits its schema, or would if a person entered what is still empty in it. */
function accepted<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.every((issue) => isUnfinished(issue, value))
    ? (value as z.infer<T>)
    : undefined;
}

function isUnfinished(issue: z.core.$ZodIssue, value: unknown): boolean {
  const at = valueAt(value, issue.path);
  if (issue.code === 'invalid_union') {
    return issue.errors.some((one) => one.every((inner) => isUnfinished(inner, at)));
  }
  return issue.code === 'too_small' || at === '';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<PropertyKey, unknown>)[key];
  }
  return found;
}

function refinedRoute(route: Route, { flows }: BpmnProcess): Json {
  const flow = flows.find(({ own }) => own?.get('id') === route.id && own.has('route'));
  return { ...route, ...jsonOf(flow?.own, 'route') };
}

function jsonOf(own: OwnWords | undefined, mark: string): Json | undefined {
  const text = own?.get(mark);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

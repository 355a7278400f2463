/**
 * Flows out of a BPMN 2.0 document: each process becomes one, with the places of its shapes. What BPMN
 * says and a flow cannot is listed element by element; what a flow needs and BPMN does not say is left
 * for a person to enter, and the flow's own checks ask for it.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import { createIds, type Ids } from '../exchange/ids.ts';
import { shortened } from '../exchange/report.ts';
import { failed, ok, problem, type Localized, type Problem, type Result } from '../problem.ts';
import { placeInBlocks, endOf, type Placed, type Way } from './blocks.ts';
import type { Bounds, BpmnGraph, BpmnModel, BpmnProcess } from './model.ts';
import { readOwnFlow, refined } from './own.ts';
import { readBpmnModel } from './read-model.ts';
import { leftOut } from './said.ts';
import { inBoth, namedAs, stepOf, type StepDraft, type Surroundings } from './steps.ts';
import { tokensOf, type TokenGraph, type TokenNode } from './tokens.ts';

/** A flow that may be unfinished: what is missing in it is a problem of its checks. */
export interface ReadFlow {
  flow: FlowDefinition;
  /** Where the shapes of its steps stand, in the document's pixels. */
  places: Record<string, Bounds>;
  /** Element of the document -> the step that it became. */
  kept: Record<string, string>;
  problems: Problem[];
}

export interface ReadBpmn {
  flows: ReadFlow[];
  /** What belongs to no flow. */
  problems: Problem[];
}

const MOST_NODES = 5000;

export function readBpmn(text: string, around: Surroundings): Result<ReadBpmn> {
  const read = readBpmnModel(text);
  if (!read.ok) return read;
  const model = read.value;
  const problems = model.others.map((one) => leftOut(one, 'not_in_flow'));
  const flows: ReadFlow[] = [];
  const taken = createIds();
  for (const pool of model.processes) {
    if (pool.nodes.size === 0) {
      problems.push(leftOut(pool, 'empty'));
      continue;
    }
    if (countOf(pool) > MOST_NODES) {
      const limit = { zh: `${MOST_NODES} 个元素`, en: `${MOST_NODES} elements` };
      return failed(problem('too_large', { limit }));
    }
    flows.push(flowOf(pool, model, around, taken));
  }
  if (flows.length === 0) return failed(problem('bpmn_without_process'), ...shortened(problems));
  return ok({ flows, problems: shortened(problems) });
}

function countOf({ nodes }: BpmnGraph): number {
  let count = nodes.size;
  for (const { inside } of nodes.values()) if (inside !== undefined) count += countOf(inside);
  return count;
}

function flowOf(
  pool: BpmnProcess,
  { shapes }: BpmnModel,
  around: Surroundings,
  taken: Ids,
): ReadFlow {
  const own = readOwnFlow(pool, shapes);
  if (own !== undefined) return own;
  const problems: Problem[] = [];
  const graph = tokensOf(pool, problems);
  const placed = placeInBlocks(graph, problems);
  const made = new FlowWriting(graph, placed, around, problems);
  const name = pool.name === '' ? pool.id : pool.name;
  const flow = refined(pool, {
    kind: 'flow',
    id: taken.of([pool.name, pool.id], 'flow'),
    name: inBoth(name),
    ...(pool.description === undefined ? {} : { description: inBoth(pool.description) }),
    owner_post: '',
    limits: [],
    audits: { after: [] },
    steps: made.steps as FlowDefinition['steps'],
    outcomes: [...made.outcomes.values()],
  });
  const kept = keptOf(graph, made.ids);
  const places: ReadFlow['places'] = {};
  for (const [node, step] of made.ids) {
    const bounds = shapes.get(node);
    if (bounds !== undefined) places[step] = bounds;
  }
  return { flow, places, kept, problems: shortened(problems) };
}

/** Element -> step; a step that waits for one of two events stands for both. */
function keptOf({ nodes }: TokenGraph, ids: ReadonlyMap<string, string>): ReadFlow['kept'] {
  const pairs = [...ids].flatMap(([node, step]) => {
    const { of, patience } = nodes.get(node) ?? {};
    const elements = patience === undefined ? [node] : [node, of?.id ?? node, patience.id];
    return node.includes('#') ? [] : elements.map((element) => [element, step] as const);
  });
  return Object.fromEntries(pairs);
}

/** Steps out of what was placed, each with an id of its own. */
class FlowWriting {
  readonly steps: Record<string, object> = {};
  /** Node -> step. */
  readonly ids = new Map<string, string>();
  readonly outcomes = new Map<string, { id: string; name: Localized }>();
  readonly #graph: TokenGraph;
  readonly #placed: Placed;
  readonly #around: Surroundings;
  readonly #problems: Problem[];
  readonly #given = createIds();
  readonly #branchIds = new Map<string, string>();
  readonly #outcomeIds = createIds();
  readonly #lanes = new Set<string>();

  constructor(graph: TokenGraph, placed: Placed, around: Surroundings, problems: Problem[]) {
    this.#graph = graph;
    this.#placed = placed;
    this.#around = around;
    this.#problems = problems;
    for (const node of placed.branchOf.keys()) this.#write(node);
  }

  #write(node: string): void {
    const token = this.#graph.nodes.get(node);
    if (token === undefined) return;
    const { step, unread } = stepOf(token, this.#around);
    for (const one of unread) this.#tellUnread(one, token);
    const branch = this.#branchId(this.#placed.branchOf.get(node));
    const ends = step.kind === 'end' && branch === undefined;
    const whole: StepDraft & { routes: Route[] } = {
      ...step,
      ...(branch === undefined ? {} : { branch }),
      ...(this.#placed.blocks.has(node) ? { branches: this.#branches(node) } : {}),
      ...(ends ? { outcome: this.#outcomeOf(token.of?.name ?? '') } : {}),
      routes: [],
    };
    this.steps[this.#idOf(node)] = whole;
    whole.routes = this.#routesOf(node, token);
    this.#nameTimeout(whole, node, token);
  }

  #idOf(node: string): string {
    const known = this.ids.get(node);
    if (known !== undefined) return known;
    const token = this.#graph.nodes.get(node);
    const names = [token?.of?.own?.get('id'), token?.of?.name, token?.of?.id];
    const id = this.#given.of(names, token === undefined ? 'end' : fallback(token));
    this.ids.set(node, id);
    return id;
  }

  #branchId(branch: string | undefined): string | undefined {
    if (branch === undefined) return undefined;
    const known = this.#branchIds.get(branch) ?? this.#given.of([], 'branch');
    this.#branchIds.set(branch, known);
    return known;
  }

  #routesOf(node: string, token: TokenNode): Route[] {
    const taking = createIds();
    const ways = this.#placed.ways.get(node) ?? [];
    const routes = ways.map((way) => this.#routeOf(way, ways.length > 1, taking));
    const otherwise = token.of?.otherwise;
    const usual = ways.findIndex(
      ({ edge }) => edge.flow !== undefined && edge.flow.id === otherwise,
    );
    const last = usual < 0 ? [] : routes.splice(usual, 1);
    return [...routes, ...last];
  }

  #routeOf({ edge, to }: Way, isOne: boolean, taking: Ids): Route {
    const { flow } = edge;
    if (to.endsWith('#end')) this.#endStep(to);
    if (flow?.condition !== undefined && isOne && !flow.own?.has('route')) {
      this.#problems.push(leftOut(flow, 'condition'));
    }
    const said = wordsOf({ edge, to });
    const id = taking.of([flow?.own?.get('id'), said, flow?.id], 'next');
    const target = isOne ? namedAs(this.#nameAt(to), 'task') : undefined;
    const name = said === undefined ? target : inBoth(said);
    return { id, to: this.#idOf(to), ...(name === undefined ? {} : { name }) };
  }

  #nameAt(node: string): string | undefined {
    return this.#graph.nodes.get(node)?.of?.name;
  }

  /** The route that a wait takes when its patience is over is named in the step. */
  #nameTimeout(step: StepDraft & { routes: Route[] }, node: string, { patience }: TokenNode): void {
    const { timeout } = (step['message'] ?? {}) as { timeout?: { route: string } };
    const late =
      this.#placed.ways.get(node)?.findIndex(({ edge }) => edge.event === patience) ?? -1;
    if (timeout !== undefined) timeout.route = step.routes[late]?.id ?? '';
  }

  /** The end of a branch, or of the whole where nothing else is one. */
  #endStep(node: string): void {
    if (this.ids.has(node)) return;
    const branch =
      node === endOf(undefined) ? undefined : this.#branchId(node.slice(0, -END.length));
    const ends = branch === undefined ? { outcome: this.#outcomeOf('') } : { branch };
    this.steps[this.#idOf(node)] = { kind: 'end', name: namedAs('', 'end'), ...ends, routes: [] };
  }

  #outcomeOf(name: string): string {
    const known = this.outcomes.get(name) ?? {
      id: this.#outcomeIds.of([name], 'completed'),
      name: name === '' ? { zh: '办结', en: 'Completed' } : inBoth(name),
    };
    this.outcomes.set(name, known);
    return known.id;
  }

  #branches(node: string): object[] {
    return (this.#placed.blocks.get(node) ?? []).map(({ id, edge, start }, index) => {
      if (start.endsWith(END)) this.#endStep(start);
      const name = edge.flow?.name || this.#nameAt(start) || `${index + 1}`;
      return { id: this.#branchId(id), name: inBoth(name), start: this.#idOf(start) };
    });
  }

  /** A lane is told of once, however many steps stand in it. */
  #tellUnread(what: 'lane' | 'timer', token: TokenNode): void {
    const about = (what === 'timer' ? token.patience : undefined) ?? token.of;
    if (about === undefined) return;
    if (what === 'timer') return void this.#problems.push(leftOut(about, what));
    const name = about.lane ?? '';
    if (this.#lanes.has(name)) return;
    this.#lanes.add(name);
    this.#problems.push(leftOut({ ...about, type: 'lane', name }, what));
  }
}

const END = '#end';

/** What stands at a way, or else the condition under which it is taken. */
function wordsOf({ edge: { flow, event } }: Way): string | undefined {
  return [flow?.name, event?.name, flow?.condition].find((one) => Boolean(one));
}

function fallback({ kind, of }: TokenNode): string {
  if (kind === 'fork') return 'parallel';
  if (kind === 'choice') return 'decision';
  if (kind === 'end' || kind === 'final') return 'end';
  return of === undefined ? 'start' : 'step';
}

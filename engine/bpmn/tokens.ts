/**
 * A process as the ways of its tokens: steps, choices, forks and joins, with sub-processes opened up.
 * What merely lies on the way (merging gateways, events that do nothing) is passed through.
 */
import type { Problem } from '../problem.ts';
import type { BpmnFlow, BpmnGraph, BpmnNode } from './model.ts';
import { leftOut, readAs } from './said.ts';

/**
 * `gather`: what is over when every token has come to it: the end of a process or sub-process.
 * `final`: ends everything around it at once.
 */
export type TokenKind = 'step' | 'choice' | 'fork' | 'join' | 'pass' | 'gather' | 'end' | 'final';

export interface TokenNode {
  id: string;
  kind: TokenKind;
  of?: BpmnNode | undefined;
  /** Of a wait for a message that has had its patience: the event that ends it. */
  patience?: BpmnNode | undefined;
}

export interface TokenEdge {
  id: string;
  from: string;
  to: string;
  flow?: BpmnFlow | undefined;
  /** The event at the border of a step that takes this way. */
  event?: BpmnNode | undefined;
}

export interface TokenGraph {
  nodes: Map<string, TokenNode>;
  out: Map<string, TokenEdge[]>;
  into: Map<string, TokenEdge[]>;
  start: string;
  exit: string;
}

/** Where every token of the process has gone when it is over. */
export const EXIT = '#exit';
const START = '#start';

export function tokensOf(pool: BpmnGraph, problems: Problem[]): TokenGraph {
  const graph: TokenGraph = {
    nodes: new Map([[EXIT, { id: EXIT, kind: 'gather' }]]),
    out: new Map(),
    into: new Map(),
    start: START,
    exit: EXIT,
  };
  graph.start = new TokenMaker(graph, problems).open(pool, undefined);
  return graph;
}

export function waysOf(graph: TokenGraph, id: string): readonly TokenEdge[] {
  return graph.out.get(id) ?? [];
}

export function link(graph: TokenGraph, edge: TokenEdge): void {
  push(graph.out, edge.from, edge);
  push(graph.into, edge.to, edge);
}

function push<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [one]);
  else list.push(one);
}

interface Around {
  inside: BpmnGraph;
  /** Of a sub-process: where it is over. */
  over: string | undefined;
  /** Flows by the node that they leave, once gateways of ours are taken out. */
  leaving: Map<string, BpmnFlow[]>;
  arriving: Map<string, BpmnFlow[]>;
}

/** Adds what a process holds to the graph, element by element. */
class TokenMaker {
  readonly #graph: TokenGraph;
  readonly #problems: Problem[];

  constructor(graph: TokenGraph, problems: Problem[]) {
    this.#graph = graph;
    this.#problems = problems;
  }

  /** Adds all that stands in a graph; the id of where it begins. */
  open(inside: BpmnGraph, over: string | undefined): string {
    const around = aroundOf(inside, over, this.#problems);
    const starts = [...inside.nodes.values()].filter(({ type }) => type === 'startEvent');
    const main = starts.find(({ events }) => events.length === 0) ?? starts[0];
    for (const node of inside.nodes.values()) {
      if (this.#graph.nodes.has(node.id)) continue;
      if (node.type === 'startEvent' && node !== main) this.#tell(leftOut(node, 'second_start'));
      else this.#element(node, around);
    }
    return main === undefined ? this.#unstarted(around) : main.id;
  }

  #tell(said: Problem): void {
    this.#problems.push(said);
  }

  #add(id: string, kind: TokenKind, of?: BpmnNode): string {
    this.#graph.nodes.set(id, { id, kind, of });
    return id;
  }

  #connect(from: string, to: string, more: Partial<TokenEdge> = {}): void {
    link(this.#graph, { id: `${from}>${to}`, from, to, ...more });
  }

  #element(node: BpmnNode, around: Around): void {
    switch (node.type) {
      case 'startEvent':
        return this.#start(node, around);
      case 'endEvent':
        return this.#end(node, around);
      case 'intermediateThrowEvent':
        return this.#thrown(node, around);
      case 'intermediateCatchEvent':
        return this.#caught(node, around);
      case 'parallelGateway':
        return this.#gate(node, around);
      case 'complexGateway':
        return node.own?.has('join') ? this.#gate(node, around) : this.#choose(node, around, true);
      case 'exclusiveGateway':
        return this.#choose(node, around, false);
      case 'inclusiveGateway':
        return this.#choose(node, around, true);
      case 'eventBasedGateway':
        return this.#waitEither(node, around);
      case 'boundaryEvent':
        return undefined;
      default:
        return this.#activity(node, around);
    }
  }

  /** The token of each way out, from `from`; several ways at once are a fork behind it. */
  #spread(from: string, node: BpmnNode, around: Around): void {
    const flows = around.leaving.get(node.id) ?? [];
    if (flows.length === 0 && node.forCompensation !== true) return this.#endHere(from, around);
    let source = from;
    if (!node.type.endsWith('Gateway') && flows.length > 1 && !node.own?.has('step')) {
      const conditional = flows.some(({ condition }) => condition !== undefined);
      if (conditional) this.#tell(readAs(node, 'one_way'));
      source = this.#add(`${node.id}#ways`, conditional ? 'choice' : 'fork', node);
      this.#connect(from, source);
    }
    for (const flow of flows) this.#connect(source, flow.to, { id: flow.id, flow });
  }

  /** What leads nowhere ends there. */
  #endHere(from: string, { over }: Around): void {
    if (over !== undefined) return this.#connect(from, over);
    this.#connect(from, this.#add(`${from}#end`, 'end'));
    return this.#connect(`${from}#end`, EXIT);
  }

  #start(node: BpmnNode, around: Around): void {
    const inner = around.over !== undefined;
    if (node.events.length > 0 && !inner) this.#tell(readAs(node, 'start_event'));
    this.#spread(this.#add(node.id, inner ? 'pass' : 'step', node), node, around);
  }

  #end(node: BpmnNode, { over }: Around): void {
    const terminates = node.events.includes('terminate');
    if (node.events.length > 0 && !terminates) this.#tell(readAs(node, 'end_event'));
    if (over !== undefined) return this.#connect(this.#add(node.id, 'pass', node), over);
    this.#add(node.id, terminates ? 'final' : 'end', node);
    return terminates ? undefined : this.#connect(node.id, EXIT);
  }

  #thrown(node: BpmnNode, around: Around): void {
    // The end of a branch, as an export of ours draws it.
    if (node.own?.has('step')) return this.#spread(this.#add(node.id, 'end', node), node, around);
    const caught = [...around.inside.nodes.values()].find(
      (one) =>
        one.type === 'intermediateCatchEvent' && one.link !== undefined && one.link === node.link,
    );
    this.#add(node.id, 'pass', node);
    if (caught !== undefined) return this.#connect(node.id, caught.id);
    this.#tell(leftOut(node, node.events.length === 0 ? 'milestone' : 'thrown'));
    return this.#spread(node.id, node, around);
  }

  #caught(node: BpmnNode, around: Around): void {
    const linked = node.link !== undefined;
    const known = node.events.some((one) => one === 'message' || one === 'timer');
    if (!linked && !known) this.#tell(readAs(node, 'wait_message'));
    this.#spread(this.#add(node.id, linked ? 'pass' : 'step', node), node, around);
  }

  #gate(node: BpmnNode, around: Around): void {
    const joins = (around.arriving.get(node.id)?.length ?? 0) > 1;
    const forks = (around.leaving.get(node.id)?.length ?? 0) > 1;
    if (!forks || !joins) {
      const kind = joins ? 'join' : forks ? 'fork' : 'pass';
      return this.#spread(this.#add(node.id, kind, node), node, around);
    }
    this.#add(node.id, 'join', node);
    this.#connect(node.id, this.#add(`${node.id}#fork`, 'fork', node));
    return this.#spread(`${node.id}#fork`, node, around);
  }

  #choose(node: BpmnNode, around: Around, isForeign: boolean): void {
    const several = (around.leaving.get(node.id)?.length ?? 0) > 1;
    if (isForeign && several) this.#tell(readAs(node, 'one_way'));
    this.#spread(this.#add(node.id, several ? 'choice' : 'pass', node), node, around);
  }

  /** A message and a time: what BPMN writes as a gateway with two events is one step that waits. */
  #waitEither(node: BpmnNode, around: Around): void {
    const flows = around.leaving.get(node.id) ?? [];
    const events = flows.flatMap(({ to }) => around.inside.nodes.get(to) ?? []);
    const message = events.find(isMessage);
    const time = events.find((one) => one.events.includes('timer'));
    const alone = events.every(({ id }) => (around.arriving.get(id)?.length ?? 0) === 1);
    if (!message || !time || events.length !== 2 || !alone) return this.#choose(node, around, true);
    this.#graph.nodes.set(node.id, { id: node.id, kind: 'step', of: message, patience: time });
    for (const one of [message, time]) {
      this.#add(one.id, 'pass', one);
      this.#connect(node.id, one.id, one === time ? { event: time } : {});
      this.#spread(one.id, one, around);
    }
    return undefined;
  }

  #activity(node: BpmnNode, around: Around): void {
    if (node.byEvent === true) return this.#leave(node);
    if (node.loop !== undefined) this.#tell(readAs(node, 'once'));
    this.#add(node.id, node.inside === undefined ? 'step' : 'pass', node);
    let last = node.id;
    if (node.inside !== undefined) {
      this.#tell(readAs(node, 'opened_up'));
      last = this.#add(`${node.id}#over`, 'gather');
      this.#connect(node.id, this.open(node.inside, last));
    }
    this.#spread(last, node, around);
    for (const event of around.inside.nodes.values()) {
      if (event.type === 'boundaryEvent' && event.host === node.id) {
        this.#atBorder(event, node, around);
      }
    }
    return undefined;
  }

  /** With all that stands in it. */
  #leave(node: BpmnNode): void {
    this.#tell(leftOut(node, 'by_event'));
    for (const inner of node.inside?.nodes.values() ?? []) this.#leave(inner);
  }

  #atBorder(event: BpmnNode, host: BpmnNode, around: Around): void {
    const flows = around.leaving.get(event.id) ?? [];
    if (event.interrupts === false) return this.#tell(leftOut(event, 'does_not_interrupt'));
    const hasWay = host.inside === undefined && flows.length > 0;
    this.#tell(hasWay ? readAs(event, 'persons_way') : leftOut(event, 'boundary'));
    for (const flow of hasWay ? flows : []) {
      this.#connect(host.id, flow.to, { id: flow.id, flow, event });
    }
    return undefined;
  }

  /** Without a start event everything that nothing leads to begins. */
  #unstarted({ inside, arriving, over }: Around): string {
    const first = [...inside.nodes.values()].filter(
      ({ id, type, forCompensation }) =>
        (arriving.get(id)?.length ?? 0) === 0 &&
        type !== 'boundaryEvent' &&
        forCompensation !== true &&
        this.#graph.nodes.has(id),
    );
    const id = over === undefined ? START : `${over}#start`;
    this.#add(id, over === undefined ? 'step' : 'pass');
    let source = id;
    if (first.length > 1) {
      source = this.#add(`${id}#ways`, 'fork');
      this.#connect(id, source);
    }
    for (const one of first) this.#connect(source, one.id);
    if (first.length === 0) this.#connect(source, over ?? EXIT);
    return id;
  }
}

function aroundOf(inside: BpmnGraph, over: string | undefined, problems: Problem[]): Around {
  const around: Around = { inside, over, leaving: new Map(), arriving: new Map() };
  const ours = new Map<string, string>();
  for (const flow of inside.flows) {
    const gateway = inside.nodes.get(flow.to);
    if (gateway?.own?.has('ways')) ours.set(flow.to, flow.from);
  }
  for (const flow of inside.flows) {
    if (ours.get(flow.to) === flow.from) continue;
    const { to } = flow;
    const from = ours.get(flow.from) ?? flow.from;
    if (!inside.nodes.has(from) || !inside.nodes.has(to)) {
      problems.push(leftOut(flow, 'no_such_end'));
      continue;
    }
    push(around.leaving, from, { ...flow, from });
    push(around.arriving, to, flow);
  }
  for (const id of ours.keys()) inside.nodes.delete(id);
  return around;
}

function isMessage({ type, events }: BpmnNode): boolean {
  return type === 'receiveTask' || events.includes('message');
}

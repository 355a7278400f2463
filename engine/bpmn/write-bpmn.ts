/**
 * A flow as a BPMN 2.0 document with its diagram, valid by the standard's schema. A parallel block is
 * drawn as a fork and a join, several ways out of a task as a gateway behind it. What BPMN has no words
 * for (forms, posts, limits, audits, conditions on facts) stands in elements of our own, so that reading
 * the document gives the same flow; other tools pass over them.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import { enclosing } from '../flow/structure.ts';
import { element, isXmlText, xmlText, type Element } from '../exchange/write-xml.ts';
import { ok, problem, warning, type Language, type Problem, type Result } from '../problem.ts';
import type { Step, StepOf } from '../steps/registry.ts';
import { BPMN, BPMNDI, DC, DI, FLOWMETER, type Bounds } from './model.ts';
import { diagramOf } from './write-diagram.ts';
import type { Drawn, WrittenEdge, WrittenNode } from './written.ts';

export interface WriteOptions {
  /** Of the names; both languages are kept beside. */
  language: Language;
  /** Where steps stand and how large they are; of a block, its whole frame. */
  boxes: Readonly<Record<string, Bounds>>;
}

export interface WrittenBpmn {
  text: string;
  /** What other tools will not understand of it. */
  problems: Problem[];
}

export function writeBpmn(flow: FlowDefinition, options: WriteOptions): Result<WrittenBpmn> {
  if (!textsIn(flow).every(isXmlText)) {
    const what = {
      zh: `“${flow.name.zh}”的控制字符`,
      en: `Control characters in “${flow.name.en}”`,
    };
    return { ok: false, problems: [problem('exchange_unsayable', { what })] };
  }
  const { language } = options;
  const { nodes, edges } = new Writing(flow, options.language);
  const { kind: _, steps: __, $schema: ___, $export: ____, ...head } = flow;
  const pool = element(
    'process',
    { id: `p_${flow.id}`, name: flow.name[language], isExecutable: 'false' },
    [
      ...documentation(flow.description?.[language]),
      kept({ flow: JSON.stringify(head) }),
      ...nodes.map((node) => nodeElement(node, edges)),
      ...edges.map(flowElement),
    ],
  );
  const document = element(
    'definitions',
    {
      xmlns: BPMN,
      'xmlns:bpmndi': BPMNDI,
      'xmlns:dc': DC,
      'xmlns:di': DI,
      'xmlns:flowmeter': FLOWMETER,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      id: `d_${flow.id}`,
      targetNamespace: FLOWMETER,
      exporter: 'Flowmeter',
    },
    [pool, diagramOf(`p_${flow.id}`, nodes, edges, options.boxes)],
  );
  return ok({ text: xmlText(document), problems: unsaid(flow) });
}

class Writing {
  readonly nodes: WrittenNode[] = [];
  readonly edges: WrittenEdge[] = [];
  readonly #language: Language;
  /** Blocks that several ways lead to. */
  readonly #meeting: ReadonlySet<string>;
  readonly #ends: ReadonlyMap<string | undefined, string[]>;

  constructor(flow: FlowDefinition, language: Language) {
    this.#language = language;
    this.#meeting = blocksWithSeveralWays(flow);
    const ends = Object.entries(flow.steps).filter(([, { kind }]) => kind === 'end');
    const byBranch = Map.groupBy(ends, ([, { branch }]) => branch);
    this.#ends = new Map([...byBranch].map(([branch, all]) => [branch, all.map(([id]) => id)]));
    for (const [id, step] of Object.entries(flow.steps)) this.#step(id, step);
  }

  #add(id: string, type: string, drawn: Drawn, more: Partial<WrittenNode> = {}): string {
    const blank = { name: '', attributes: {}, description: undefined, own: {}, content: [] };
    this.nodes.push({ ...blank, ...more, id, type, drawn });
    return id;
  }

  #connect(from: string, to: string, more: Partial<WrittenEdge> = {}): string {
    const id = `f_${this.edges.length + 1}`;
    this.edges.push({ name: undefined, own: {}, condition: undefined, ...more, id, from, to });
    return id;
  }

  /** Where a way to a step leads. */
  #into(step: string): string {
    return this.#meeting.has(step) ? intoOf(step) : nodeOf(step);
  }

  #route(from: string, { to, id, ...rest }: Route): string {
    return this.#connect(from, this.#into(to), {
      name: rest.name?.[this.#language],
      own: { id, route: JSON.stringify(rest) },
      condition: rest.when === undefined ? undefined : JSON.stringify(rest.when),
    });
  }

  #step(id: string, one: Step): void {
    const name = one.name[this.#language];
    const words = { name, description: one.description?.[this.#language] };
    if (one.kind === 'parallel') return this.#block(id, one, words);
    const { routes, ...said } = one;
    const { type, attributes = {}, content = [] } = elementOf(one);
    const own = { id, step: JSON.stringify(said) };
    const more = { ...words, attributes, content, own };
    const node = this.#add(nodeOf(id), type, { as: 'step', step: id }, more);
    const ways: Route[] = routes;
    let from = node;
    if (ways.length > 1 && one.kind !== 'decision') {
      const drawn = { as: 'ways', step: id } as const;
      from = this.#add(`w_${id}`, 'exclusiveGateway', drawn, { own: { ways: id } });
      this.#connect(node, from);
    }
    for (const way of ways) {
      const flow = this.#route(from, way);
      const usual = one.kind === 'decision' && ways.length > 1 && way.when === undefined;
      if (usual) attributes['default'] = flow;
    }
    return undefined;
  }

  #block(id: string, step: StepOf<'parallel'>, words: Partial<WrittenNode>): void {
    const { routes, ...said } = step;
    const own = { id, block: JSON.stringify(said) };
    const fork = this.#add(
      nodeOf(id),
      'parallelGateway',
      { as: 'fork', step: id },
      { ...words, own },
    );
    if (this.#meeting.has(id))
      this.#connect(this.#merge(intoOf(id), { as: 'into', step: id }), fork);
    const type = (step.join ?? 'all') === 'all' ? 'parallelGateway' : 'complexGateway';
    const join = this.#add(joinOf(id), type, { as: 'join', step: id }, { own: { join: id } });
    for (const branch of step.branches) {
      this.#connect(fork, this.#into(branch.start), { name: branch.name[this.#language] });
      const ends = this.#ends.get(branch.id) ?? [];
      let last = join;
      if (ends.length > 1) {
        last = this.#merge(`m_${branch.id}`, { as: 'merge', step: ends[0] ?? id });
        this.#connect(last, join);
      }
      for (const end of ends) this.#connect(nodeOf(end), last);
    }
    for (const route of routes) this.#route(join, route);
  }

  #merge(id: string, drawn: Drawn): string {
    return this.#add(id, 'exclusiveGateway', drawn, { own: { merge: drawn.step } });
  }
}

function nodeOf(step: string): string {
  return `s_${step}`;
}

function intoOf(block: string): string {
  return `i_${block}`;
}

/** A fork that several ways led to would wait for all of them: they meet before it. */
function blocksWithSeveralWays({ steps }: FlowDefinition): Set<string> {
  const ways = Object.values(steps).flatMap((step) => (step.routes as Route[]).map(({ to }) => to));
  const starts = Object.values(steps).flatMap((step) =>
    step.kind === 'parallel' ? step.branches.map(({ start }) => start) : [],
  );
  const counts = Map.groupBy([...ways, ...starts], (to) => to);
  const several = [...counts].filter(([, all]) => all.length > 1).map(([to]) => to);
  return new Set(several.filter((to) => steps[to]?.kind === 'parallel'));
}

function joinOf(block: string): string {
  return `j_${block}`;
}

type Said = Pick<WrittenNode, 'type'> & Partial<Pick<WrittenNode, 'attributes' | 'content'>>;

function elementOf(step: Exclude<Step, { kind: 'parallel' }>): Said {
  switch (step.kind) {
    case 'start':
      return { type: 'startEvent' };
    case 'end':
      return { type: step.branch === undefined ? 'endEvent' : 'intermediateThrowEvent' };
    case 'decision':
      return { type: 'exclusiveGateway' };
    case 'auto':
      return {
        type: 'set' in step.does ? 'scriptTask' : 'send' in step.does ? 'serviceTask' : 'sendTask',
      };
    case 'wait':
      return { type: 'intermediateCatchEvent', content: [eventOf(step)] };
    case 'call':
      return { type: 'callActivity', attributes: { calledElement: step.flow || undefined } };
    case 'repeat': {
      const isSequential = String(step.mode === 'one_by_one');
      return {
        type: 'callActivity',
        attributes: { calledElement: step.flow || undefined },
        content: [element('multiInstanceLoopCharacteristics', { isSequential })],
      };
    }
    case 'task':
      return {
        type: 'userTask',
        attributes: { isForCompensation: step.compensates === true ? 'true' : undefined },
      };
    default:
      return step satisfies never;
  }
}

const durations = { wd: 'D', d: 'D', wh: 'H', h: 'H', min: 'M' } as const;

function eventOf(step: StepOf<'wait'>): Element {
  if (step.message !== undefined) return element('messageEventDefinition');
  const { for: period, until } = step;
  const time =
    period === undefined
      ? element('timeDate', expression, until?.fact ?? '')
      : element('timeDuration', expression, isoOf(period));
  return element('timerEventDefinition', {}, [time]);
}

const expression = { 'xsi:type': 'tFormalExpression' };

function isoOf({ value, unit }: { value: number; unit: keyof typeof durations }): string {
  const sign = durations[unit];
  return sign === 'D' ? `P${value}D` : `PT${value}${sign}`;
}

/** In the order of the standard's schema. */
function nodeElement(node: WrittenNode, edges: readonly WrittenEdge[]): Element {
  const { id, type, name, attributes, description, own, content } = node;
  return element(type, { id, name: name === '' ? undefined : name, ...attributes }, [
    ...documentation(description),
    kept(own),
    ...edges.filter(({ to }) => to === id).map((edge) => element('incoming', {}, edge.id)),
    ...edges.filter(({ from }) => from === id).map((edge) => element('outgoing', {}, edge.id)),
    ...content,
  ]);
}

function flowElement({ id, from, to, name, own, condition }: WrittenEdge): Element {
  const language = `${FLOWMETER}:condition`;
  return element('sequenceFlow', { id, name, sourceRef: from, targetRef: to }, [
    ...(Object.keys(own).length === 0 ? [] : [kept(own)]),
    ...(condition === undefined
      ? []
      : [element('conditionExpression', { ...expression, language }, condition)]),
  ]);
}

function documentation(text: string | undefined): Element[] {
  return text === undefined ? [] : [element('documentation', {}, text)];
}

function kept(own: Record<string, string>): Element {
  const content = Object.entries(own).map(([mark, text]) => element(`flowmeter:${mark}`, {}, text));
  return element('extensionElements', {}, content);
}

/** What means something else, or nothing, to a tool that knows BPMN alone. */
function unsaid(flow: FlowDefinition): Problem[] {
  const found: Problem[] = [];
  for (const [id, step] of Object.entries(flow.steps)) {
    for (const { to } of step.routes) {
      const around = enclosing(flow, to);
      if (step.branch === undefined || around.includes(step.branch)) continue;
      const { name } = step;
      const what = {
        zh: `“${name.zh}”离开分支时其他分支随之撤回`,
        en: `That the other branches are withdrawn when “${name.en}” leaves its own`,
      };
      found.push(warning('exchange_unsayable', { what }, `/steps/${id}/routes`));
    }
  }
  return found;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

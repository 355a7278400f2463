/** What another tool makes of a BPMN document: bpmn-moddle, the reader of bpmn-js and Camunda's modeler. */
import { BpmnModdle, type ModdleElement, type Parsed } from 'bpmn-moddle';

export interface Point {
  x: number;
  y: number;
}

export interface Bounds extends Point {
  width: number;
  height: number;
}

/** A way with what it leads from and to, as that tool follows the references. */
export interface Way {
  id: string;
  from: Node;
  to: Node;
  hasCondition: boolean;
  points: Point[];
}

interface Node {
  id: string;
  type: string;
  incoming: string[];
  outgoing: string[];
  /** The way that is taken where no condition holds. */
  usual: string | undefined;
  bounds: Bounds | undefined;
}

interface Elsewhere {
  /** What it could not make sense of. */
  warnings: string[];
  /** References that lead nowhere. */
  unresolved: string[];
  nodes: Node[];
  ways: Way[];
  /** Shapes and lines drawn for nothing, or twice for one thing. */
  astray: string[];
  /** The names of elements in the order in which that tool writes them: that of the standard's schema. */
  outline: string[];
}

export async function readElsewhere(text: string): Promise<Elsewhere> {
  const moddle = new BpmnModdle();
  const parsed = await moddle.fromXML(text);
  const { rootElement, references, warnings, elementsById } = parsed;
  const drawn = drawnIn(rootElement);
  const elements = elementsIn(rootElement);
  const shapes = new Map(drawn.map((one) => [idAt(one, 'bpmnElement'), one]));
  const nodes = elements.filter((one) => !isWay(one)).map((one) => nodeOf(one, shapes));
  const byId = new Map(nodes.map((one) => [one.id, one]));
  return {
    warnings: warnings.map(({ message }) => message),
    unresolved: references.filter(({ id }) => elementsById[id] === undefined).map(({ id }) => id),
    nodes,
    ways: elements.filter(isWay).flatMap((one) => wayOf(one, byId, shapes)),
    astray: strayIn(drawn, elements),
    outline: outlineOf((await moddle.toXML(rootElement)).xml),
  };
}

/** The names of elements in the order of the document, without prefixes. */
export function outlineOf(text: string): string[] {
  return [...text.matchAll(/<(\/?)(?:[\w-]+:)?([\w-]+)[^<>?]*?(\/?)>/g)].map(
    ([, end, name, empty]) => `${end}${name}${empty}`,
  );
}

function listOf(one: ModdleElement, property: string): ModdleElement[] {
  return (one.get(property) ?? []) as ModdleElement[];
}

function idAt(one: ModdleElement, property: string): string | undefined {
  return (one.get(property) as ModdleElement | undefined)?.id;
}

function elementsIn(root: Parsed['rootElement']): ModdleElement[] {
  const processes = listOf(root, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');
  return processes.flatMap((one) => listOf(one, 'flowElements'));
}

function drawnIn(root: Parsed['rootElement']): ModdleElement[] {
  return listOf(root, 'diagrams').flatMap((one) =>
    listOf(one.get('plane') as ModdleElement, 'planeElement'),
  );
}

function isWay({ $type }: ModdleElement): boolean {
  return $type === 'bpmn:SequenceFlow';
}

type Shapes = ReadonlyMap<string | undefined, ModdleElement>;

function nodeOf(one: ModdleElement, shapes: Shapes): Node {
  const id = one.id ?? '';
  return {
    id,
    type: one.$type,
    incoming: listOf(one, 'incoming').map((way) => way.id ?? ''),
    outgoing: listOf(one, 'outgoing').map((way) => way.id ?? ''),
    usual: idAt(one, 'default'),
    bounds: shapes.get(id)?.get('bounds') as Bounds | undefined,
  };
}

/** None where an end of it is no element of the process. */
function wayOf(one: ModdleElement, nodes: ReadonlyMap<string, Node>, shapes: Shapes): Way[] {
  const from = nodes.get(idAt(one, 'sourceRef') ?? '');
  const to = nodes.get(idAt(one, 'targetRef') ?? '');
  if (from === undefined || to === undefined) return [];
  const id = one.id ?? '';
  const line = shapes.get(id);
  const points = (line === undefined ? [] : listOf(line, 'waypoint')) as unknown as Point[];
  return [{ id, from, to, hasCondition: one.get('conditionExpression') !== undefined, points }];
}

function strayIn(drawn: readonly ModdleElement[], elements: readonly ModdleElement[]): string[] {
  const ids = new Set(elements.map(({ id }) => id));
  const seen = new Set<string | undefined>();
  return drawn.flatMap((one) => {
    const of = idAt(one, 'bpmnElement');
    const isStray = !ids.has(of) || seen.has(of);
    seen.add(of);
    return isStray ? [one.id ?? ''] : [];
  });
}

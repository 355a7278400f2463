/** From the text of a BPMN 2.0 document to what it says. */
import { linePlace, unreadable } from '../exchange/xml.ts';
import { failed, ok, type Result } from '../problem.ts';
import {
  BPMN,
  BPMNDI,
  DC,
  FLOWMETER,
  type Bounds,
  type BpmnFlow,
  type BpmnGraph,
  type BpmnModel,
  type BpmnNode,
  type BpmnProcess,
  type Named,
  type OwnWords,
} from './model.ts';
import { childrenOf, readXmlTree, textOf, type XmlNode } from './xml-tree.ts';

const NO_BPMN = { zh: '不是 BPMN 2.0 文件', en: 'it is no document of BPMN 2.0' };

/** Fails where the document is not to be read at all. */
export function readBpmnModel(text: string): Result<BpmnModel> {
  const read = readXmlTree(text);
  if (!read.ok) return read;
  const root = read.value;
  if (root.local !== 'definitions' || root.uri !== BPMN) {
    return failed(unreadable(NO_BPMN, linePlace(root.place)));
  }
  const others: Named[] = [];
  const pools = poolNames(root);
  const processes = childrenOf(root, BPMN, 'process').map((one) => processOf(one, pools, others));
  for (const collaboration of childrenOf(root, BPMN, 'collaboration')) {
    for (const one of childrenOf(collaboration, BPMN, 'messageFlow')) others.push(named(one));
    others.push(...artifactsOf(collaboration));
  }
  return ok({ processes, shapes: shapesOf(root), others });
}

/** Process id -> the name of its pool, which is what people call it. */
function poolNames(root: XmlNode): Map<string, string> {
  const pools = childrenOf(root, BPMN, 'collaboration').flatMap((one) =>
    childrenOf(one, BPMN, 'participant'),
  );
  return new Map(pools.map((one) => [localId(one.attributes.get('processRef')), nameOf(one)]));
}

function processOf(xml: XmlNode, pools: Map<string, string>, others: Named[]): BpmnProcess {
  const graph = graphOf(xml, others);
  const own = named(xml);
  const performers = new Map<string, string>();
  for (const set of childrenOf(xml, BPMN, 'laneSet')) readLanes(set, performers);
  for (const [id, node] of graph.nodes) node.lane ??= performers.get(id);
  describeByNotes(xml, graph, others);
  return {
    ...own,
    name: own.name || (pools.get(own.id) ?? ''),
    description: textOf(xml, BPMN, 'documentation'),
    own: ownOf(xml),
    ...graph,
  };
}

/** The innermost lane that names a node. */
function readLanes(set: XmlNode, performers: Map<string, string>): void {
  for (const lane of childrenOf(set, BPMN, 'lane')) {
    const name = nameOf(lane);
    if (name !== '') {
      for (const ref of childrenOf(lane, BPMN, 'flowNodeRef')) {
        performers.set(localId(ref.text.trim()), name);
      }
    }
    for (const inner of childrenOf(lane, BPMN, 'childLaneSet')) readLanes(inner, performers);
  }
}

/** Elements that stand in a flow. The rest of a process is data, artifacts and what tools add. */
const isNode = /(?:Event|[tT]ask|Gateway|subProcess|SubProcess|transaction|callActivity)$/;
const artifacts = /^(?:dataObject|dataObjectReference|dataStoreReference|textAnnotation|group)$/;

function graphOf(xml: XmlNode, others: Named[]): BpmnGraph {
  const graph: BpmnGraph = { nodes: new Map(), flows: [] };
  for (const child of xml.children) {
    if (child.uri !== BPMN) continue;
    if (child.local === 'sequenceFlow') graph.flows.push(flowOf(child));
    else if (isNode.test(child.local)) {
      const node = nodeOf(child, others);
      graph.nodes.set(node.id, node);
    }
  }
  others.push(...artifactsOf(xml).filter((one) => one.type !== 'textAnnotation'));
  return graph;
}

function artifactsOf(xml: XmlNode): Named[] {
  return xml.children
    .filter(({ uri, local }) => uri === BPMN && artifacts.test(local))
    .map((one) => ({ ...named(one), name: nameOf(one) || (textOf(one, BPMN, 'text') ?? '') }));
}

/** A note that is tied to an element describes it. */
function describeByNotes(xml: XmlNode, graph: BpmnGraph, others: Named[]): void {
  const notes = new Map(
    artifactsOf(xml)
      .filter((one) => one.type === 'textAnnotation')
      .map((one) => [one.id, one]),
  );
  for (const tie of childrenOf(xml, BPMN, 'association')) {
    const ends = ['sourceRef', 'targetRef'].map((end) => localId(tie.attributes.get(end)));
    const note = ends.map((id) => notes.get(id)).find((one) => one !== undefined);
    const node = ends.map((id) => graph.nodes.get(id)).find((one) => one !== undefined);
    if (note === undefined || node === undefined || note.name === '') continue;
    node.description = [node.description, note.name].filter(Boolean).join('\n');
    notes.delete(note.id);
  }
  others.push(...notes.values());
}

function nodeOf(xml: XmlNode, others: Named[]): BpmnNode {
  const { attributes } = xml;
  const definitions = xml.children.filter(
    ({ uri, local }) => uri === BPMN && local.endsWith('EventDefinition'),
  );
  const holds = /[sS]ubProcess$|^transaction$/.test(xml.local);
  const inside = holds ? graphOf(xml, others) : undefined;
  if (inside !== undefined) {
    const lanes = new Map<string, string>();
    for (const set of childrenOf(xml, BPMN, 'laneSet')) readLanes(set, lanes);
    for (const [id, node] of inside.nodes) node.lane ??= lanes.get(id);
    describeByNotes(xml, inside, others);
  }
  return {
    ...named(xml),
    events: definitions.map(({ local }) => local.slice(0, -'EventDefinition'.length)),
    timer: definitions.map(timerOf).find((one) => one !== undefined),
    link: definitions.find(({ local }) => local.startsWith('link'))?.attributes.get('name'),
    otherwise: optional(localId(attributes.get('default'))),
    called: optional(localId(attributes.get('calledElement'))),
    loop: loopOf(xml),
    host: optional(localId(attributes.get('attachedToRef'))),
    interrupts: attributes.get('cancelActivity') !== 'false',
    forCompensation: attributes.get('isForCompensation') === 'true',
    lane: undefined,
    description: textOf(xml, BPMN, 'documentation'),
    inside: inside !== undefined && inside.nodes.size > 0 ? inside : undefined,
    byEvent: attributes.get('triggeredByEvent') === 'true',
    own: ownOf(xml),
  };
}

const timers = { timeDuration: 'duration', timeDate: 'date', timeCycle: 'cycle' } as const;

function timerOf(definition: XmlNode): BpmnNode['timer'] {
  for (const [element, as] of Object.entries(timers)) {
    const text = textOf(definition, BPMN, element);
    if (text !== undefined) return { as, text };
  }
  return undefined;
}

function loopOf({ children }: XmlNode): BpmnNode['loop'] {
  const own = children.filter(({ uri }) => uri === BPMN);
  const names = new Set(own.map(({ local }) => local));
  if (names.has('multiInstanceLoopCharacteristics')) return 'each';
  return names.has('standardLoopCharacteristics') ? 'again' : undefined;
}

function flowOf(xml: XmlNode): BpmnFlow {
  return {
    ...named(xml),
    from: localId(xml.attributes.get('sourceRef')),
    to: localId(xml.attributes.get('targetRef')),
    condition: textOf(xml, BPMN, 'conditionExpression'),
    own: ownOf(xml),
  };
}

function ownOf(xml: XmlNode): OwnWords | undefined {
  const said = childrenOf(xml, BPMN, 'extensionElements')
    .flatMap(({ children }) => children)
    .filter(({ uri }) => uri === FLOWMETER);
  return said.length === 0 ? undefined : new Map(said.map(({ local, text }) => [local, text]));
}

function shapesOf(root: XmlNode): Map<string, Bounds> {
  const shapes = new Map<string, Bounds>();
  for (const diagram of childrenOf(root, BPMNDI, 'BPMNDiagram')) {
    for (const plane of childrenOf(diagram, BPMNDI, 'BPMNPlane')) {
      for (const shape of childrenOf(plane, BPMNDI, 'BPMNShape')) {
        const bounds = childrenOf(shape, DC, 'Bounds')[0];
        const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = [
          'x',
          'y',
          'width',
          'height',
        ].map((side) => Number(bounds?.attributes.get(side) ?? Number.NaN));
        const whole = [x, y, width, height].every((side) => Math.abs(side) < FARTHEST);
        const of = localId(shape.attributes.get('bpmnElement'));
        if (whole && !shapes.has(of)) shapes.set(of, { x, y, width, height });
      }
    }
  }
  return shapes;
}

const FARTHEST = 1e6;

function named(xml: XmlNode): Named {
  const id = xml.attributes.get('id') ?? `line_${xml.place.line}_${xml.place.column}`;
  return { id, type: xml.local, name: nameOf(xml), place: xml.place };
}

function nameOf(xml: XmlNode): string {
  return (xml.attributes.get('name') ?? '')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .slice(0, 500)
    .toWellFormed();
}

/** References may carry a prefix; ids do not. */
function localId(reference: string | undefined): string {
  const text = reference?.trim() ?? '';
  return text.slice(text.lastIndexOf(':') + 1);
}

function optional(text: string): string | undefined {
  return text === '' ? undefined : text;
}

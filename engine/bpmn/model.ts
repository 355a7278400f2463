/** What a BPMN 2.0 document says, element by element; nothing of it is judged here. */
import type { XmlPlace } from '../exchange/xml.ts';

export const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
export const BPMNDI = 'http://www.omg.org/spec/BPMN/20100524/DI';
export const DC = 'http://www.omg.org/spec/DD/20100524/DC';
export const DI = 'http://www.omg.org/spec/DD/20100524/DI';
/** Our own words in a BPMN document: what BPMN cannot say of a step, a route or a flow. */
export const FLOWMETER = 'urn:flowmeter:bpmn:1';

/** Where a shape stands, in the document's own pixels. */
export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** An element with a name, known by its id. */
export interface Named {
  id: string;
  /** The name of its element: `userTask`. */
  type: string;
  name: string;
  place: XmlPlace;
}

export interface BpmnNode extends Named {
  /** Kinds of its event definitions: `timer`, `message`, … */
  events: string[];
  /** What a timer says, as it is written, and which of the three it is. */
  timer?: { as: 'duration' | 'date' | 'cycle'; text: string } | undefined;
  /** The flow that is taken when no condition holds. */
  otherwise?: string | undefined;
  /** Of a call: the id of what is called. */
  called?: string | undefined;
  loop?: 'each' | 'again' | undefined;
  /** Of a boundary event: what it stands at, and whether that ends by it. */
  host?: string | undefined;
  interrupts?: boolean | undefined;
  forCompensation?: boolean | undefined;
  /** The lane, or who else is named to do it. */
  lane?: string | undefined;
  description?: string | undefined;
  /** Of a link event: the name that pairs it. */
  link?: string | undefined;
  /** Of a sub-process that is drawn open or has content. */
  inside?: BpmnGraph | undefined;
  byEvent?: boolean | undefined;
  /** What an earlier export of ours kept of it. */
  own?: OwnWords | undefined;
}

export interface BpmnFlow extends Named {
  from: string;
  to: string;
  condition?: string | undefined;
  own?: OwnWords | undefined;
}

/** JSON texts of ours, by the name of their element: `step`, `route`, `branch`, … */
export type OwnWords = ReadonlyMap<string, string>;

export interface BpmnGraph {
  nodes: Map<string, BpmnNode>;
  flows: BpmnFlow[];
}

export interface BpmnProcess extends Named, BpmnGraph {
  description?: string | undefined;
  own?: OwnWords | undefined;
}

export interface BpmnModel {
  processes: BpmnProcess[];
  /** Shapes by the element that they draw. */
  shapes: Map<string, Bounds>;
  /** What has no place in a flow: data, groups, messages between pools. */
  others: Named[];
}

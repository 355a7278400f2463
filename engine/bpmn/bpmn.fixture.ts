/**
 * BPMN documents in short: `start s`, `task a`, `and f`, `xor x`, `end e` are elements, `a > b` a flow;
 * `start s; and f; task a; …; s > f; f > a`. A name that stands in the text of an element is its own.
 */
import { BPMN } from './model.ts';

const elements: Readonly<Record<string, string>> = {
  start: 'startEvent',
  end: 'endEvent',
  task: 'userTask',
  and: 'parallelGateway',
  xor: 'exclusiveGateway',
  or: 'inclusiveGateway',
};

export interface Sketch {
  /** Id -> kind. */
  nodes: Map<string, string>;
  flows: [string, string][];
}

export function sketchOf(text: string): Sketch {
  const parts = text.split(/[;\n]/).map((part) => part.trim().split(/\s+/));
  const known = parts.filter((part) => part.length > 1);
  const flows = known.filter(([, sign]) => sign === '>');
  const nodes = known.filter(([, sign]) => sign !== '>');
  return {
    nodes: new Map(nodes.map(([kind = '', id = '']) => [id, kind])),
    flows: flows.map(([from = '', , to = '']) => [from, to]),
  };
}

export function documentOf(sketch: Sketch | string): string {
  const { nodes, flows } = typeof sketch === 'string' ? sketchOf(sketch) : sketch;
  const said = [...nodes].map(([id, kind]) => `<${elements[kind]} id="${id}" name="${id}"/>`);
  const ways = flows.map(
    ([from, to], index) => `<sequenceFlow id="f${index}" sourceRef="${from}" targetRef="${to}"/>`,
  );
  return processOf([...said, ...ways].join('\n'));
}

/** A document of one process with this content. */
export function processOf(content: string): string {
  return `<definitions xmlns="${BPMN}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<process id="p" name="P">${content}</process></definitions>`;
}

/** A whole XML document as a tree, bounded in size. */
import { readXml, type XmlPlace } from '../exchange/xml.ts';
import { failed, ok, type Result } from '../problem.ts';

export interface XmlNode {
  local: string;
  uri: string;
  place: XmlPlace;
  /** Attributes without a namespace, by name. */
  attributes: ReadonlyMap<string, string>;
  children: XmlNode[];
  /** Its own text, pieces joined. */
  text: string;
}

const limits = { depth: 64, elements: 200_000, characters: 16_000_000 };

export function readXmlTree(text: string): Result<XmlNode> {
  const open: XmlNode[] = [];
  let root: XmlNode | undefined;
  const wrong = readXml(
    text,
    {
      open({ local, uri, place, attributes }) {
        const own = attributes.filter((one) => one.uri === '').map((one) => [one.local, one.value]);
        const node: XmlNode = {
          local,
          uri,
          place,
          attributes: new Map(own as [string, string][]),
          children: [],
          text: '',
        };
        open.at(-1)?.children.push(node);
        root ??= node;
        open.push(node);
      },
      close: () => void open.pop(),
      text(piece) {
        const node = open.at(-1);
        if (node !== undefined) node.text += piece;
      },
    },
    limits,
  );
  return wrong !== undefined || root === undefined ? failed(...(wrong ? [wrong] : [])) : ok(root);
}

export function childrenOf(node: XmlNode, uri: string, local: string): XmlNode[] {
  return node.children.filter((one) => one.uri === uri && one.local === local);
}

/** The text of the first such child, trimmed; undefined where there is none or it is empty. */
export function textOf(node: XmlNode, uri: string, local: string): string | undefined {
  const text = childrenOf(node, uri, local)[0]?.text.trim();
  return text === '' ? undefined : text;
}

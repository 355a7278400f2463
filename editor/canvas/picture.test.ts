import { expect, test } from 'vitest';
import { readXmlTree, type XmlNode } from '@flowmeter/engine/bpmn/xml-tree.ts';
import { readBpmn } from '@flowmeter/engine/bpmn/read-bpmn.ts';
import { documentOf as bpmnOf, sketchOf } from '@flowmeter/engine/bpmn/bpmn.fixture.ts';
import { importedDocument } from '../document/imported.ts';
import { pictureOf } from './picture.ts';

const sketch = sketchOf(
  'start s; and f; task a; task b; and j; xor x; task c; end e; s > f; f > a; f > b; a > j; b > j; j > x; x > c; x > e; c > e',
);

function drawn(mark?: string) {
  const read = readBpmn(bpmnOf(sketch), { posts: [], flows: [], calendar: undefined });
  const flow = read.ok ? read.value.flows[0]?.flow : undefined;
  if (flow === undefined) throw new Error('not read');
  const document = importedDocument({ ...flow, name: { zh: '流程 <甲> & 乙', en: 'Flow' } }, {});
  const words = {
    posts: {},
    facts: {},
    language: 'zh' as const,
    limit: () => '',
    ...(mark && { mark }),
  };
  const picture = pictureOf(document, words);
  const tree = readXmlTree(picture.svg);
  if (!tree.ok) throw new Error(JSON.stringify(tree.problems));
  return { document, picture, svg: tree.value };
}

function all(node: XmlNode): XmlNode[] {
  return [node, ...node.children.flatMap(all)];
}

test('a picture that is taken away says at its foot who took it', () => {
  const [plain, marked] = [drawn(), drawn('#flowmeter-export x1 olga')];
  const said = all(marked.svg).filter(({ text }) => text === '#flowmeter-export x1 olga');
  expect(said.map(({ local }) => local)).toEqual(['text']);
  expect(Number(said[0]?.attributes.get('y'))).toBeGreaterThan(plain.picture.height - 32);
  expect(Number(said[0]?.attributes.get('y'))).toBeLessThan(marked.picture.height);
});

test('a picture is one SVG document with every step, every line and every word', () => {
  const { document, svg } = drawn();
  const nodes = all(svg);
  const words = nodes.filter(({ local }) => local === 'text').map(({ text }) => text);
  const names = Object.values(document.flow.steps).map(({ name }) => name.zh);
  expect(names.filter((name) => !words.includes(name))).toEqual([]);
  expect(words).toContain('流程 <甲> & 乙');
  const lines = Object.values(document.flow.steps).flatMap(({ routes }) => routes).length + 2;
  const paths = nodes.filter(({ local }) => local === 'path');
  const drawnLines = paths.filter(({ attributes }) => attributes.has('marker-end'));
  expect(drawnLines).toHaveLength(lines);
});

test('everything is within its edges', () => {
  const { picture, svg } = drawn();
  expect(svg.attributes.get('viewBox')).toBe(`0 0 ${picture.width} ${picture.height}`);
  expect(picture.width).toBeGreaterThan(300);
});

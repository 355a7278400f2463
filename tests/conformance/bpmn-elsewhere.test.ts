/**
 * Every process that we export is read by another tool without a warning, means there what it means here,
 * and is drawn whole: our own flows, one with every kind of step, and what was imported from the models of
 * the BPMN Model Interchange Working Group. Coming back, its steps stand where they stood.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { documentOf, type FlowDocument } from '@flowmeter/editor/document/document.ts';
import { boxesOf } from '@flowmeter/editor/document/geometry.ts';
import { importedDocument } from '@flowmeter/editor/document/imported.ts';
import { withPlaces } from '@flowmeter/editor/document/place-missing.ts';
import { readBpmn } from '@flowmeter/engine/bpmn/read-bpmn.ts';
import { writeBpmn } from '@flowmeter/engine/bpmn/write-bpmn.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { declaredText } from '@flowmeter/engine/exchange/declared-text.ts';
import type { Result } from '@flowmeter/engine/problem.ts';
import { loadPack } from '@flowmeter/server/pack-files.ts';
import {
  type Bounds,
  outlineOf,
  type Point,
  readElsewhere,
  type Way,
} from './bpmn-elsewhere.fixture.ts';

const around = { posts: [], flows: [], calendar: 'cn' };

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

type Named = [name: string, document: FlowDocument];

async function flowsOf(folder: string): Promise<Named[]> {
  const { pack } = await loadPack(new URL(folder, import.meta.url).pathname);
  return all(pack, 'flow').map((flow) => {
    const layout = all(pack, 'layout').find((one) => one.flow === flow.id) ?? null;
    return [flow.id, withPlaces(documentOf(flow, layout))];
  });
}

const models = new URL('../../../shared/data/bpmn/miwg/', import.meta.url);

function importedFrom(file: string): Named[] {
  const text = valueOf(declaredText(readFileSync(new URL(file, models))));
  return valueOf(readBpmn(text, around)).flows.map(({ flow, places }) => [
    `${file} ${flow.id}`,
    importedDocument(flow, places),
  ]);
}

const documents: Named[] = [
  ...(await flowsOf('../../definitions/power-supply/')),
  ...(await flowsOf('../../definitions/imported-logs/')),
  ...(await flowsOf('./every-kind/')),
  ...readdirSync(models)
    .filter((name) => name.endsWith('.bpmn'))
    .flatMap(importedFrom),
];

function exported({ flow, layout }: FlowDocument): string {
  const boxes = Object.fromEntries(boxesOf({ flow, layout }));
  return valueOf(writeBpmn(flow, { language: 'zh', boxes })).text;
}

const isOn = ({ x, y }: Point, box: Bounds) =>
  x >= box.x - 1 && x <= box.x + box.width + 1 && y >= box.y - 1 && y <= box.y + box.height + 1;

const leadsFromShapeToShape = ({ from, to, points }: Way) =>
  isOn(points[0]!, from.bounds!) && isOn(points.at(-1)!, to.bounds!);

const covers = (one: Bounds, other: Bounds) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe.each(documents)('%s', async (_, document) => {
  const text = exported(document);
  const read = await readElsewhere(text);
  const { nodes, ways } = read;

  test('is understood: no warning, no reference that leads nowhere, the order of the schema', () => {
    expect(read.warnings).toEqual([]);
    expect(read.unresolved).toEqual([]);
    expect(read.outline).toEqual(outlineOf(text));
  });

  test('says at each element which ways come and go', () => {
    for (const { id, incoming, outgoing } of nodes) {
      expect(incoming).toEqual(ways.filter(({ to }) => to.id === id).map((way) => way.id));
      expect(outgoing).toEqual(ways.filter(({ from }) => from.id === id).map((way) => way.id));
    }
  });

  test('begins at a start and ends at an end; only choices have conditions, the usual way has none', () => {
    const into = ways.map(({ to }) => to.type);
    const from = ways.map((way) => way.from.type);
    expect(into).not.toContain('bpmn:StartEvent');
    expect(from).not.toContain('bpmn:EndEvent');
    const conditional = ways.filter(({ hasCondition }) => hasCondition);
    expect(conditional.map((way) => way.from.type)).not.toContain('bpmn:ParallelGateway');
    const usual = ways.filter((way) => way.from.usual === way.id);
    expect(usual).toHaveLength(nodes.filter((one) => one.usual !== undefined).length);
    expect(usual.filter(({ hasCondition }) => hasCondition)).toEqual([]);
  });

  test('is drawn whole: a shape for each element, a line from shape to shape for each way', () => {
    expect(read.astray).toEqual([]);
    expect(nodes.filter(({ bounds }) => bounds === undefined)).toEqual([]);
    const loose = ways.filter((way) => !leadsFromShapeToShape(way));
    expect(loose.map(({ id }) => id)).toEqual([]);
  });

  test('has no shape that covers another', () => {
    const covered = nodes.flatMap((one, at) =>
      nodes
        .slice(at + 1)
        .filter((other) => covers(one.bounds!, other.bounds!))
        .map((other) => `${one.id} ${other.id}`),
    );
    expect(covered).toEqual([]);
  });

  test('comes back with every step where it stood', () => {
    const back = valueOf(readBpmn(text, around)).flows[0]!;
    const { layout } = importedDocument(back.flow, back.places);
    const placesOf = (positions: Record<string, Point>) =>
      Object.entries(document.flow.steps)
        .filter(([, step]) => !('branches' in step))
        .map(([id]) => [id, positions[id]]);
    expect(placesOf(layout.positions)).toEqual(placesOf(document.layout.positions));
  });
});

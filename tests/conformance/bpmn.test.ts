/**
 * The interchange models of the BPMN Model Interchange Working Group. What is imported is kept with its
 * place; what is not is listed; and what is exported comes back as it was.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBpmnModel } from '@flowmeter/engine/bpmn/read-model.ts';
import { readBpmn, type ReadBpmn } from '@flowmeter/engine/bpmn/read-bpmn.ts';
import { writeBpmn } from '@flowmeter/engine/bpmn/write-bpmn.ts';
import type { BpmnGraph } from '@flowmeter/engine/bpmn/model.ts';
import { declaredText } from '@flowmeter/engine/exchange/declared-text.ts';
import { excerpt } from '@flowmeter/engine/exchange/xml.ts';
import type { Result } from '@flowmeter/engine/problem.ts';
import { canonical } from '@flowmeter/engine/definition/hash.ts';

const folder = new URL('../../../shared/data/bpmn/miwg/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
const around = { posts: [], flows: [], calendar: 'cn' };

function textOf(file: string): string {
  return valueOf(declaredText(readFileSync(new URL(file, folder))));
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const imported = (text: string) => valueOf(readBpmn(text, around));

/** As it stands in the report of what was not kept. */
function labelOf({ id, name }: { id: string; name: string }): string {
  return excerpt(name || id);
}

/**
 * Gateways, links and the beginnings and ends of sub-processes are where ways meet: they are in the routes,
 * not among the steps.
 */
function stepsIn(graph: BpmnGraph, isInner = false): { id: string; name: string }[] {
  return [...graph.nodes.values()].flatMap((node) => {
    if (node.inside !== undefined) return stepsIn(node.inside, node.byEvent !== true);
    const onWay = node.type.endsWith('Gateway') || node.link !== undefined;
    const innerEdge = isInner && ['startEvent', 'endEvent'].includes(node.type);
    return onWay || innerEdge ? [] : [{ id: node.id, name: node.name }];
  });
}

/** What is neither a step nor listed. */
function lostOf(nodes: { id: string; name: string }[], { flows, problems }: ReadBpmn) {
  const said = [...problems, ...flows.flatMap((flow) => flow.problems)];
  const listed = new Set(said.map((one) => one.details['name']));
  const kept = new Set(flows.flatMap((flow) => Object.keys(flow.kept)));
  return nodes.filter((node) => !kept.has(node.id) && !listed.has(labelOf(node)));
}

test('all sixteen models are there', () => {
  expect(files).toHaveLength(16);
});

describe.each(files)('%s', (file) => {
  const text = textOf(file);
  const model = valueOf(readBpmnModel(text));
  const read = imported(text);
  const { flows } = read;

  test('every element is a step or is listed', () => {
    expect(
      lostOf(
        model.processes.flatMap((one) => stepsIn(one)),
        read,
      ),
    ).toEqual([]);
  });

  test('what was kept has its place, where the document drew it', () => {
    for (const { kept, places } of flows) {
      const drawn = Object.entries(kept).filter(([element]) => model.shapes.has(element));
      for (const [step, elements] of Map.groupBy(drawn, ([, one]) => one)) {
        expect(elements.map(([element]) => model.shapes.get(element))).toContainEqual(places[step]);
      }
    }
  });

  test('what is exported comes back: flows, shapes and ways', () => {
    for (const { flow, places } of flows) {
      const made = valueOf(writeBpmn(flow, { language: 'en', boxes: places }));
      const [back] = imported(made.text).flows;
      expect(canonical(back!.flow)).toBe(canonical(flow));
      expect(back!.problems).toEqual([]);
      expect(Object.keys(back!.places).toSorted()).toEqual(Object.keys(flow.steps).toSorted());
    }
  });
});

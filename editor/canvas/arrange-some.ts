/** Auto-layout of some steps: they are arranged among themselves, where they stand. */
import { type FlowDocument, type Point, waysOf, withInside } from '../document/document.ts';
import { boundsOf, type Box, boxOf, centreOf, snapped } from '../document/geometry.ts';
import type { Arrange } from './arrange.ts';

/** Steps of one line are arranged together; their upper edge and their middle stay. */
export async function arrangeSome(
  document: FlowDocument,
  steps: readonly string[],
  arrange: Arrange,
): Promise<Record<string, Point>> {
  const found = await Promise.all(
    linesAmong(document, steps).map(async (line) => {
      const part = partOf(document, line);
      const positions = await arrange(part);
      const arranged = { ...part, layout: { ...part.layout, positions } };
      return inPlaceOf(around(document, line), around(arranged, line), positions);
    }),
  );
  return Object.assign({}, ...found);
}

/** The outermost of the steps, by the branch they stand in. */
function linesAmong({ flow }: FlowDocument, steps: readonly string[]): string[][] {
  const inner = new Set(
    steps.flatMap((id) => [...withInside(flow, [id])].filter((one) => one !== id)),
  );
  const lines = Map.groupBy(
    steps.filter((id) => flow.steps[id] !== undefined && !inner.has(id)),
    (id) => flow.steps[id]?.branch ?? '',
  );
  return [...lines.values()];
}

/** A flow of nothing but these steps of one line, with what stands inside them. */
function partOf(document: FlowDocument, line: readonly string[]): FlowDocument {
  const held = withInside(document.flow, line);
  const steps: FlowDocument['flow']['steps'] = {};
  for (const id of held) {
    const step = structuredClone(document.flow.steps[id]);
    if (step === undefined) continue;
    const ways = waysOf(step).splice(0);
    waysOf(step).push(...ways.filter(({ to }) => held.has(to)));
    if (line.includes(id)) delete step.branch;
    steps[id] = step;
  }
  return { ...document, flow: { ...document.flow, steps } };
}

function around(document: FlowDocument, line: readonly string[]): Box {
  const box = boundsOf(line.map((id) => boxOf(document, id)));
  return box ?? { x: 0, y: 0, width: 0, height: 0 };
}

function inPlaceOf(before: Box, after: Box, positions: Record<string, Point>) {
  const by = { x: centreOf(before).x - centreOf(after).x, y: before.y - after.y };
  return Object.fromEntries(
    Object.entries(positions).map(([id, at]) => [id, snapped({ x: at.x + by.x, y: at.y + by.y })]),
  );
}

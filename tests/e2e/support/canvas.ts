/** What the owner does on the canvas, and where things are there. */
import type { Locator, Page } from 'playwright-core';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Product } from './product.ts';
import type { Visitor } from './visitor.ts';

/** A draft is saved a second after it was changed, or later where much else is going on. */
export const saved = { timeout: 20_000 };

export interface Place {
  x: number;
  y: number;
}

/** A draft of the flow for a new connection, on the screen; answers its id. */
export async function openDraft(visitor: Visitor, running: Product): Promise<string> {
  const started = await running.as('zhouqi').post('/api/drafts', { kind: 'flow', id: 'hv_new' });
  const { id } = started.body as unknown as { id: string };
  await visitor.signIn('zhouqi');
  await visitor.open(`/drafts/${id}`);
  await visitor.page.locator('.react-flow__node').first().waitFor();
  return id;
}

/** The flow as its draft is saved. */
export async function savedFlow(running: Product, id: string): Promise<FlowDefinition> {
  const { body } = await running.as('zhouqi').get(`/api/drafts/${id}`);
  return (body as unknown as { content: FlowDefinition }).content;
}

export function stepNamed(page: Page, name: string): Locator {
  const own = page.locator('.step-name').and(page.getByText(name, { exact: true }));
  return page.locator('.react-flow__node').filter({ has: own });
}

export async function centreOf(one: Locator): Promise<Place> {
  const { x, y, width, height } = (await one.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

/** Half-way along a route, in the window. */
export function middleOf(page: Page, key: string): Promise<Place> {
  return page
    .locator(`.react-flow__edge[data-id="${key}"] path.react-flow__edge-path`)
    .evaluate((drawn) => {
      const path = drawn as SVGPathElement;
      const half = path.getPointAtLength(path.getTotalLength() / 2);
      const { x, y } = half.matrixTransform(path.getScreenCTM()!);
      return { x, y };
    });
}

/** Types a name where the canvas asks for one. */
export async function named(page: Page, name: string): Promise<void> {
  const field = page.locator('input.step-rename');
  await field.fill(name);
  await field.press('Enter');
  await field.waitFor({ state: 'detached' });
}

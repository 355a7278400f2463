/**
 * The console as people meet it: the built product behind a real server in Chromium. A flow of 1,000 steps
 * is panned and dragged beside a canvas with a single task, turn and turn about; then the main screens.
 */
import { find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { DEMO_PASSWORD } from '@flowmeter/server/seed/seed.ts';
import type { Browser, Page } from 'playwright-core';
import { startProduct, type Product } from '../e2e/support/product.ts';
import { launchBrowser } from '../support/browser.ts';
import { filesOf, initialFiles } from '../support/weight.ts';
import { type Drawing, drawingOf } from './canvas-flow.ts';
import {
  checkAfterEdit,
  drag,
  fullSize,
  middle,
  openDraft,
  pan,
  pageOf,
  signIn,
  type Steadiness,
} from './canvas-page.ts';
import { type Figure, median, rounded } from './figures.ts';
import { kilobytes, measureScreens } from './screens.ts';

const ROUNDS = 5;
const now = '2026-06-10T10:00:00+08:00';
const OWNER = 'zhouqi';

export async function measureCanvas(pack: Pack): Promise<Figure[]> {
  await using product = await startProduct(now, true);
  const browser = await launchBrowser();
  try {
    return [
      ...(await canvasFigures(product, browser, pack)),
      ...(await measureScreens(product, browser)),
    ];
  } finally {
    await browser.close();
  }
}

async function canvasFigures(product: Product, browser: Browser, pack: Pack): Promise<Figure[]> {
  const like = find(pack, 'flow', 'hv_new');
  if (like === undefined) throw new Error('the flow is not there');
  const large = await drafted(product, drawingOf(1000, like, 'bench_1000'));
  const middling = await drafted(product, drawingOf(100, like, 'bench_100'));
  const empty = await drafted(product, drawingOf(3, like, 'bench_empty'));
  const page = await pageOf(browser, product.origin);
  await signIn(page, OWNER, DEMO_PASSWORD);
  await openDraft(page, large);
  const found = rounds();
  for (let round = 0; round < ROUNDS; round++) {
    found.open100.push(await openDraft(page, middling));
    await openDraft(page, empty);
    await gestures(page, found.empty);
    found.open1000.push(await openDraft(page, large));
    found.checks.push(await checkAfterEdit(page, 'd0'));
    await gestures(page, found.large);
  }
  const files = new Set([...(await initialFiles(product.origin)), ...(await filesOf(page))]);
  await page.context().close();
  const peer = '550 KB, the inbox and 150';
  return [...figuresOf(found), await kilobytes(product.origin, 'editor_brotli_kb', files, peer)];
}

interface Gestures {
  pan: Steadiness[];
  drag: Steadiness[];
}

const noGestures = (): Gestures => ({ pan: [], drag: [] });

function rounds() {
  return {
    open100: [] as number[],
    open1000: [] as number[],
    checks: [] as number[],
    empty: noGestures(),
    large: noGestures(),
  };
}

async function gestures(page: Page, found: Gestures): Promise<void> {
  await fullSize(page);
  found.pan.push(await pan(page));
  found.drag.push(await drag(page));
}

function figuresOf({ open100, open1000, checks, empty, large }: ReturnType<typeof rounds>) {
  const ways = (['pan', 'drag'] as const).map((way) => {
    const [ours, bare] = [middle(large[way]), middle(empty[way])];
    const said = `${way} ${ours.fps.toFixed(1)} beside ${bare.fps.toFixed(1)} frames/s, 95 of 100 within ${ours.slow.toFixed(0)} beside ${bare.slow.toFixed(0)} ms`;
    return { ratio: ours.fps / bare.fps, said };
  });
  return [
    {
      name: 'canvas_1000_drag_fps_vs_empty',
      value: rounded(Math.min(...ways.map(({ ratio }) => ratio))),
      unit: 'x',
      peer: 'a canvas with one task, panned and dragged at 100 %',
      detail: ways.map(({ said }) => said).join('; '),
    },
    seconds('canvas_1000_open_seconds', open1000, 'three seconds, until a step can be worked with'),
    seconds('canvas_100_open_seconds', open100, 'one and a half seconds'),
    {
      name: 'flow_checks_ms',
      value: rounded(median(checks)),
      unit: 'ms',
      peer: '300 ms from an edit until it is said what is wrong, at 1,000 steps',
      detail: checks.map((ms) => ms.toFixed(0)).join(', '),
    },
  ];
}

function seconds(name: string, found: readonly number[], peer: string): Figure {
  const detail = found.map((one) => one.toFixed(2)).join(', ');
  return { name, value: rounded(median(found)), unit: 's', peer, detail };
}

async function drafted(product: Product, { flow, layout }: Drawing): Promise<string> {
  const owner = product.as(OWNER);
  const { body: draft } = await owner.post('/api/drafts', { kind: 'flow', id: flow.id });
  const saved = { content: flow, layout };
  const answer = await owner.put(`/api/drafts/${draft.id}`, saved, draft.revision);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return draft.id;
}

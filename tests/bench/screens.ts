/**
 * The main screens as a person meets them: how soon the largest thing is drawn, how long a key or a press
 * takes until it is seen, how much moves about; and the kilobytes that are sent for them.
 */
import { DEMO_PASSWORD } from '@flowmeter/server/seed/seed.ts';
import type { Browser, Page } from 'playwright-core';
import type { Product } from '../e2e/support/product.ts';
import { brotliKb, filesOf, initialFiles } from '../support/weight.ts';
import { pageOf, signIn } from './canvas-page.ts';
import { type Figure, median, rounded } from './figures.ts';

const ROUNDS = 3;

interface Vitals {
  lcp: number;
  inp: number;
  cls: number;
}

/** Screens by the account that works with them. */
const walks: Record<string, string[]> = {
  lina: ['/', '/inbox', '/cases', '/cases/new'],
  sunli: ['/', '/findings', '/changes', '/audit-log'],
  zhouqi: ['/', '/flows', '/flows/hv_new', '/rules', '/rules/connection'],
};

export async function measureScreens(product: Product, browser: Browser): Promise<Figure[]> {
  const page = await pageOf(browser, product.origin);
  await page.addInitScript(watchVitals);
  const found = new Map<string, Vitals[]>();
  const files = new Map<string, Set<string>>();
  for (const [account, paths] of Object.entries(walks)) {
    await page.context().clearCookies();
    await signIn(page, account, DEMO_PASSWORD);
    for (const path of paths.flatMap((one) => Array.from({ length: ROUNDS }, () => one))) {
      const name = `${account} ${path}`;
      found.set(name, [...(found.get(name) ?? []), await vitalsAt(page, path)]);
      files.set(name, new Set(await filesOf(page)));
    }
  }
  await page.context().close();
  return [...vitalFigures(found), ...(await sizesOf(product.origin, files))];
}

/** Opens a screen, opens the list of commands by its keys, types, and closes it. */
async function vitalsAt(page: Page, path: string): Promise<Vitals> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  const before = await page.evaluate(readVitals);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().waitFor();
  await page.keyboard.type('an');
  await page.keyboard.press('Escape');
  await page.evaluate(drawn);
  const after = await page.evaluate(readVitals);
  return { lcp: before.lcp, cls: after.cls, inp: after.inp };
}

/** Runs in the page: what was done is drawn, and whoever watches has been told. */
function drawn(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => resolve()))),
  );
}

/** Runs in the page, before it. */
function watchVitals(): void {
  const vitals = { lcp: 0, inp: 0, cls: 0 };
  Object.assign(globalThis, { vitals });
  const asked = { buffered: true, durationThreshold: 16 };
  const watch = (type: string, see: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, ...asked });
  watch('largest-contentful-paint', (entry) => (vitals.lcp = entry.startTime));
  watch('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as unknown as {
      value: number;
      hadRecentInput: boolean;
    };
    if (!hadRecentInput) vitals.cls += value;
  });
  watch('event', (entry) => {
    const { interactionId, duration } = entry as unknown as {
      interactionId: number;
      duration: number;
    };
    if (interactionId > 0) vitals.inp = Math.max(vitals.inp, duration);
  });
}

function readVitals(): Vitals {
  return { ...(globalThis as unknown as { vitals: Vitals }).vitals };
}

/** Of each screen the median of its rounds; of all screens the worst. */
function vitalFigures(found: ReadonlyMap<string, Vitals[]>): Figure[] {
  const worst = (what: keyof Vitals) =>
    [...found]
      .map(([name, all]) => ({ name, value: median(all.map((one) => one[what])) }))
      .reduce((one, other) => (other.value > one.value ? other : one));
  const [lcp, inp, cls] = [worst('lcp'), worst('inp'), worst('cls')];
  const figure = (name: string, value: number, unit: string, peer: string, where: string) => ({
    name,
    value: rounded(value),
    unit,
    peer,
    detail: `the worst of ${found.size} screens: ${where}`,
  });
  return [
    figure('screens_lcp_seconds', lcp.value / 1000, 's', '2.5 s', lcp.name),
    figure('screens_inp_ms', inp.value, 'ms', '200 ms', inp.name),
    figure('screens_cls', cls.value, '', '0.1', cls.name),
  ];
}

/** Of first screens the heaviest: what each role has at hand differs. */
async function sizesOf(
  origin: string,
  files: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Figure[]> {
  const initial = await initialFiles(origin);
  const first: Figure[] = [];
  for (const [name, own] of files) {
    if (!name.endsWith(' /')) continue;
    const all = new Set([...initial, ...own]);
    first.push(
      await kilobytes(origin, 'initial_script_brotli_kb', all, '250 KB, the first screen'),
    );
  }
  const inbox = new Set([...initial, ...(files.get('lina /inbox') ?? [])]);
  return [
    first.reduce((one, other) => (other.value > one.value ? other : one)),
    await kilobytes(origin, 'inbox_brotli_kb', inbox, '400 KB, all that the inbox has'),
  ];
}

/** A figure of the size of files. */
export async function kilobytes(
  origin: string,
  name: string,
  files: ReadonlySet<string>,
  peer: string,
): Promise<Figure> {
  const value = rounded(await brotliKb(origin, files));
  return { name, value, unit: 'KB', peer, detail: `${files.size} scripts and styles` };
}

/** A person at a browser. Whatever the page complains of on the way fails the test. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, ConsoleMessage, Page } from 'playwright-core';
import { expect, onTestFailed } from 'vitest';
import { DEMO_PASSWORD } from '@flowmeter/server/seed/seed.ts';
import { accessibilityFaults } from './accessibility.ts';

const artefacts = fileURLToPath(new URL('../artefacts/', import.meta.url));
mkdirSync(artefacts, { recursive: true });

export interface VisitorOptions {
  /** As if chosen before; the browser's own when absent. */
  language?: 'zh' | 'en';
  browser: Browser;
  origin: string;
  /** What the browser takes for the time; the machine's own when absent. */
  now?: string;
  theme?: 'light' | 'dark';
  width?: number;
  /** Things move, as for those who do not mind; else they only change. */
  motion?: boolean;
}

export interface Visitor extends AsyncDisposable {
  page: Page;
  /** Signs in through the screen. */
  signIn: (account: string) => Promise<void>;
  open: (path: string) => Promise<void>;
  /** The browser's clock, to be kept with the server's. */
  at: (instant: string) => Promise<void>;
  /** Answers of the API that the browser calls failures are a part of this test: `409`, `422`. */
  expectRefusal: (status: number) => void;
  /** From now on the server may be away. */
  expectOutage: () => void;
  /** A picture of the screen; axe finds nothing on it. */
  look: (name: string) => Promise<void>;
  picture: (name: string) => Promise<void>;
  /** Everything that the pages complained of so far. */
  complaints: string[];
}

export async function visit(options: VisitorOptions): Promise<Visitor> {
  const { browser, origin, now, language, theme = 'light', width = 1366, motion = false } = options;
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width, height: width === 1920 ? 1080 : 860 },
    colorScheme: theme,
    reducedMotion: motion ? 'no-preference' : 'reduce',
  });
  context.setDefaultTimeout(30_000);
  if (language !== undefined) await context.addInitScript(remember, language);
  await context.addInitScript(tellViolations);
  if (now !== undefined) await context.clock.setFixedTime(new Date(now));
  const complaints: string[] = [];
  const expected = new Set<number>();
  await watch(context, complaints, expected);
  const page = await context.newPage();
  const seen: string[] = [];
  onTestFailed(
    () => void process.stderr.write(['where a visitor was left:', ...seen, ''].join('\n')),
  );
  const open = async (path: string) => {
    await page.goto(path);
    await settled(page);
  };
  const picture = async (name: string) => {
    await page.screenshot({ path: `${artefacts}${name}.png`, animations: 'disabled' });
  };
  return {
    page,
    complaints,
    open,
    picture,
    signIn: async (account) => {
      await context.clearCookies();
      await open('/login');
      await page.getByRole('textbox', { name: /账号|Account/ }).fill(account);
      await page.getByLabel(/^(密码|Password)$/).fill(DEMO_PASSWORD);
      await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
      await page.getByRole('navigation').first().waitFor();
      await settled(page);
    },
    at: (instant) => context.clock.setFixedTime(new Date(instant)),
    expectRefusal: (status) => void expected.add(status),
    expectOutage: () => void expected.add(NO_ANSWER),
    look: async (name) => {
      // A screen whose words are still on their way is no screen yet.
      await page.locator('h1').first().waitFor({ state: 'attached' });
      await settled(page);
      await picture(name);
      expect(await accessibilityFaults(page), `axe on ${name}`).toEqual([]);
    },
    [Symbol.asyncDispose]: async () => {
      for (const one of context.pages()) seen.push(...(await inSight(one)));
      await context.close();
      expect.soft(complaints).toEqual([]);
    },
  };
}

/** Where a page is, and what its dialogs and messages say: what a test that fails wants to know. */
async function inSight(page: Page): Promise<string[]> {
  const told = page.locator('[role=dialog]:visible, [role=alert]:visible');
  const texts = await told.allInnerTexts().catch((error: Error) => [error.message]);
  return [page.url(), ...texts.map((text) => text.replace(/\s+/g, ' '))];
}

/** Runs in the page, before it. */
function remember(language: string): void {
  if (!location.protocol.startsWith('http')) return;
  const state = { language, theme: 'system', narrow: false };
  localStorage.setItem('flowmeter.preferences', JSON.stringify({ state, version: 1 }));
}

/** Runs in the page, before it: whatever its content policy refuses is an error. */
function tellViolations(): void {
  document.addEventListener('securitypolicyviolation', (refused) => {
    const { violatedDirective, blockedURI, sourceFile, sample } = refused;
    const what = [violatedDirective, blockedURI, sourceFile, sample].join(' ');
    reportError(new Error(`refused by the content policy: ${what}`));
  });
}

/** The last part of an address's path: the id of what is shown. */
export function idIn(address: string): string {
  return new URL(address).pathname.split('/').at(-1) ?? '';
}

/** Nothing is being loaded any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

/** Errors on the console (violations of the content policy are among them) and uncaught exceptions. */
async function watch(
  context: BrowserContext,
  complaints: string[],
  expected: ReadonlySet<number>,
): Promise<void> {
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().stack}`));
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const status = refusedStatus(message);
    if (status !== undefined && expected.has(status)) return;
    complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
}

/** In place of a status, where nothing answered. */
const NO_ANSWER = 0;

/** The status of an answer of the API that the browser reports as a failed load. */
function refusedStatus(message: ConsoleMessage): number | undefined {
  if (!message.location().url.includes('/api/')) return undefined;
  if (message.text().includes('net::ERR_')) return NO_ANSWER;
  const status = /status of (\d{3})/.exec(message.text())?.[1];
  return status === undefined ? undefined : Number(status);
}

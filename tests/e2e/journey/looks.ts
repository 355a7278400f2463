/** Languages and themes, changed by the switches of the top bar. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Visitor } from '../support/visitor.ts';

/** Screens of an auditor's that show much of what there is, by the path in their address. */
const tour = [
  '/',
  '/inbox',
  '/cases',
  '/flows',
  '/flows/hv_new',
  '/changes',
  '/findings',
  '/scorecards',
  '/scorecards/hv-team-east',
  '/indicators/KPI11?card=hv-team-east',
  '/audit-log',
  '/help',
];

export async function switchesLanguage({ page }: Visitor, to: 'zh' | 'en'): Promise<void> {
  const name = { zh: /切换到中文/, en: /Switch to English/ }[to];
  await page.getByRole('button', { name }).click();
  await page.waitForFunction(
    (lang) => document.documentElement.lang.startsWith(lang),
    to === 'zh' ? 'zh' : 'en',
  );
}

export async function choosesTheme({ page }: Visitor, theme: '浅色' | '深色'): Promise<void> {
  await page.getByRole('button', { name: /^主题：/ }).click();
  await page.getByRole('menuitem', { name: theme }).click();
  await page.getByRole('button', { name: `主题：${theme}` }).waitFor();
}

/** Walks by the address and looks at each screen. */
export async function walksAround(visitor: Visitor, name: string): Promise<void> {
  for (const path of tour) {
    await visitor.open(path);
    await visitor.look(fileName(name, path));
  }
}

/** On every screen of the walk nothing is left in Chinese but what people themselves have written. */
export async function readsEnglish(visitor: Visitor, written: readonly string[]): Promise<void> {
  for (const path of tour) {
    await visitor.open(path);
    expect({ path, chinese: await chineseOn(visitor.page, written) }).toEqual({
      path,
      chinese: [],
    });
    await visitor.look(fileName('journey-en', path));
  }
}

function fileName(name: string, path: string): string {
  return `${name}${path.replaceAll(/\W+/g, '-')}`;
}

/** Pieces of text, names and titles in Chinese; the product's own name and the language switch are. */
async function chineseOn(page: Page, written: readonly string[]): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [document.title];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode() !== null) {
      const holder = walk.currentNode.parentElement;
      if (holder?.closest('script, style, [lang|=zh], .brand') !== null) continue;
      found.push(walk.currentNode.textContent ?? '');
    }
    for (const element of document.body.querySelectorAll('*:not([lang|=zh])')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        found.push(element.getAttribute(name) ?? '');
      }
    }
    return found;
  });
  const known = ['精流', ...written];
  return texts
    .map((text) => known.reduce((rest, one) => rest.replaceAll(one, ''), text))
    .filter((text) => /\p{Script=Han}/u.test(text));
}

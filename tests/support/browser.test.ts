import { expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';

test('a browser starts and shows a page in both languages', async () => {
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.setContent('<h1>Flowmeter 精流</h1>');
  expect(await page.textContent('h1')).toBe('Flowmeter 精流');
  await browser.close();
});

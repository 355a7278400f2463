/** What a page has fetched of the product's own files, and how much that is as brotli sends it. */
import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** Paths of the scripts and styles that the page has fetched so far; those of workers are no part of it. */
export async function filesOf(page: Page): Promise<string[]> {
  const fetched = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  );
  const own = fetched.filter((path) => /^\/assets\/.*\.(js|css)$/.test(path));
  return [...new Set(own)].filter((path) => !path.includes('worker'));
}

/** What the page itself names: all of it is fetched before anything is drawn. */
export async function initialFiles(origin: string): Promise<string[]> {
  const page = await (await fetch(origin)).text();
  return [...page.matchAll(/"(\/assets\/[^"]+\.(?:js|css))"/g)].map(([, path = '']) => path);
}

/** Kilobytes of files, each compressed by itself as well as brotli can. */
export async function brotliKb(origin: string, paths: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const path of paths) {
    const answer = await fetch(origin + path, { headers: { 'Accept-Encoding': 'identity' } });
    bytes += brotliCompressSync(await answer.bytes()).length;
  }
  return bytes / 1024;
}

/** What stands in files, for whoever looks for something in them. */
export async function textOf(origin: string, paths: Iterable<string>): Promise<string> {
  const texts: string[] = [];
  for (const path of paths) texts.push(await (await fetch(origin + path)).text());
  return texts.join('\n');
}

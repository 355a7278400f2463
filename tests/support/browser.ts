import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import shipped, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Nothing here may reach for the network or a graphics card: a test machine has neither. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless Chromium: the one that CHROMIUM names, or Debian's, or the one in the npm package
 * @sparticuz/chromium (Linux x64). The last has no Chinese fonts: its pages read right and look wrong.
 *
 * @throws when there is none or it does not start: a missing browser fails the run, it never skips it
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findChromium();
  return chromium.launch({ executablePath, headless: true, args: flags });
}

async function findChromium(): Promise<string> {
  const named = process.env['CHROMIUM'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM names ${named}, and no file is there.`);
  }
  const debian = '/usr/bin/chromium';
  if (existsSync(debian)) return debian;
  if (process.platform === 'linux' && process.arch === 'x64') return unpackShipped();
  throw new Error('No Chromium found: install one and name its program in CHROMIUM.');
}

/** Unpacks the npm package's browser with the libraries that a bare machine lacks (NSS, expat). */
async function unpackShipped(): Promise<string> {
  const packed = new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'));
  const libraries = await inflate(fileURLToPath(packed));
  setupLambdaEnvironment(`${libraries}/lib`);
  return shipped.executablePath();
}

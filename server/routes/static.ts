/**
 * The editor's built files. Only files that were there at the start are served, so no path can lead
 * outside; what carries a hash in its name may be kept for ever; other addresses get the page, which
 * routes them itself, each time with a nonce of its own.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { consolePolicy, newNonce } from '../web/page-policy.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Already small: compressing it again would gain nothing. */
const packed = new Set(['.png', '.ico', '.woff2']);
/** Of files, which are compressed once, and of the page, which is compressed for every visitor. */
const FILE_QUALITY = 9;
const PAGE_QUALITY = 4;

const PAGE = '/index.html';
/** Stands in the page where the nonce of an answer is put. */
const NONCE_PLACE = 'FLOWMETER_NONCE';

type Encoding = 'br' | 'gzip' | 'identity';

export function serveEditor(folder: string): MiddlewareHandler<AppEnv> {
  const files = filesOf(folder);
  const page = files.get(PAGE);
  const pageText = page === undefined ? undefined : readFileSync(page, 'utf8');
  const ready = new Map<string, Promise<Buffer>>();

  function content(file: string, encoding: Encoding): Promise<Buffer> {
    const key = `${encoding} ${file}`;
    const known =
      ready.get(key) ?? readFile(file).then((text) => encode(text, encoding, FILE_QUALITY));
    ready.set(key, known);
    return known;
  }

  return async (c, next) => {
    const { path } = c.req;
    if (path.startsWith('/api/') || path.startsWith('/health/')) return next();
    const file = path === PAGE ? undefined : files.get(path);
    if (file === undefined) return pageText === undefined ? next() : givePage(c, pageText);
    const encoding = packed.has(extname(file)) ? 'identity' : encodingIn(c);
    const immutable = path.startsWith('/assets/');
    return give(c, await content(file, encoding), encoding, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  };
}

async function givePage(c: Context<AppEnv>, text: string): Promise<Response> {
  const nonce = newNonce();
  const encoding = encodingIn(c);
  const page = Buffer.from(text.replaceAll(NONCE_PLACE, nonce));
  return give(c, await encode(page, encoding, PAGE_QUALITY), encoding, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': consolePolicy(nonce),
  });
}

function give(
  c: Context<AppEnv>,
  content: Buffer,
  encoding: Encoding,
  headers: Record<string, string>,
): Response {
  return c.body(new Uint8Array(content), 200, {
    ...headers,
    Vary: 'Accept-Encoding',
    ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
  });
}

/** URL path -> file. Hidden files are not for visitors. */
function filesOf(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return new Map(
    found.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [`/${relative(folder, file).split(sep).join('/')}`, file];
    }),
  );
}

function encodingIn(c: Context<AppEnv>): Encoding {
  const accepted = c.req.header('accept-encoding');
  const names = accepted?.split(',').map((one) => one.split(';')[0]?.trim()) ?? [];
  if (names.includes('br')) return 'br';
  return names.includes('gzip') ? 'gzip' : 'identity';
}

async function encode(content: Buffer, encoding: Encoding, quality: number): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(content);
  if (encoding === 'identity') return content;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  return promisify(brotliCompress)(content, { params });
}

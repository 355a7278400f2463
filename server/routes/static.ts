/**
 * The editor's built files. Only files that were there at the start are served, so no path can lead
 * outside; what carries a hash in its name may be kept for ever; other addresses get the page, which
 * routes them itself.
 */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../app-env.ts';

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
const BROTLI_QUALITY = 9;

type Encoding = 'br' | 'gzip' | 'identity';

export function serveEditor(folder: string): MiddlewareHandler<AppEnv> {
  const files = filesOf(folder);
  const ready = new Map<string, Promise<Buffer>>();

  function content(file: string, encoding: Encoding): Promise<Buffer> {
    const key = `${encoding} ${file}`;
    const known = ready.get(key) ?? encode(file, encoding);
    ready.set(key, known);
    return known;
  }

  return async (c, next) => {
    const { path } = c.req;
    if (path.startsWith('/api/') || path.startsWith('/health/')) return next();
    const file = files.get(path) ?? files.get('/index.html');
    if (file === undefined) return next();
    const encoding = packed.has(extname(file))
      ? 'identity'
      : encodingFor(c.req.header('accept-encoding'));
    const immutable = path.startsWith('/assets/') && files.has(path);
    const body = new Uint8Array(await content(file, encoding));
    return c.body(body, 200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
    });
  };
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

function encodingFor(accepted: string | undefined): Encoding {
  const names = accepted?.split(',').map((one) => one.split(';')[0]?.trim()) ?? [];
  if (names.includes('br')) return 'br';
  return names.includes('gzip') ? 'gzip' : 'identity';
}

async function encode(file: string, encoding: Encoding): Promise<Buffer> {
  const content = await readFile(file);
  if (encoding === 'gzip') return promisify(gzip)(content);
  if (encoding === 'identity') return content;
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  return promisify(brotliCompress)(content, { params });
}

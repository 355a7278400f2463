import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './paths.ts';

const editor = join(root, 'editor');
const stampFile = join(editor, 'dist', '.sources');

/** Everything the bundle is made of. The server gives only types, which leave no trace in it. */
const sources = ['editor/**', 'engine/**', 'definitions/**', 'pnpm-lock.yaml', 'tsconfig.json'];
const apart = ['**/node_modules', 'editor/dist', '**/*.{test,fixture}.{ts,tsx}'];

/** Builds the editor into editor/dist unless it was built from these very sources; says whether it is there. */
export async function buildEditor(): Promise<boolean> {
  const wanted = sourcesDigest();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return true;
  process.stderr.write('flowmeter: building the editor\n');
  try {
    await build({ root: editor, logLevel: 'error', build: { outDir: 'dist', emptyOutDir: true } });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
  writeFileSync(stampFile, wanted);
  return true;
}

function sourcesDigest(): string {
  const digest = createHash('sha256');
  const files = globSync(sources, { cwd: root, exclude: apart }).toSorted();
  for (const file of files) {
    const path = join(root, file);
    if (!statSync(path).isFile()) continue;
    const content = readFileSync(path);
    digest.update(`${file}\0${content.byteLength}\0`).update(content);
  }
  return digest.digest('hex');
}

if (import.meta.main) process.exitCode = (await buildEditor()) ? 0 : 1;

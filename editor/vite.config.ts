/** How the console is bundled; `scripts/build-editor.ts` and `scripts/dev.ts` run it. */
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`;

/** Zod compiles its schemas with `new Function` where it may. Here it may not, and asking is a violation. */
const zodWithoutEval: Plugin = {
  name: 'zod-without-eval',
  transform(code, id) {
    if (!id.endsWith('/zod/v4/core/core.js')) return undefined;
    return { code: `globalThis.__zod_globalConfig = { jitless: true };\n${code}`, map: null };
  },
};

/** What is there before any screen comes as one file, and so do the signs that all screens have some of. */
const groups = [
  { name: 'shell', tags: ['$initial' as const], test: /(?<!main\.tsx|index\.html)$/, priority: 2 },
  { name: 'icons', test: /@ant-design[\\/]icons/, priority: 1 },
];

export default defineConfig({
  plugins: [react(), zodWithoutEval],
  worker: { plugins: () => [zodWithoutEval] },
  server: {
    port: 5173,
    // Sources of the folder `api` are the editor's own; every other path below /api is the server's.
    proxy: { '^/api/(?!.*\\.tsx?($|\\?))': { target: server }, '/health': { target: server } },
  },
  build: {
    target: 'es2023',
    // A strict Content-Security-Policy takes no inline script and no `data:` module.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1600,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
});

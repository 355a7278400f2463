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

/**
 * What only says which of its parts there are, though its package does not say so: of these a part comes
 * with whoever uses it. The frame of every screen needs one small part of forms.
 */
const aside = [{ test: /@rc-component[\\/](form|async-validator)[\\/]/, sideEffects: false }];

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
    rolldownOptions: {
      treeshake: { moduleSideEffects: aside },
      output: { codeSplitting: { groups } },
    },
  },
});

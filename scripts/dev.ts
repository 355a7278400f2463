import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';
import { root } from './paths.ts';

/** The server, restarted when its code changes, and the editor from Vite with hot replacement. */
const server = spawn(process.execPath, ['--watch', 'server/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
const editor = await createServer({ root: join(root, 'editor') });
await editor.listen();
editor.printUrls();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void stop());
}
server.once('exit', () => void stop());

async function stop(): Promise<void> {
  server.kill();
  await editor.close();
  process.exit();
}

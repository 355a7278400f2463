import { spawnSync } from 'node:child_process';
import { commandFile, root } from './paths.ts';

/** Writes every file in the one format; `check` only looks. */
const args = [
  commandFile('@biomejs/biome', 'biome'),
  'format',
  '--write',
  ...process.argv.slice(2),
];
process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

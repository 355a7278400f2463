import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A native program from the npm registry; it does not depend on the Node that starts it. */
const pnpm = 'pnpm@12.21.0';

/**
 * Installs what pnpm-lock.yaml names unless node_modules already holds it, and finds the Node 26 among it.
 *
 * @param {string} root the repository's folder
 * @returns {{ path: string, problem?: undefined } | { problem: string }}
 */
export function ensureInstalled(root) {
  const stampFile = join(root, 'node_modules', '.flowmeter-install');
  const wanted = stamp(root);
  const found = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
  if (found !== wanted || !nodePath(root)) {
    const problem = install(root);
    if (problem) return { problem };
    writeFileSync(stampFile, wanted);
  }
  const path = nodePath(root);
  return path
    ? { path }
    : { problem: `no Node 26 is published for ${process.platform} ${process.arch}.` };
}

function stamp(root) {
  const lockfile = readFileSync(join(root, 'pnpm-lock.yaml'));
  const digest = createHash('sha256').update(lockfile).digest('hex');
  return `${pnpm} ${process.platform}-${process.arch} ${digest}\n`;
}

function install(root) {
  process.stderr.write('flowmeter: installing dependencies (the first time takes a minute)\n');
  const args = [
    '--yes',
    pnpm,
    'install',
    '--frozen-lockfile',
    '--config.confirmModulesPurge=false',
  ];
  const result = spawnSync('npx', args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.error) return `npx cannot be run (${result.error.message}); npm is needed.`;
  if (result.status === 0) return undefined;
  const output = `${result.stdout}${result.stderr}`.trim().split('\n').slice(-25).join('\n');
  return `the dependencies could not be installed from the npm registry:\n${output}`;
}

function nodePath(root) {
  const os = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = os === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const folder = join(root, 'node_modules', `${prefix}-${os}-${process.arch}`, 'bin');
  return [join(folder, 'node'), join(folder, 'node.exe')].find((path) => existsSync(path));
}

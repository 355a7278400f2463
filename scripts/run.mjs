/**
 * The one door to every command: `node scripts/run.mjs <command> [arguments]`.
 *
 * This file and `install.mjs` run on whatever Node starts them (20 or later). They see to it that the
 * locked dependencies are installed, the product's own Node 26 among them, and hand over to that.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const oldestNode = 20;
const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * How Node runs the product. `__proto__` is gone, so that no document reaches a prototype by it. The young
 * generation is large: what a request makes is dead before it is collected, and nothing of it is copied.
 */
const serverFlags = JSON.parse(readFileSync(new URL('server-flags.json', import.meta.url), 'utf8'));

/** What each command runs, in order; the last entry gets the caller's arguments. */
const commands = {
  start: [['scripts/build-editor.ts'], [...serverFlags, 'server/main.ts']],
  dev: [['scripts/dev.ts']],
  flowmeter: [['--disable-proto=delete', 'server/cli.ts']],
  test: [['scripts/test.ts']],
  check: [['scripts/check.ts']],
  bench: [['scripts/build-editor.ts'], ['tests/bench/main.ts']],
  format: [['scripts/format.ts']],
};

async function main([command, ...args]) {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    return fail(
      `Node ${oldestNode} or later is needed to start; this is ${process.versions.node}.`,
    );
  }
  if (!Object.hasOwn(commands, command ?? '')) {
    return fail(`Usage: node scripts/run.mjs ${Object.keys(commands).join(' | ')}`);
  }
  const { ensureInstalled } = await import('./install.mjs');
  const node = ensureInstalled(root);
  if (node.problem) return fail(node.problem);

  const steps = commands[command];
  for (const [index, step] of steps.entries()) {
    const last = index === steps.length - 1;
    const code = await run(node.path, last ? [...step, ...args] : step);
    if (code !== 0) return code;
  }
  return 0;
}

function fail(message) {
  process.stderr.write(`flowmeter: ${message}\n`);
  return 1;
}

/**
 * Runs one step to its end, passing signals on; a terminal's Ctrl-C reaches the child by itself.
 * A signal to npm ends only the shell between npm and here, so the loss of that shell is a SIGTERM too.
 */
function run(node, args) {
  const child = spawn(node, args, { cwd: root, stdio: 'inherit' });
  const shell = process.ppid;
  const orphaned = () => process.env.npm_lifecycle_event && process.ppid !== shell;
  const watch = setInterval(() => orphaned() && child.kill('SIGTERM'), 500);
  const forward = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(fail(`cannot run ${node}: ${error.message}`)));
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, forward);
      resolve(signal ? 128 + constants.signals[signal] : code);
    });
  });
}

process.exitCode = await main(process.argv.slice(2));

import { spawnSync } from 'node:child_process';
import { commandFile, root } from './paths.ts';
import { closingLine, runTests } from './test.ts';

/** The gates before the tests: a name, the program, and its arguments. Each counts like one test. */
const gates = [
  { name: 'format', program: commandFile('@biomejs/biome', 'biome'), args: ['ci'] },
  { name: 'lint', program: commandFile('oxlint'), args: ['--type-aware', '--deny-warnings'] },
  { name: 'types', program: commandFile('typescript', 'tsc'), args: ['--project', '.'] },
  {
    name: 'editor types',
    program: commandFile('typescript', 'tsc'),
    args: ['--project', 'editor'],
  },
  { name: 'unused code', program: commandFile('knip'), args: [] },
  { name: 'duplication', program: commandFile('jscpd'), args: ['.'] },
] as const;

/** Runs one gate and shows its output only when it fails. */
function passes({ name, program, args }: (typeof gates)[number]): boolean {
  const started = performance.now();
  const run = spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const passed = run.status === 0;
  process.stdout.write(`${passed ? '✓' : '✗'} ${name} (${seconds} s)\n`);
  if (!passed) process.stdout.write(`${run.stdout}${run.stderr}\n`);
  return passed;
}

const results = gates.map((gate) => ({ name: gate.name, passed: passes(gate) }));
const failed = results.filter((result) => !result.passed).map((result) => result.name);
const tests = await runTests(process.argv.slice(2));
if (failed.length > 0) process.stdout.write(`Failed before the tests: ${failed.join(', ')}\n`);

const tally = {
  passed: tests.passed + results.length - failed.length,
  failed: tests.failed + failed.length,
};
process.stdout.write(`${closingLine(tally)}\n`);
process.exit(tally.failed === 0 ? 0 : 1);

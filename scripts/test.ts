import { buildEditor } from './build-editor.ts';
import { parseCLI, startVitest } from 'vitest/node';
import type { TestModule } from 'vitest/node';

/** How many tests passed and failed; a test file or an editor that cannot be built counts as one that failed. */
export interface Tally {
  passed: number;
  failed: number;
}

/**
 * Builds the editor and runs the tests that the arguments select (Vitest's own: file filters, `-t`, `--project`), all by default.
 * No test at all, and an error outside of any test, count as a failure: silence is never success.
 */
export async function runTests(args: readonly string[]): Promise<Tally> {
  const built = await buildEditor();
  const { filter, options } = parseCLI(['vitest', 'run', ...args], { allowUnknownOptions: false });
  const vitest = await startVitest('test', filter, { ...options, watch: false });
  const modules = vitest.state.getTestModules();
  const stray = vitest.state.getUnhandledErrors().length + (built ? 0 : 1);
  await vitest.close();
  const tally = modules.map(tallyModule).reduce(add, { passed: 0, failed: stray });
  return tally.passed + tally.failed === 0 ? { passed: 0, failed: 1 } : tally;
}

/** The line that closes a run, in the form that readers and machines know. */
export function closingLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}

function tallyModule(module: TestModule): Tally {
  const states = [...module.children.allTests()].map((test) => test.result().state);
  const suites = [...module.children.allSuites()];
  const brokenSuites = suites.filter((suite) => suite.errors().length > 0).length;
  const brokenModule = module.errors().length > 0 ? 1 : 0;
  return {
    passed: states.filter((state) => state === 'passed').length,
    failed: states.filter((state) => state === 'failed').length + brokenSuites + brokenModule,
  };
}

function add(one: Tally, other: Tally): Tally {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

if (import.meta.main) {
  const tally = await runTests(process.argv.slice(2));
  process.stdout.write(`${closingLine(tally)}\n`);
  process.exit(tally.failed === 0 ? 0 : 1);
}

/** Every example of the pack, with what is proposed in its place. */
import type { Pack } from '../definition/pack.ts';
import {
  runExamples,
  runPackExamples,
  type ExampleResult,
  type Said,
} from '../examples/registry.ts';
import type { Localized } from '../problem.ts';
import type { Changed } from './items.ts';

export interface ExamplesRun {
  passed: number;
  failed: number;
  failures: FailedExample[];
}

/** An example that came out otherwise than it says. */
export interface FailedExample {
  /** The name of the file of examples. */
  examples: Localized;
  title: string;
  differences: Said[];
  /** Does it fail by what is in force as well? Then the change did not bring it about. */
  known: boolean;
}

export async function tryExamples({ before, after }: Changed): Promise<ExamplesRun> {
  const results = await runPackExamples(after);
  const failed = results.filter((one) => one.differences.length > 0);
  const failures: FailedExample[] = [];
  for (const one of failed) {
    const { examples, title, differences } = one;
    const known = await failsBy(one, before);
    failures.push({ examples: examples.name, title, differences, known });
  }
  return { passed: results.length - failed.length, failed: failed.length, failures };
}

async function failsBy({ examples, at }: ExampleResult, pack: Pack): Promise<boolean> {
  const row = examples.rows[Number(at.split('/').at(-1))];
  const results = await runExamples({ ...examples, rows: row === undefined ? [] : [row] }, pack);
  return results.some((one) => one.differences.length > 0);
}

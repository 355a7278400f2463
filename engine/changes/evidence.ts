/**
 * What is known about a change before anybody approves it. It is made once, when the change is proposed,
 * and bound by its hash to the content and the base it was made for.
 */
import { diff, type Difference } from '../definition/diff.ts';
import { canonical, sha256Hex } from '../definition/hash.ts';
import type { Definition } from '../definition/kinds.ts';
import { withDefinition, type Pack } from '../definition/pack.ts';
import { runExamples, runPackExamples, type ExampleResult } from '../examples/registry.ts';
import type { Localized, Problem } from '../problem.ts';
import type { Replaced } from './independence.ts';

export interface Evidence {
  differences: Difference[];
  /** Warnings; a change with errors is not proposed. */
  problems: Problem[];
  /** Every example of the pack, with the new definition in its place. */
  examples: { passed: number; failed: number; failures: FailedExample[] };
}

/** An example that came out otherwise than it says. */
export interface FailedExample {
  /** The name of the file of examples. */
  examples: Localized;
  title: string;
  differences: string[];
  /** Does it fail by what is in force as well? Then the change did not bring it about. */
  known: boolean;
}

const PREFIX = 'flowmeter/evidence/v1\0';

/** `pack` is what is in force. */
export async function gatherEvidence(
  items: readonly Replaced[],
  pack: Pack,
  problems: Problem[],
): Promise<Evidence> {
  const after = items.reduce((made, { content }) => withDefinition(made, content), pack);
  return {
    differences: items.flatMap(({ base, content }) =>
      diff(base && meaningOf(base), meaningOf(content), after),
    ),
    problems,
    examples: await tryExamples(after, pack),
  };
}

/** The hash that binds evidence to what it was made for. */
export function hashOfEvidence(
  evidence: Evidence,
  bound: { baseHash: string | null; contentHash: string },
): string {
  return sha256Hex(
    PREFIX + canonical({ ...bound, evidence: JSON.parse(JSON.stringify(evidence)) }),
  );
}

async function tryExamples(after: Pack, before: Pack): Promise<Evidence['examples']> {
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

/** `$schema` is an editor's hint: a change of it alone is no change. */
function meaningOf(definition: Definition): Definition {
  const { $schema: _, ...meaning } = definition;
  return meaning;
}

/** Plans of synthetic records that come with the product: one beside each pack that has records. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pointer } from '@flowmeter/engine/definition/pointer.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { SyntheticPlan } from '@flowmeter/engine/synthetic/plan.ts';

const folder = fileURLToPath(import.meta.resolve('@flowmeter/definitions/package.json')).replace(
  /package\.json$/,
  '',
);

export function packFolder(name: string): string {
  return `${folder}${name}`;
}

export async function loadPlan(name: string): Promise<Result<SyntheticPlan>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(`${folder}synthetic/${name}.json`, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return failed(problem('file_unreadable', { reason }));
  }
  const parsed = SyntheticPlan.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  return failed(
    ...parsed.error.issues.map(({ message, path }) =>
      problem('schema', { reason: message }, pointer(path)),
    ),
  );
}

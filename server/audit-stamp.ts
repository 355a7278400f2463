/** What every entry of the audit log says of the program that wrote it. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonical, sha256Hex } from '@flowmeter/engine/definition/hash.ts';
import { policy } from './auth/policy.ts';

/** Hash of the table that says who may call what. */
export const policyVersion = sha256Hex(`flowmeter/policy/v1\0${canonical(policy)}`);

let build: string | undefined;

/** Hash of the engine's code: every module that answers depend on, by name and content. */
export function engineBuild(): string {
  build ??= hashOfEngine();
  return build;
}

function hashOfEngine(): string {
  const folder = dirname(fileURLToPath(import.meta.resolve('@flowmeter/engine/problem.ts')));
  const names = globSync('**/*.ts', { cwd: folder, exclude: ['node_modules/**'] })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !/\.(?:test|fixture)\.ts$/.test(name));
  const hash = createHash('sha256').update('flowmeter/build/v1\0');
  for (const name of names.toSorted()) {
    const content = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
    hash.update(`${name} ${content}\n`);
  }
  return hash.digest('hex');
}

/** A bundle of a real server: a first release, a change that was approved, a denial, cases, figures. */
import type { BundleLine } from '@flowmeter/engine/audit-log/bundle.ts';
import type { SignedCheckpoint } from '@flowmeter/engine/audit-log/checkpoint.ts';
import type { Actor } from '@flowmeter/server/app-env.ts';
import type { Keys } from '@flowmeter/server/keys/keys.ts';
import type { TestServer } from '@flowmeter/server/testing.ts';
import { exportAuditBundle } from '@flowmeter/server/use-cases/export-audit-bundle.ts';
import { approve, people, proposed } from '@flowmeter/server/use-cases/governance.fixture.ts';
import { makeCheckpoints } from '@flowmeter/server/use-cases/make-checkpoints.ts';
import { createVerifier, type Brought, type Verdict } from '@flowmeter/verify/verifier.ts';

/** Things happen: enough for every type of line. The checkpoint that was made half way. */
export async function story(server: TestServer): Promise<SignedCheckpoint> {
  const { olga, anna } = await people(server);
  const change = await proposed(olga);
  await approve(olga, change);
  server.clock.advance(60_000);
  const made = await makeCheckpoints(server.deps);
  await approve(anna, change);
  const dora = await server.as('dora');
  for (const borrower of ['Ada', 'Bob']) {
    await dora.post('/api/cases', { flow: 'lend', data: { borrower, amount: 40 } });
  }
  await closed(server, '2026-02');
  if (!made.ok || made.value === undefined) throw new Error('there is no checkpoint');
  return made.value;
}

/** Mia puts down what a period came to, Anna agrees. */
export async function closed(server: TestServer, period: string): Promise<void> {
  const [mia, anna] = [await server.as('mia'), await server.as('anna')];
  const put = await mia.post('/api/scorecards/S1/closings', { period, reason: 'Month end' });
  const { id, hash } = put.body as { id?: string; hash?: string };
  const verdict = { state: 'closed', hash, comment: 'Checked' };
  const done = await anna.post(`/api/closings/${id}/decision`, verdict);
  if (done.status !== 200) throw new Error(JSON.stringify([put.body, done.body]));
}

export async function bundleOf({ deps }: Pick<TestServer, 'deps'>): Promise<string[]> {
  const exported = await exportAuditBundle(deps, actorIn(deps, 'anna'), 'Yearly inspection');
  if (!exported.ok) throw new Error(JSON.stringify(exported.problems));
  let text = '';
  for await (const piece of exported.value.pieces) text += piece;
  return text.split('\n').slice(0, -1);
}

export function actorIn({ inForce }: TestServer['deps'], id: string): Actor {
  const person = inForce.person(id);
  if (person === undefined) throw new Error(`nobody is called ${id}`);
  return inForce.actor(person);
}

/** What a bundle comes to, looked at whole. */
export function verdictOn(lines: readonly string[], brought: Brought): Verdict {
  return verdictOnBytes(Buffer.from(lines.map((line) => `${line}\n`).join('')), brought);
}

export function verdictOnBytes(bytes: Buffer, brought: Brought): Verdict {
  const verifier = createVerifier(brought);
  const { lines, whole } = linesOf(bytes);
  for (const line of lines) verifier.take(line);
  return verifier.end(whole);
}

/** As soon as anything is wrong; a bundle with one thing wrong need not be read to its end for that. */
export function isDetected(bytes: Buffer, brought: Brought): boolean {
  const verifier = createVerifier(brought);
  const { lines, whole } = linesOf(bytes);
  return lines.some((line) => verifier.take(line).length > 0) || verifier.end(whole).exit !== 0;
}

function linesOf(bytes: Buffer): { lines: Buffer[]; whole: boolean } {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  if (start < bytes.length) lines.push(bytes.subarray(start));
  return { lines, whole: start === bytes.length };
}

export function parsed(lines: readonly string[]): BundleLine[] {
  return lines.map((line) => JSON.parse(line) as BundleLine);
}

/** Keys that sign as these do. */
export type Signing = Pick<Keys, 'sign'>;

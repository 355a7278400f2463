/** What tests of accounts do again and again: links, codes, enrolling. */
import type { Client, TestServer } from '../testing.ts';
import { invitePerson } from '../use-cases/invite-person.ts';
import { codeOf, stepAt } from './totp.ts';

export const newPassword = 'a lamp, two chairs and tea';

/** The code that an app shows for a secret in base32, at the server's moment or steps from it. */
export function codeNow(
  server: { clock: Pick<TestServer['clock'], 'clock'> },
  secret: string,
  off = 0,
): string {
  return codeOf(bytesOf(secret), stepAt(server.clock.clock()) + off);
}

/** Enrols a second factor; its secret and the recovery codes. */
export async function enrolled(server: TestServer, client: Client) {
  const { body } = await client.post('/api/account/factor');
  const secret = String(body['secret']);
  const done = await client.put('/api/account/factor', { code: codeNow(server, secret) });
  if (done.status !== 200) throw new Error(JSON.stringify(done.body));
  const codes = done.body['recovery_codes'] as unknown as string[];
  return { secret, codes };
}

/** An account that nobody has used: as it is before its first link. */
export async function unused({ deps }: Pick<TestServer, 'deps'>, account: string): Promise<void> {
  const saved = await deps.store.accounts.save([{ id: account, password: '' }]);
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
}

/** What comes after `#` in the link that an administrator makes. */
export async function linkFor(admin: Client, account: string): Promise<string> {
  const { status, body } = await admin.post(`/api/accounts/${account}/invitation`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return String(body['path']).replace('/set-up#', '');
}

/** The same of a link that the console prints. */
export async function consoleLinkFor({ deps }: Pick<TestServer, 'deps'>, account: string) {
  const made = await invitePerson(deps, 'system', account);
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value.path.replace('/set-up#', '');
}

export function codesOf({ body }: { body: Record<string, never> }): string[] {
  return ((body['problems'] ?? []) as { code: string }[]).map((one) => one.code);
}

function bytesOf(base32: string): Buffer {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(base32, (one) => alphabet.indexOf(one).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/**
 * Signatures of events, both ways: `Flowmeter-Signature: t=1772413200,v1=<hex>`.
 *
 * `t` is the second of signing since 1970, `v1` HMAC-SHA256 over `<t>.<content>` with the shared secret;
 * while a secret is being changed there is one `v1` for each. The content is the body as it is sent. An
 * event in binary mode carries its attributes in headers, so these are signed too: each `ce-…` header as
 * `name:value`, names in lower case and sorted, one a line, then an empty line, then the body.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'flowmeter-signature';

/** Clocks may differ by this, and what is older may be somebody's recording. */
const WINDOW_S = 300;
const MOST_SIGNATURES = 5;

export function sign(content: string, secrets: readonly string[], now: number): string {
  const t = Math.floor(now / 1000);
  return [`t=${t}`, ...secrets.map((secret) => `v1=${hmac(secret, t, content)}`)].join(',');
}

/** Did one who knows one of the secrets sign this content, lately? `now` in epoch milliseconds. */
export function isSigned(
  header: string | undefined,
  content: string,
  secrets: readonly string[],
  now: number,
): boolean {
  const match = /^t=(\d{1,11})((?:,v1=[\da-f]{64})+)$/.exec(header ?? '');
  if (match === null) return false;
  const t = Number(match[1]);
  if (Math.abs(now / 1000 - t) > WINDOW_S) return false;
  const given = (match[2] ?? '').split(',v1=').slice(1, MOST_SIGNATURES + 1);
  const expected = secrets.map((secret) => hmac(secret, t, content));
  return expected.some((one) => given.some((other) => equal(one, other)));
}

/** The content that is signed in binary mode. */
export function binaryContent(attributes: ReadonlyMap<string, string>, body: string): string {
  const names = [...attributes.keys()].toSorted();
  const lines = names.map((name) => `${name}:${attributes.get(name)}\n`);
  return `${lines.join('')}\n${body}`;
}

function hmac(secret: string, t: number, content: string): string {
  return createHmac('sha256', secret).update(`${t}.${content}`).digest('hex');
}

function equal(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

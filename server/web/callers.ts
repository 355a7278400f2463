/** Where a request comes from, and under which name it was sent to us. */
import { isIP } from 'node:net';
import type { Context } from 'hono';
import { problem, type Problem } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from '../app-env.ts';

/** What is known of the net in front of the server. */
export interface Surroundings {
  /** The address listened on. */
  host?: string | undefined;
  /** Addresses of reverse proxies whose word about the caller counts. */
  proxies: readonly string[];
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The caller's address; undefined where there is no net at all. */
export function addressOf(c: Context<AppEnv>): string | undefined {
  // A request that a test makes has no surroundings at all.
  const incoming = (c.env as AppEnv['Bindings'] | undefined)?.incoming;
  const remote = plain(incoming?.socket.remoteAddress);
  const { proxies } = c.get('deps').surroundings;
  if (remote === undefined || !proxies.includes(remote)) return remote;
  const told = (c.req.header('x-forwarded-for') ?? '').split(',').map((one) => plain(one.trim()));
  const caller = told.findLast((one) => one !== undefined && !proxies.includes(one));
  return caller !== undefined && isIP(caller) !== 0 ? caller : remote;
}

/** By what requests of one caller are counted: of IPv6 the network that a household gets. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}

/**
 * A page of a stranger whose name is made to lead here (DNS rebinding) is of the same origin to a
 * browser. So only names that are ours are answered: this machine’s own, and that of FLOWMETER_ORIGIN.
 * Over plain http to another machine no browser keeps the session, which is said clearly.
 */
export function hostProblem(c: Context<AppEnv>): Problem | undefined {
  const host = c.req.header('host');
  if (host === undefined) return undefined;
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (LOOPBACK.test(name)) return undefined;
  const { origin, surroundings } = c.get('deps');
  if (origin !== undefined && host.toLowerCase() === new URL(origin).host) return undefined;
  if (c.req.path.startsWith('/health/')) return undefined;
  if (origin !== undefined || !isListened(c, name, surroundings))
    return problem('wrong_host', { host });
  return c.req.path.startsWith('/api/') ? problem('https_needed') : undefined;
}

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** The name or address listened on; where that is every address, the one that the request came to. */
function isListened(c: Context<AppEnv>, name: string, { host }: Surroundings): boolean {
  const bare = name.replace(/^\[(.*)\]$/, '$1');
  const incoming = (c.env as AppEnv['Bindings'] | undefined)?.incoming;
  return bare === host?.toLowerCase() || bare === plain(incoming?.socket.localAddress);
}

/** IPv4 within IPv6 is IPv4. */
function plain(address: string | undefined): string | undefined {
  return address === '' ? undefined : address?.replace(/^::ffff:(?=\d+\.)/i, '');
}

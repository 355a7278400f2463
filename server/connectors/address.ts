/**
 * Which addresses the server may connect to by itself (SSRF): only public ones, and those that the
 * administrator listed. The name is resolved once, every address it has is checked, and the connection
 * goes to the address that was checked: a name that answers differently the next time is not asked again.
 */
import { BlockList, isIP } from 'node:net';

export interface Address {
  address: string;
  family: 4 | 6;
}

/** Every address of a host name. */
export type Resolve = (host: string) => Promise<Address[]>;

/** IANA's special-purpose ranges: not reachable from, or not meant for, the public network. */
const special = new BlockList();
for (const [address, length] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  special.addSubnet(address, length, 'ipv4');
}
for (const [address, length] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special.addSubnet(address, length, 'ipv6');
}

/** Of IPv6 only this is given out for the public network. */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');

export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.check(address, 'ipv4');
  return family === 6 && global.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/**
 * The addresses of a host, when the server may connect to every one of them; undefined when not: a host
 * with one inner address is not trusted with the others either.
 */
export async function allowedAddresses(
  host: string,
  networks: BlockList,
  resolve: Resolve,
): Promise<Address[] | undefined> {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare);
  const found =
    family === 0 ? await resolve(bare) : [{ address: bare, family: family === 4 ? 4 : 6 } as const];
  const allowed = found.every(
    ({ address, family: of }) =>
      isPublic(address) || networks.check(address, of === 4 ? 'ipv4' : 'ipv6'),
  );
  return allowed && found.length > 0 ? found : undefined;
}

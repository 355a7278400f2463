import { BlockList } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { allowedAddresses, isPublic, type Address, type Resolve } from './address.ts';

const none = new BlockList();
const v4 = (address: string): Address => ({ address, family: 4 });
const unasked = () => Promise.reject(new Error('asked for a name'));

describe('an address', () => {
  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '223.5.5.5',
    '2400:3200::1',
    '2606:4700::1111',
  ])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  test.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.1.2.3',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:a00:1',
    '::127.0.0.1',
    '64:ff9b::a00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:a00:1::1',
    '3fff::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '4000::1',
    'localhost',
    '',
    '1.2.3',
  ])('%s is not', (address) => {
    expect(isPublic(address)).toBe(false);
  });
});

describe('a host in an address', () => {
  /** As the URL standard reads them: every way to write an inner address comes to the address. */
  test.each([
    'https://127.0.0.1',
    'https://2130706433',
    'https://0x7f000001',
    'https://0x7f.1',
    'https://017700000001',
    'https://127.1',
    'https://0',
    'https://[::1]',
    'https://[::ffff:127.0.0.1]',
    'https://[0:0:0:0:0:ffff:7f00:1]',
    'https://169.254.169.254',
    'https://2852039166',
    'https://１０.0.0.1',
    'https://10。0。0。1',
    'https://user@10.0.0.1',
  ])('%s is refused without asking for a name', async (url) => {
    expect(await allowedAddresses(new URL(url).hostname, none, unasked)).toBeUndefined();
  });

  test.each<[string, Address[]]>([
    ['one public address', [v4('8.8.8.8')]],
    ['two public addresses', [v4('8.8.8.8'), { address: '2400:3200::1', family: 6 }]],
  ])('a name with %s is asked for once and allowed', async (_what, addresses) => {
    const resolve = vi.fn<Resolve>(async () => addresses);
    expect(await allowedAddresses('a.example', none, resolve)).toEqual(addresses);
    expect(resolve).toHaveBeenCalledTimes(1);
  });

  test.each<[string, Address[]]>([
    ['an inner address', [v4('10.0.0.1')]],
    ['a public and an inner address', [v4('8.8.8.8'), v4('10.0.0.1')]],
    ['no address', []],
  ])('a name with %s is refused', async (_what, addresses) => {
    expect(await allowedAddresses('a.example', none, async () => addresses)).toBeUndefined();
  });

  test('inner addresses that the administrator listed are allowed', async () => {
    const listed = new BlockList();
    listed.addSubnet('10.20.0.0', 16, 'ipv4');
    const at = (address: string) => allowedAddresses('a.corp', listed, async () => [v4(address)]);
    expect(await at('10.20.3.4')).toEqual([v4('10.20.3.4')]);
    expect(await at('10.21.3.4')).toBeUndefined();
  });
});

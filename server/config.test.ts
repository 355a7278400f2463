import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { standardRates } from './web/rates.ts';

describe('the environment', () => {
  test('of a fresh machine is enough', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      origin: undefined,
      proxies: [],
      rates: standardRates,
    });
  });

  test.each([
    ['https://flow.example/', 'https://flow.example'],
    ['https://flow.example:8443/x', 'https://flow.example:8443'],
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
    ['http://localhost', 'http://localhost'],
    ['', undefined],
  ])('FLOWMETER_ORIGIN %s is %s', (FLOWMETER_ORIGIN, origin) => {
    expect(readConfig({ FLOWMETER_ORIGIN }).origin).toBe(origin);
  });

  test('FLOWMETER_PROXIES are addresses', () => {
    const { proxies } = readConfig({ FLOWMETER_PROXIES: '10.0.0.1, fd00::1' });
    expect(proxies).toEqual(['10.0.0.1', 'fd00::1']);
  });

  test.each([
    // No browser would keep a session.
    { FLOWMETER_ORIGIN: 'http://flow.example' },
    { FLOWMETER_ORIGIN: 'flow.example' },
    { FLOWMETER_ORIGIN: 'ftp://flow.example' },
    { FLOWMETER_PROXIES: 'proxy.example' },
    { FLOWMETER_LIMITS: 'everything' },
    { FLOWMETER_AUDIT_AT: '25:00' },
    { PORT: '70000' },
  ])('%j is refused by its name', (environment) => {
    expect(() => readConfig(environment)).toThrow(String(Object.keys(environment)[0]));
  });
});

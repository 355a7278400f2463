import { describe, expect, test } from 'vitest';
import { readConnectorSettings } from './settings.ts';

const targets = (text: string) => readConnectorSettings({ FLOWMETER_TARGETS: text });

describe('targets', () => {
  test('nothing is allowed unless it is listed', () => {
    const { targets: allowed, mail } = readConnectorSettings({});
    expect([...allowed]).toEqual([]);
    expect(mail).toBeUndefined();
  });

  test('origins and networks', () => {
    const { targets: allowed, networks } = targets(
      'https://a.example, https://b.example:8443,10.20.0.0/16,https://192.168.7.7,fd00::/8,',
    );
    expect([...allowed]).toEqual([
      'https://a.example',
      'https://b.example:8443',
      'https://192.168.7.7',
    ]);
    const known = ['10.20.1.1', '10.21.1.1', '192.168.7.7', '192.168.7.8', '127.0.0.1'];
    expect(known.filter((one) => networks.check(one))).toEqual(['10.20.1.1', '192.168.7.7']);
    expect(networks.check('fd12::1', 'ipv6')).toBe(true);
  });

  test('this machine, without TLS', () => {
    const { targets: allowed, networks } = targets('http://localhost:9000,http://127.0.0.2:1');
    expect([...allowed]).toEqual(['http://localhost:9000', 'http://127.0.0.2:1']);
    expect(networks.check('127.0.0.1')).toBe(true);
    expect(networks.check('::1', 'ipv6')).toBe(true);
  });

  test.each([
    'a.example',
    'http://a.example',
    'ftp://a.example',
    'https://a.example/path',
    '10.0.0.0/33',
    '999.0.0.0/8',
    '*',
    'https://',
  ])('%s is refused when the server starts', (entry) => {
    expect(() => targets(entry)).toThrow(`“${entry}”`);
  });
});

test('secrets are looked up by name, the newest first, and nothing else is', () => {
  const { secretsOf } = readConnectorSettings({
    FLOWMETER_SECRET_METERS: ' new  old ',
    FLOWMETER_SECRET_EMPTY: '',
    PATH: '/bin',
  });
  expect(secretsOf('METERS')).toEqual(['new', 'old']);
  expect(secretsOf('EMPTY')).toEqual([]);
  expect(secretsOf('OTHER')).toEqual([]);
  expect(secretsOf('__proto__')).toEqual([]);
});

describe('mail', () => {
  test('a server and who it comes from', () => {
    const { mail } = readConnectorSettings({
      FLOWMETER_SMTP_URL: 'smtps://u:p@mail.example',
      FLOWMETER_MAIL_FROM: 'flow@example.cn',
    });
    expect(mail).toEqual({ url: 'smtps://u:p@mail.example', from: 'flow@example.cn' });
  });

  test.each([
    ['https://mail.example', 'a@b.cn', 'FLOWMETER_SMTP_URL'],
    ['mail', 'a@b.cn', 'FLOWMETER_SMTP_URL'],
    ['smtp://mail.example', '', 'FLOWMETER_MAIL_FROM'],
  ])('%s from “%s” is refused when the server starts', (url, from, setting) => {
    const environment = { FLOWMETER_SMTP_URL: url, FLOWMETER_MAIL_FROM: from };
    expect(() => readConnectorSettings(environment)).toThrow(setting);
  });
});

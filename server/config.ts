/** Settings from the environment, each with a default that works on a fresh machine. */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { readAccessSettings, type AccessSettings } from './auth/access-settings.ts';
import { readBackupSettings, type BackupSettings } from './backup/settings.ts';
import { readConnectorSettings, type ConnectorSettings } from './connectors/settings.ts';
import type { Demonstration } from './seed/seed.ts';
import { isLoopback } from './web/callers.ts';
import { ratesIn, type Rates } from './web/rates.ts';

export interface Config {
  dataDir: string;
  host: string;
  port: number;
  /** What an empty store is begun with. */
  demo: Demonstration;
  access: AccessSettings;
  /** The address people use, when it is not the one listened on: https, but on this machine itself. */
  origin: string | undefined;
  /** Addresses of reverse proxies that say who calls. */
  proxies: readonly string[];
  /** How often may be asked; undefined: as often as anybody likes. */
  rates: Rates | undefined;
  /** Minutes past midnight, in the zone of the calendars, at which records are audited. */
  nightlyAt: number;
  connectors: ConnectorSettings;
  backups: BackupSettings;
}

export function readConfig(environment: Record<string, string | undefined>): Config {
  return {
    dataDir: resolve(environment['DATA_DIR'] ?? 'data'),
    host: environment['HOST'] ?? '127.0.0.1',
    port: portOf(environment['PORT']),
    demo: demonstrationOf(environment['FLOWMETER_DEMO']),
    access: readAccessSettings(environment),
    origin: originOf(environment['FLOWMETER_ORIGIN']),
    proxies: proxiesOf(environment['FLOWMETER_PROXIES']),
    rates: ratesIn(environment['FLOWMETER_LIMITS']),
    nightlyAt: minuteOf(environment['FLOWMETER_AUDIT_AT'] ?? '02:00', 'FLOWMETER_AUDIT_AT'),
    connectors: readConnectorSettings(environment),
    backups: readBackupSettings(environment, minuteOf),
  };
}

/** `0`: nothing of the demonstration; `people`: its accounts, and no cases. */
function demonstrationOf(text: string | undefined): Demonstration {
  if (text === '0') return 'none';
  return text === 'people' ? 'people' : 'whole';
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT must be a number from 0 to 65535, not “${text}”`);
  }
  return port;
}

function originOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const url = URL.parse(text);
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url !== null && isSafe) return url.origin;
  // No browser would keep a session otherwise.
  throw new Error(`FLOWMETER_ORIGIN must be an https address, not “${text}”`);
}

function proxiesOf(text = ''): string[] {
  const proxies = text.split(',').flatMap((one) => one.trim() || []);
  const wrong = proxies.find((one) => isIP(one) === 0);
  if (wrong === undefined) return proxies;
  throw new Error(`FLOWMETER_PROXIES must be IP addresses, not “${wrong}”`);
}

function minuteOf(text: string, name: string): number {
  const [, hour = '', minute = ''] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hour === '') throw new Error(`${name} must be a time such as 02:00, not “${text}”`);
  return Number(hour) * 60 + Number(minute);
}

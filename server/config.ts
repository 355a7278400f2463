/** Settings from the environment, each with a default that works on a fresh machine. */
import { resolve } from 'node:path';
import { readConnectorSettings, type ConnectorSettings } from './connectors/settings.ts';

export interface Config {
  dataDir: string;
  host: string;
  port: number;
  /** Seed demonstration cases into an empty store. */
  demo: boolean;
  /** The address people use, when it is not the one listened on; https makes cookies Secure. */
  origin: string | undefined;
  /** Minutes past midnight, in the zone of the calendars, at which records are audited. */
  nightlyAt: number;
  connectors: ConnectorSettings;
}

export function readConfig(environment: Record<string, string | undefined>): Config {
  return {
    dataDir: resolve(environment['DATA_DIR'] ?? 'data'),
    host: environment['HOST'] ?? '127.0.0.1',
    port: portOf(environment['PORT']),
    demo: environment['FLOWMETER_DEMO'] !== '0',
    origin: originOf(environment['FLOWMETER_ORIGIN']),
    nightlyAt: minuteOf(environment['FLOWMETER_AUDIT_AT'] ?? '02:00'),
    connectors: readConnectorSettings(environment),
  };
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT must be a number from 0 to 65535, not “${text}”`);
  }
  return port;
}

function originOf(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : new URL(text).origin;
}

function minuteOf(text: string): number {
  const [, hour = '', minute = ''] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hour === '')
    throw new Error(`FLOWMETER_AUDIT_AT must be a time such as 02:00, not “${text}”`);
  return Number(hour) * 60 + Number(minute);
}

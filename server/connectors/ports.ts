/** What connectors need of the world besides the clock. */
import { lookup } from 'node:dns/promises';
import type { Address, Resolve } from './address.ts';
import type { Chance } from './backoff.ts';
import { readConnectorSettings, type ConnectorSettings } from './settings.ts';

export interface ConnectorPorts {
  settings: ConnectorSettings;
  resolve: Resolve;
  chance: Chance;
}

/** Without settings nothing may be sent and nobody is heard. */
export function connectorPorts(settings = readConnectorSettings({})): ConnectorPorts {
  return { settings, resolve: resolveName, chance: Math.random };
}

async function resolveName(host: string): Promise<Address[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

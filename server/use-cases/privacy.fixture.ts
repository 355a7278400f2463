/** An office that knows persons: clients as records, their parcels, and what they borrow as cases. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { RetentionDefinition, RetentionRow } from '@flowmeter/engine/definition/retention.ts';
import type { Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { testServer, type TestServer } from '../testing.ts';
import { raiseFindings } from './raise-findings.ts';
import { auditPack } from './record-audits.fixture.ts';

const said = (text: string) => ({ zh: text, en: text });
export const basis = { kind: 'promise' as const, source: said('test') };

const client: Definition = {
  kind: 'record',
  id: 'client',
  name: said('Client'),
  key: ['client_no'],
  fields: {
    client_no: { name: said('Number'), type: 'string' },
    name: { name: said('Name'), type: 'string', personal: true },
    phone: { name: said('Phone'), type: 'string', personal: true, nullable: true },
    cert: { name: said('Certificate'), type: 'string', personal: true },
    grade: { name: said('Grade'), type: 'integer' },
  },
};

const persons: RetentionDefinition['persons'] = [
  { id: 'client', name: said('Client'), record: 'client', facts: ['client_no'] },
];

export function retention(...periods: RetentionRow[]): RetentionDefinition {
  const plain: RetentionRow = { material: 'session', basis };
  return {
    kind: 'retention',
    id: 'retention',
    name: said('Retention'),
    periods: periods.length === 0 ? [plain] : periods,
    persons,
  };
}

/** Parcels are of clients; a finding about a heavy one quotes the phone. */
export function privacyPack(...periods: RetentionRow[]): Definition[] {
  return [
    ...auditPack(said('Weighs {weight}: call {phone}')).map(known),
    client,
    retention(...periods),
  ];
}

function known(definition: Definition): Definition {
  if (definition.kind === 'record' && definition.id === 'parcel') {
    const to = { name: said('Client'), record: 'client', by: { client_no: 'sender' } };
    return { ...definition, links: { client: to } };
  }
  if (definition.kind === 'facts' && definition.id === 'words') {
    const { facts } = definition;
    const borrower = { ...(facts['borrower'] as NonNullable<(typeof facts)['x']>), personal: true };
    const client_no = { name: said('Client'), type: 'string' as const, nullable: true };
    return { ...definition, facts: { ...facts, borrower, client_no } };
  }
  if (definition.kind === 'flow' && definition.id === 'lend') {
    const start = definition.steps['start'];
    if (start?.kind !== 'start') return definition;
    const form = [...start.form, { fact: 'client_no', optional: true }];
    const outcomes = [
      ...definition.outcomes,
      { id: 'dropped', name: said('Dropped'), unfinished: true },
    ];
    const cancel = { outcome: 'dropped', posts: ['manager'] };
    return {
      ...definition,
      outcomes,
      cancel,
      steps: { ...definition.steps, start: { ...start, form } },
    };
  }
  return definition;
}

export function privacyServer(...periods: RetentionRow[]): Promise<TestServer> {
  return testServer({ pack: privacyPack(...periods), raiseFindings });
}

export function actorOf(deps: Deps, id: string): Actor {
  const person = deps.inForce.person(id);
  if (person === undefined) throw new Error(`there is no ${id}`);
  return deps.inForce.actor(person);
}

/** Brings a file of records. */
export async function brought(server: TestServer, kind: string, ...lines: string[]): Promise<void> {
  const adam = await server.as('adam');
  const path = `/api/records/${kind}/batches?name=c.csv`;
  const headers = { 'Content-Type': 'text/csv' };
  const done = await adam.send('POST', path, `${lines.join('\r\n')}\r\n`, { headers });
  if (done.status !== 201) throw new Error(JSON.stringify(done.body));
}

/** Dora opens a case of lending. */
export async function lent(
  server: TestServer,
  data: Record<string, unknown>,
  key = 'k',
): Promise<string> {
  const dora = await server.as('dora');
  const answer = await dora.post('/api/cases', { flow: 'lend', unit: 'north', data }, { key });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return (answer.body as unknown as { case_id: string }).case_id;
}

/** Files of the data folder that hold a text, as bytes. */
export function filesHolding(server: TestServer, text: string): string[] {
  const root = dirname(server.file);
  return globSync('**/*', { cwd: root, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((file) => readFileSync(file).includes(text));
}

export function codesOf(done: object): string[] {
  return 'problems' in done ? (done.problems as { code: string }[]).map(({ code }) => code) : [];
}

/** Of what was made; empty when it was not. */
export function idOf(done: Result<{ id: string }>): string {
  return done.ok ? done.value.id : '';
}

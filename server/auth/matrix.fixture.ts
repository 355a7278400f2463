/** An office of three levels in which every role sits in every place, and something of every kind in the north. */
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import {
  roles,
  type OrganisationDefinition,
  type Role,
} from '@flowmeter/engine/definition/organisation.ts';
import {
  awaitFlow,
  event,
  incoming,
  installed,
  opening,
  send,
} from '../connectors/events.fixture.ts';
import { meters, orderFlow, secret } from '../connectors/orders.fixture.ts';
import { connectorPorts } from '../connectors/ports.ts';
import { readConnectorSettings } from '../connectors/settings.ts';
import { parcelFile, parcelRow } from '../records/records.fixture.ts';
import { noticePack } from '../routes/notices.fixture.ts';
import { testServer, type Answer, type Client, type TestServer } from '../testing.ts';
import { proposed, saved } from '../use-cases/governance.fixture.ts';
import { raiseFindings } from '../use-cases/raise-findings.ts';
import { auditPack } from '../use-cases/record-audits.fixture.ts';
import { does } from '../use-cases/sharing.fixture.ts';
import { createWorker } from '../worker/worker.ts';

/** Where somebody sits, seen from the north: `head` is above it, `east` within it, `south` beside it. */
export const places = ['head', 'north', 'east', 'south'] as const;
export type Place = (typeof places)[number];

/** Who sees what belongs to the north. */
export const seesNorth = (place: Place) => place === 'head' || place === 'north';

export const bearer = (role: Role, place: Place) => `${role}_${place}`;
export const everybody = roles.flatMap((role) => places.map((place) => [role, place] as const));

/** What there is of one unit; and what is of somebody at the top. */
export interface Objects {
  case: string;
  task: string;
  told: string;
  finding: string;
  recordFinding: string;
  exemption: string;
  incident: string;
  deadLetter: string;
  record: string;
  scorecard: string;
}

/** What belongs to people and not to units. */
export interface Papers {
  draft: string;
  change: string;
  evidence: string;
  backtest: string;
  hash: string;
  audit: string;
  session: string;
}

export function matrixServer(): Promise<TestServer> {
  const settings = readConnectorSettings({ FLOWMETER_SECRET_METERS: secret });
  return testServer({
    pack: pack(),
    raiseFindings,
    connectors: { ...connectorPorts(settings), chance: () => 1 },
  });
}

/** Makes one of everything in a unit. */
export async function furnish(server: TestServer, unit: 'north' | 'south'): Promise<Objects> {
  const as = (name: string) => server.as(`${name}_${unit}`);
  const [desk, checker] = [await as('desk'), await as('checker')];
  const borrower = `Secret ${unit}`;
  const opened = async (flow: string, data: object = { borrower }) => {
    const answer = await desk.post('/api/cases', { flow, data });
    return String(done(answer)['case_id']);
  };
  const lent = await opened('lend', { borrower, amount: 3500 });
  const told = await opened('told');
  await does(desk, `${told}.2`, 'claim');
  await does(desk, `${told}.2`, 'complete', { data: {} });
  await does(checker, `${lent}.2`, 'copy', { persons: [`desk_${unit}`] });
  const ordered = await opened('order', { borrower, amount: 1 });
  const record = `P-${unit}`;
  await bring(server, unit, record);
  // Two cases wait for it: neither gets it.
  for (const _each of ['one', 'other']) await opened('await');
  await send(
    server,
    event(`late-${unit}`, `meter.${unit}`, { who: borrower, order: { number: borrower } }),
  );
  await passMorning(server);
  const anna = await server.as('anna');
  return {
    case: lent,
    task: `${lent}.2`,
    told,
    record,
    ...(await found(anna, unit)),
    incident: await rowOf(
      await server.as('stan'),
      '/api/incidents',
      (row) => row['case_id'] === ordered,
    ),
    deadLetter: await rowOf(await server.as('stan'), '/api/dead-letters', (row) =>
      JSON.stringify(row).includes(`late-${unit}`),
    ),
    scorecard: `card_${unit}`,
  };
}

/** Five hours, after which everything is audited. */
export async function passMorning(server: TestServer): Promise<void> {
  server.clock.advance(5 * 3_600_000);
  await createWorker(server.deps).runDue();
  const anna = await server.as('anna');
  done(await anna.post('/api/audits', { stage: 'during' }));
  done(await anna.post('/api/audits', { records: ['parcel'] }));
}

/** Drafts, a change, a backtest of the owner at the top. */
export async function write(server: TestServer): Promise<Papers> {
  const [olga, otto, anna] = [
    await server.as('olga'),
    await server.as('otto'),
    await server.as('anna'),
  ];
  const change = await proposed(otto, 3);
  await createWorker(server.deps).runDue();
  const { body } = await otto.get(`/api/changes/${String(change['id'])}`);
  const begun = done(await olga.post('/api/drafts', { kind: 'ruleset', id: 'audits' }));
  const { id, revision, content } = begun as unknown as Ruleset;
  const [, , large] = content.rules;
  if (large !== undefined) large.conditions.value = 2000;
  const draft = await saved(olga, { id, revision }, content);
  const hash = String((await olga.get('/api/definitions/flow/lend')).body['hash']);
  const backtest = done(await olga.post('/api/backtests', { draft: draft.id }));
  const audits = (await anna.get('/api/audits')).body['rows'] as unknown as { id: string }[];
  const sessions = (await olga.get('/api/account')).body['sessions'] as unknown as { id: string }[];
  return {
    draft: draft.id,
    change: String(change['id']),
    evidence: String(body['evidence_hash']),
    backtest: String(backtest['id']),
    hash,
    audit: audits[0]?.id ?? '',
    session: sessions?.[0]?.id ?? '',
  };
}

async function found(anna: Client, unit: string) {
  const of = (fits: (row: Row) => boolean) =>
    rowOf(
      anna,
      '/api/findings',
      (row) => JSON.stringify(row['unit']).includes(`"${unit}"`) && fits(row),
    );
  const finding = await of((row) => JSON.stringify(row).includes('"D1"'));
  const recordFinding = await of((row) => JSON.stringify(row).includes(`Sender ${unit}`));
  const asked = { until: '2026-04-01', reason: 'known' };
  const exemption = done(await anna.post(`/api/findings/${recordFinding}/exemption`, asked));
  return { finding, recordFinding, exemption: String(exemption['id']) };
}

interface Ruleset {
  id: string;
  revision: number;
  content: { rules: { conditions: { value: unknown } }[] };
}

type Row = Record<string, unknown>;

async function rowOf(client: Client, path: string, fits: (row: Row) => boolean): Promise<string> {
  const { body } = await client.get(path);
  const row = (body['rows'] as unknown as Row[]).find(fits);
  if (row === undefined) throw new Error(`nothing of it in ${path}: ${JSON.stringify(body)}`);
  return String(row['id']);
}

async function bring(server: TestServer, desk: string, no: string): Promise<void> {
  const adam = await server.as('adam');
  const headers = { 'Content-Type': 'text/csv' };
  const path = `/api/records/parcel/batches?name=${desk}.csv`;
  const text = parcelFile(parcelRow(no, { desk, weight: '99', sender: `Sender ${desk}` }));
  done(await adam.send('POST', path, text, { headers }));
}

/** @throws unless it was done */
function done({ status, body }: Answer): Answer['body'] {
  if (status >= 300) throw new Error(JSON.stringify(body));
  return body;
}

function pack(): Definition[] {
  const known = new Set<string>();
  const all = [
    ...noticePack(),
    ...auditPack(),
    orderFlow('meters'),
    meters({}),
    awaitFlow(),
    incoming('installed', installed),
    incoming('north', { ...opening, ...installed }),
    incoming('south', { ...opening, ...installed, opens: { ...opening.opens, unit: 'south' } }),
    ...cards(),
  ];
  const fresh = all.filter(({ kind, id }) => {
    const name = `${kind} ${id}`;
    return !known.has(name) && known.add(name);
  });
  return fresh.map((one) => (one.kind === 'organisation' ? staffed(one) : one));
}

function cards(): Definition[] {
  const card = auditPack().find((one) => one.kind === 'scorecard');
  if (card?.kind !== 'scorecard') throw new Error('a pack without a scorecard');
  return ['north', 'south'].map((unit) => ({ ...card, id: `card_${unit}`, unit, level: 'team' }));
}

const said = (text: string) => ({ zh: text, en: text });

function staffed(office: OrganisationDefinition): OrganisationDefinition {
  const bearers = everybody.map(([role, unit]) => ({
    id: bearer(role, unit),
    name: said(role),
    unit,
    posts: role === 'clerk' && unit !== 'east' ? ['checker'] : [],
    roles: [role],
  }));
  const workers = ['north', 'south'].flatMap((unit) =>
    ['desk', 'checker'].map((post) => ({
      id: `${post}_${unit}`,
      name: said(post),
      unit,
      posts: [post],
      roles: ['clerk' as const],
    })),
  );
  return {
    ...office,
    units: [...office.units, { id: 'east', name: said('East'), parent: 'north' }],
    people: [...office.people, ...bearers, ...workers],
  };
}

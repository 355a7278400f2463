import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { describe, expect, test } from 'vitest';
import { parcelRow } from '../records/records.fixture.ts';
import { auditPack, auditServer, bring, findingsOf } from './record-audits.fixture.ts';
import { beginBacktest, subjectOf } from './run-backtest.ts';

/** Whose key and object tell of persons, and whose weight does too. */
function personalPack(): Definition[] {
  return auditPack().map((one) => {
    if (one.kind !== 'record') return one;
    const fields = Object.entries(one.fields).map(([id, field]) => {
      const isPersonal = ['parcel_no', 'sender', 'weight'].includes(id);
      return [id, isPersonal ? { ...field, personal: true } : field] as const;
    });
    return { ...one, fields: Object.fromEntries(fields) };
  });
}

const NUMBER = 'PARCEL-777001';
const SENDER = 'Ada Lovelace';
const heavy = parcelRow(NUMBER, { desk: 'north', weight: '25', sender: SENDER });
const unread = parcelRow('PARCEL-888002', { desk: 'north', weight: '', sender: SENDER });

async function audited() {
  const server = await auditServer(personalPack());
  await bring(server, heavy, unread);
  const anna = await server.as('anna');
  const done = await anna.post('/api/audits', { records: ['parcel'] });
  const [found] = await findingsOf(anna);
  const { run } = done.body as unknown as { run: { id: string } };
  return { server, anna, finding: found!, run: run.id };
}

const secrets = [NUMBER, SENDER, '888002'];

describe('keys and objects that tell of persons', () => {
  test('of findings are told in part, and the record opens all the same', async () => {
    const { server, anna, finding } = await audited();
    await using _ = server;
    const path = `/api/findings/${finding.id}`;
    const whole = (await anna.get(path)).body;
    expect(whole).toMatchObject({ object: SENDER, record_key: [NUMBER], period: '202601' });
    const dora = await server.as('dora');
    const part = (await dora.get(path)).body;
    expect(part).toMatchObject({ object: 'Ada******ace', record_key: ['PAR*******001'] });
    expect(part).toMatchObject({ period: '202601' });
    for (const secret of secrets) {
      expect(JSON.stringify(part)).not.toContain(secret);
      expect(JSON.stringify(await findingsOf(dora))).not.toContain(secret);
    }
    const record = await dora.get(`/api/records/parcel/record?finding=${finding.id}`);
    expect(record).toMatchObject({ status: 200, body: { kind: { id: 'parcel' } } });
    expect(JSON.stringify(record.body)).not.toContain(NUMBER);
    const sid = await server.as('sid');
    const other = await sid.get(`/api/records/parcel/record?finding=${finding.id}`);
    expect(other.status).toBe(404);
  });

  test('stand in the case that handles a finding in part', async () => {
    const { server, anna, finding } = await audited();
    await using _ = server;
    const handling = await anna.get(`/api/cases/${finding.rectification_id}`);
    expect(handling.body).toMatchObject({
      data: [{ id: 'finding_id' }, { id: 'ref_record', value: 'parcel Ada******ace 202601' }],
    });
  });

  test('of what is not known and of the white list are told in part, and not looked for', async () => {
    const { server, anna, finding, run } = await audited();
    await using _ = server;
    const until = { until: '2026-12-01', reason: 'Known' };
    expect((await anna.post(`/api/findings/${finding.id}/exemption`, until)).status).toBe(201);
    const olga = await server.as('olga');
    const report = (await olga.get(`/api/audits/${run}`)).body;
    expect(report).toMatchObject({ rules: [{ examples: [{ key: ['PAR*******002'] }] }, {}] });
    expect((await olga.get('/api/exemptions')).body).toMatchObject({
      rows: [{ object: 'Ada******ace' }],
    });
    expect((await olga.get('/api/exemptions?object=Ada')).body['rows']).toEqual([]);
    expect((await anna.get('/api/exemptions?object=Ada')).body['rows']).toHaveLength(1);
  });

  test('of hits gained and lost are told in part', async () => {
    const { server, anna } = await audited();
    await using _ = server;
    const { deps } = server;
    const { definition } = deps.inForce.active('ruleset', 'weights')!;
    const without = { ...definition, rules: [] } as unknown as Definition;
    const begun = await beginBacktest(deps, {
      definitions: [without],
      subject: subjectOf(definition, {}),
      only: ['W1'],
      by: 'system',
    });
    const { report, ended } = (begun as Extract<typeof begun, { ok: true }>).value;
    await ended;
    const path = `/api/backtests/${report.id}/flips`;
    expect((await anna.get(path)).body).toMatchObject({
      rows: [{ key: [NUMBER], object: SENDER }],
    });
    const part = (await (await server.as('olga')).get(path)).body;
    expect(part).toMatchObject({ rows: [{ key: ['PAR*******001'], object: 'Ada******ace' }] });
    for (const secret of secrets) expect(JSON.stringify(part)).not.toContain(secret);
  });

  test('what was wrong with a row is said without its value', async () => {
    await using server = await auditServer(personalPack());
    await bring(server, parcelRow('P1', { weight: 'heavy' }));
    const { body } = await (await server.as('olga')).get('/api/records/parcel/batches');
    expect(body).toMatchObject({ rows: [{ bad: [{ reason: { en: '“***” is no number' } }] }] });
    expect(JSON.stringify(body)).not.toContain('heavy');
  });
});

import { describe, expect, test } from 'vitest';
import { parcelRow } from '../records/records.fixture.ts';
import {
  auditPack,
  auditServer,
  bring,
  findingsOf,
  withNorthern,
} from './record-audits.fixture.ts';

const DAY = 86_400_000;
const heavy = parcelRow('P1', { desk: 'north', weight: '25' });

describe('records are audited on demand', () => {
  test('a hit becomes a finding about the record, with its reason and a case that handles it', async () => {
    await using server = await auditServer();
    await bring(server, heavy, parcelRow('P2', { desk: 'south', month: '202602', weight: '' }));
    const anna = await server.as('anna');
    const done = await anna.post('/api/audits', { records: ['parcel'] });
    expect(done).toMatchObject({
      status: 200,
      body: {
        checked: 2,
        hits: 1,
        unknown: 2,
        run: { status: 'done', found: 1, exempt: 0, held_back: 0, by: { id: 'anna' } },
      },
    });
    const [row, ...others] = await findingsOf(anna, '?subject=record');
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      rule: { id: 'W1' },
      subject: { id: 'parcel', name: { en: 'Parcel' } },
      case_id: null,
      object: 'Ada',
      period: '202601',
      unit: { id: 'north' },
      message: { en: 'Weighs 25 kg' },
    });
    const finding = await anna.get(`/api/findings/${row!.id}`);
    expect(finding.body).toMatchObject({
      operands: { weight: 25 },
      record_key: ['P1'],
      reason: { holds: true, parts: [{ holds: true }] },
      recheck: null,
      exemption: null,
    });
    const handling = await anna.get(`/api/cases/${row!.rectification_id}`);
    expect(handling.body).toMatchObject({
      flow: { id: 'put_right' },
      unit: { id: 'north' },
      data: [
        { id: 'finding_id', value: row!.id },
        { id: 'ref_record', value: 'parcel Ada 202601' },
      ],
    });
  });

  test('what is not known is told apart by rule, with examples of the own units', async () => {
    await using server = await auditServer(withNorthern());
    const northern = parcelRow('P3', { desk: 'north', weight: '5' });
    await bring(server, parcelRow('P2', { desk: 'south', weight: '' }), northern);
    const anna = await server.as('anna');
    const done = await anna.post('/api/audits', { records: [] });
    const { id } = (done.body as unknown as { run: { id: string } }).run;
    const report = await anna.get(`/api/audits/${id}`);
    const unknown = {
      unknown: 1,
      hits: 0,
      examples: [{ key: ['P2'], missing: [{ id: 'weight', name: { en: 'Weight' } }] }],
    };
    expect(report.body).toMatchObject({
      kinds: [{ kind: { id: 'parcel' }, checked: 2, absent: false }],
      rules: [
        { rule: { id: 'W1' }, ...unknown },
        { rule: { id: 'W2' }, ...unknown },
      ],
    });
    const listed = await (await server.as('nina')).get('/api/audits');
    expect(listed.body).toMatchObject({ rows: [{ id, unknown: 0, checked: 1 }] });
  });

  test('a run again finds nothing new, and neither does another edition', async () => {
    await using server = await auditServer();
    await bring(server, heavy);
    const anna = await server.as('anna');
    await anna.post('/api/audits', { records: ['parcel'], rules: ['W1'] });
    const [before] = await findingsOf(anna);
    server.clock.advance(DAY);
    await bring(server, parcelRow('P1', { desk: 'north', weight: '26' }));
    const auditor = await server.as('anna');
    const again = await auditor.post('/api/audits', { records: ['parcel'] });
    expect(again.body).toMatchObject({ hits: 1, run: { found: 0 } });
    expect(await findingsOf(auditor)).toEqual([before]);
  });

  test.each([
    [{ records: ['letter'] }, 404, 'record_kind_not_found'],
    [{ records: [], rules: ['W9'] }, 404, 'audit_rule_not_found'],
    [{ records: 'parcel' }, 422, 'schema'],
  ])('%j is refused', async (body, status, code) => {
    await using server = await auditServer();
    const refused = await (await server.as('anna')).post('/api/audits', body);
    expect(refused).toMatchObject({ status, body: { problems: [{ code }] } });
  });

  test('only auditors run audits; other units are not seen', async () => {
    await using server = await auditServer();
    await bring(server, heavy);
    await (await server.as('anna')).post('/api/audits', { records: [] });
    const [found] = await findingsOf(await server.as('mia'));
    const [dora, sid] = [await server.as('dora'), await server.as('sid')];
    expect((await dora.post('/api/audits', { records: [] })).status).toBe(403);
    expect(await findingsOf(dora)).toHaveLength(1);
    expect(await findingsOf(sid)).toEqual([]);
    expect((await sid.get(`/api/findings/${found!.id}`)).status).toBe(404);
  });
});

describe('the white list', () => {
  test('leaves an object alone until its day; then it is found', async () => {
    await using server = await auditServer();
    await bring(server, heavy);
    const anna = await server.as('anna');
    await anna.post('/api/audits', { records: [] });
    const [found] = await findingsOf(anna);
    const entry = { until: '2026-03-04', reason: 'scale is being repaired' };
    const added = await anna.post(`/api/findings/${found!.id}/exemption`, entry);
    expect(added).toMatchObject({
      status: 201,
      body: { ...entry, lasts: true, by: { id: 'anna' } },
    });
    expect((await anna.get(`/api/findings/${found!.id}`)).body).toMatchObject({ exemption: entry });
    await bring(server, heavy, parcelRow('P7', { desk: 'north', month: '202602', weight: '30' }));
    const exempt = await anna.post('/api/audits', { records: [] });
    expect(exempt.body).toMatchObject({ hits: 2, run: { found: 0, exempt: 2 } });
    const { run } = exempt.body as unknown as { run: { id: string } };
    expect((await anna.get('/api/exemptions?state=lasting&object=Ad')).body).toMatchObject({
      rows: [{ object: 'Ada', held: { hits: 2, run: run.id } }],
    });
    expect((await anna.get('/api/exemptions?object=Bob')).body).toMatchObject({ rows: [] });
    const { id: chosen } = added.body as unknown as { id: string };
    expect((await anna.get(`/api/exemptions?id=${chosen}`)).body).toMatchObject({
      rows: [{ id: chosen, object: 'Ada' }],
    });
    expect((await anna.get('/api/exemptions?id=another')).body).toMatchObject({ rows: [] });
    const { body: report } = await anna.get(`/api/audits/${run.id}`);
    expect(report).toMatchObject({
      rules: [
        {
          exempt: 2,
          held_by: [{ exemption: chosen, object: 'Ada', hits: 2, keys: [['P1'], ['P7']] }],
        },
      ],
    });
    server.clock.advance(3 * DAY);
    const after = await server.as('anna');
    expect((await after.get('/api/exemptions?state=over')).body).toMatchObject({
      rows: [{ object: 'Ada', lasts: false }],
    });
    const again = await after.post('/api/audits', { records: ['parcel'] });
    expect(again.body).toMatchObject({ hits: 2, run: { found: 1, exempt: 0 } });
  });

  test('of one unit says nothing for another', async () => {
    await using server = await auditServer();
    await bring(server, heavy);
    const anna = await server.as('anna');
    await anna.post('/api/audits', { records: ['parcel'] });
    const [found] = await findingsOf(anna);
    await anna.post(`/api/findings/${found!.id}/exemption`, { until: '2026-04-01', reason: 'x' });
    const south = { desk: 'south', weight: '25', month: '202602' };
    const north = { desk: 'north', weight: '25', month: '202603' };
    await bring(server, parcelRow('P2', south), parcelRow('P3', north));
    const again = await anna.post('/api/audits', { records: ['parcel'], rules: ['W1'] });
    expect(again.body).toMatchObject({ hits: 3, run: { found: 1, exempt: 2 } });
    const [other] = await findingsOf(anna);
    expect(other).toMatchObject({ unit: { id: 'south' } });
    expect((await anna.get(`/api/findings/${other!.id}`)).body).toMatchObject({ exemption: null });
  });

  test('is added once under one key', async () => {
    await using server = await auditServer();
    await bring(server, heavy);
    const anna = await server.as('anna');
    await anna.post('/api/audits', { records: [] });
    const [found] = await findingsOf(anna);
    const path = `/api/findings/${found!.id}/exemption`;
    const key = { key: 'k1' };
    const asked = { until: '2026-04-01', reason: 'x' };
    const first = await anna.post(path, asked, key);
    expect((await anna.post(path, asked, key)).body).toEqual(first.body);
    const other = await anna.post(path, { ...asked, reason: 'y' }, key);
    expect(other).toMatchObject({ body: { problems: [{ code: 'idempotency_mismatch' }] } });
    const { body } = await anna.get('/api/exemptions');
    expect((body as unknown as { rows: unknown[] }).rows).toHaveLength(1);
  });

  test('is ended before its day, once', async () => {
    await using server = await auditServer();
    await bring(server, heavy);
    const anna = await server.as('anna');
    await anna.post('/api/audits', { records: [] });
    const [found] = await findingsOf(anna);
    const path = `/api/findings/${found!.id}/exemption`;
    const { body } = await anna.post(path, { until: '2026-04-01', reason: 'x' });
    const { id } = body as unknown as { id: string };
    expect((await anna.post(`/api/exemptions/${id}/end`)).status).toBe(204);
    const twice = await anna.post(`/api/exemptions/${id}/end`);
    expect(twice).toMatchObject({ status: 409, body: { problems: [{ code: 'exemption_over' }] } });
    expect((await anna.get('/api/exemptions?state=lasting')).body).toMatchObject({ rows: [] });
    const log = await anna.get('/api/audit-log');
    const { rows } = log.body as unknown as { rows: { action: string }[] };
    expect(rows.slice(0, 2).map(({ action }) => action)).toEqual([
      'exemption.ended',
      'exemption.added',
    ]);
  });

  test.each([
    ['2026-03-01', 'exemption_past'],
    ['2028-01-01', 'exemption_too_long'],
    ['soon', 'schema'],
  ])('until %s is refused', async (until, code) => {
    await using server = await auditServer();
    await bring(server, heavy);
    const anna = await server.as('anna');
    await anna.post('/api/audits', { records: [] });
    const [found] = await findingsOf(anna);
    const refused = await anna.post(`/api/findings/${found!.id}/exemption`, { until, reason: 'x' });
    expect(refused).toMatchObject({ status: 422, body: { problems: [{ code }] } });
  });
});

test('what is personal is shown in part, but not to auditors', async () => {
  await using server = await auditServer(auditPack({ zh: '电话 {phone}', en: 'Phone {phone}' }));
  await bring(server, parcelRow('P1', { desk: 'north', weight: '25', phone: '13812345678' }));
  const anna = await server.as('anna');
  await anna.post('/api/audits', { records: [] });
  const [row] = await findingsOf(anna);
  const whole = await anna.get(`/api/findings/${row!.id}`);
  expect(whole.body).toMatchObject({ operands: { phone: '13812345678' } });
  const part = await (await server.as('dora')).get(`/api/findings/${row!.id}`);
  expect(part.body).toMatchObject({ operands: { phone: '138*****678', weight: 25 } });
  expect(JSON.stringify(part.body)).not.toContain('13812345678');
  const handling = await (await server.as('dora')).get(`/api/cases/${row!.rectification_id}`);
  expect(JSON.stringify(handling.body)).not.toContain('13812345678');
});

test('what is personal and not there leaves the words as they are', async () => {
  const pack = auditPack({ zh: '电话 {phone}', en: 'Phone {phone}' });
  await using server = await auditServer(pack);
  await bring(server, parcelRow('P1', { desk: 'north', weight: '25' }));
  const anna = await server.as('anna');
  await anna.post('/api/audits', { records: [] });
  const dora = await server.as('dora');
  const [row] = await findingsOf(dora);
  expect(row).toMatchObject({ rule: { name: { en: 'Too heavy' } } });
  expect(JSON.stringify(row)).not.toContain('***');
});

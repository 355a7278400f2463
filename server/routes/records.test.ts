import { describe, expect, test } from 'vitest';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { parcel, parcelFile, parcelRow } from '../records/records.fixture.ts';
import { testServer, type Client, type TestServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';

/** A record whose unit is that of the parcel it belongs to. */
const leg: RecordDefinition = {
  kind: 'record',
  id: 'leg',
  name: { zh: '运段', en: 'Leg' },
  key: ['parcel_no', 'seq'],
  unit: 'parcel.desk',
  fields: {
    parcel_no: { name: { zh: '单号', en: 'Parcel' }, type: 'string' },
    seq: { name: { zh: '序号', en: 'Seq' }, type: 'integer' },
  },
  links: {
    parcel: {
      name: { zh: '包裹', en: 'Parcel' },
      record: 'parcel',
      by: { parcel_no: 'parcel_no' },
    },
  },
};

const file = parcelFile(
  parcelRow('P1', { desk: 'north', phone: '13812345678' }),
  parcelRow('P2', { desk: 'south' }),
  parcelRow('P3'),
  parcelRow('P4', { weight: 'heavy' }),
);

const csv = { 'Content-Type': 'text/csv' };
const send = (client: Client, text = file, path = '/api/records/parcel/batches?name=p.csv') =>
  client.send('POST', path, text, { headers: csv });

async function started(): Promise<TestServer> {
  return testServer({ pack: [...testingPack(), parcel, leg] });
}

async function imported(): Promise<TestServer> {
  const server = await started();
  await send(await server.as('adam'));
  return server;
}

describe('a file of records that is sent', () => {
  test('is imported; what it brought is told and kept in the audit log', async () => {
    await using server = await started();
    const adam = await server.as('adam');
    const answer = await send(adam);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        seq: 1,
        file: 'p.csv',
        by: { id: 'adam' },
        counts: { rows: 4, added: 3, bad: 1 },
        bad: [{ line: 5, column: 'weight', code: 'not_number', reason: { zh: '“heavy”不是数字' } }],
      },
    });
    expect((await adam.get('/api/records/parcel/batches')).body['rows']).toEqual([answer.body]);
    expect((await adam.get('/api/records')).body['rows']).toMatchObject([
      { kind: { id: 'leg' }, rows: 0, batches: 0, last_at: null },
      { kind: { id: 'parcel' }, rows: 3, batches: 1 },
    ]);
    expect((await adam.get('/api/audit-log')).body['rows']).toContainEqual(
      expect.objectContaining({ action: 'records.imported', object: 'parcel' }),
    );
  });

  test('gives back its bad rows', async () => {
    await using server = await imported();
    const adam = await server.as('adam');
    const answer = await adam.get('/api/records/parcel/batches/1/bad-rows?purpose=Mend');
    expect(answer.headers.get('content-disposition')).toContain('parcel-1-bad.csv');
    const text = String(answer.body['text']);
    expect(text).toContain('5,weight,“heavy”不是数字 / “heavy” is no number,P4,Ada');
    const again = await send(adam, text.replaceAll('heavy', '4'));
    expect(again.body).toMatchObject({ counts: { rows: 1, added: 1, bad: 0 } });
    const none = await adam.get('/api/records/parcel/batches/2/bad-rows?purpose=Mend');
    expect(none).toMatchObject({ status: 404 });
  });

  test.each(['', '?purpose=', '?purpose=%20'])('gives none for no purpose: %j', async (query) => {
    await using server = await imported();
    const adam = await server.as('adam');
    const refused = await adam.get(`/api/records/parcel/batches/1/bad-rows${query}`);
    expect(refused).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'schema', at: '/purpose' }] },
    });
  });

  test('gives bad rows that tell of persons to whoever brought them, and says so', async () => {
    await using server = await imported();
    const path = '/api/records/parcel/batches/1/bad-rows?purpose=Mend';
    const other = await (await server.as('olga')).get(path);
    expect(other).toMatchObject({ status: 403, body: { problems: [{ code: 'not_allowed' }] } });
    const adam = await server.as('adam');
    expect((await adam.get(path)).status).toBe(200);
    expect((await adam.get('/api/audit-log')).body['rows']).toContainEqual(
      expect.objectContaining({ action: 'records.bad_rows_read', object: 'parcel' }),
    );
  });

  test('is imported once under one key', async () => {
    await using server = await started();
    const adam = await server.as('adam');
    const path = '/api/records/parcel/batches';
    const twice = [1, 2].map(() => adam.send('POST', path, file, { headers: csv, key: 'k1' }));
    const [first, second] = await Promise.all(twice);
    expect(new Set([first?.status, second?.status])).toEqual(new Set([201, 409]));
    const third = await adam.send('POST', path, file, { headers: csv, key: 'k1' });
    expect(third).toMatchObject({ status: 201, body: { seq: 1 } });
    const other = await adam.send('POST', path, parcelFile(), { headers: csv, key: 'k1' });
    expect(other).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'idempotency_mismatch' }] },
    });
  });

  test.each<[string, number, string, string]>([
    ['/api/records/none/batches', 404, 'record_kind_not_found', file],
    ['/api/records/parcel/batches', 422, 'records_unreadable', 'a,b\n'],
    ['/api/records/parcel/batches?known_at=2999-01-01T00:00:00Z', 422, 'records_known_later', file],
    ['/api/records/parcel/batches?known_at=soon', 422, 'schema', file],
  ])('%s: %i', async (path, status, code, text) => {
    await using server = await started();
    const answer = await send(await server.as('adam'), text, path);
    expect(answer).toMatchObject({ status, body: { problems: [{ code }] } });
  });

  test('is no JSON, and JSON is nothing else', async () => {
    await using server = await started();
    const adam = await server.as('adam');
    const form = { headers: { 'Content-Type': 'text/plain' } };
    const path = '/api/records/parcel/batches';
    const answers = [
      await adam.send('POST', path, file, form),
      await adam.send('POST', '/api/cases', file, { headers: csv }),
    ];
    const refused = { body: { problems: [{ code: 'json_only' }] } };
    expect(answers).toMatchObject([refused, refused]);
  });
});

const weight = (value: number) => expect.objectContaining({ id: 'weight', unit: 'kg', value });

describe('one record', () => {
  const one = '/api/records/parcel/record?key=P1';

  test('is seen in the own unit and below; elsewhere it is not there', async () => {
    await using server = await imported();
    const paths = ['P1', 'P2', 'P3', 'P4'].map((no) => `/api/records/parcel/record?key=${no}`);
    const statuses = async (person: string) => {
      const client = await server.as(person);
      const answers = await Promise.all(paths.map((path) => client.get(path)));
      return answers.map(({ status }) => status);
    };
    expect(await statuses('dora')).toEqual([200, 404, 404, 404]);
    expect(await statuses('sid')).toEqual([404, 200, 404, 404]);
    expect(await statuses('stan')).toEqual([200, 200, 200, 404]);
  });

  test('also where the unit is that of a record it belongs to', async () => {
    await using server = await imported();
    const legs = 'parcel_no,seq\nP1,1\nP2,1\n';
    await send(await server.as('adam'), legs, '/api/records/leg/batches');
    const dora = await server.as('dora');
    const statuses = [
      await dora.get('/api/records/leg/record?key=P1&key=1'),
      await dora.get('/api/records/leg/record?key=P2&key=1'),
      await dora.get('/api/records/leg/record?key=P1'),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 404, 404]);
  });

  test('shows personal data in part to who needs no more', async () => {
    await using server = await imported();
    const phone = async (person: string) => {
      const { body } = await (await server.as(person)).get(one);
      const fields = body['fields'] as unknown as { id: string; value: string; masked: boolean }[];
      return fields.filter(({ id }) => id === 'phone').map(({ value, masked }) => [value, masked]);
    };
    expect(await phone('dora')).toEqual([['138*****678', true]]);
    expect(await phone('stan')).toEqual([['13812345678', false]]);
  });

  test('has its editions, and is what it was known as', async () => {
    await using server = await imported();
    const before = new Date(server.clock.clock()).toISOString();
    server.clock.advance(3_600_000);
    const row = parcelRow('P1', { desk: 'north', weight: '2' });
    await send(await server.as('adam'), parcelFile(row));
    const stan = await server.as('stan');
    const now = await stan.get(one);
    expect(now.body['editions']).toMatchObject([
      { batch: 2, until: null, changed: ['weight', 'phone'] },
      { batch: 1, known_at: before, changed: [] },
    ]);
    const then = await stan.get(`${one}&known_on=${before}`);
    expect(now.body['fields']).toContainEqual(weight(2));
    expect(then.body['fields']).toContainEqual(weight(1));
  });
});

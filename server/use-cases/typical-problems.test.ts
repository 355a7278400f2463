import { expect, test } from 'vitest';
import { parcelRow } from '../records/records.fixture.ts';
import { auditServer, bring } from './record-audits.fixture.ts';

test('what is typical is told by rule, unit and cause, month by month', async () => {
  await using server = await auditServer();
  await bring(
    server,
    parcelRow('P1', { desk: 'north', weight: '25' }),
    parcelRow('P2', { desk: 'north', month: '202602', weight: '30' }),
    parcelRow('P3', { desk: 'south', sender: 'Bob', weight: '30' }),
  );
  const anna = await server.as('anna');
  await anna.post('/api/audits', { records: [] });
  const byUnit = await anna.get('/api/typical-problems?by=unit&months=2');
  expect(byUnit.body).toMatchObject({
    months: ['2026-02', '2026-03'],
    total: 3,
    rows: [
      { group: { id: 'north' }, findings: 2, open: 2, trend: [0, 2] },
      { group: { id: 'south' }, findings: 1, cumulative: 1, trend: [0, 1] },
    ],
  });
  const byCause = await anna.get('/api/typical-problems?by=cause&subject=parcel');
  expect(byCause.body).toMatchObject({ rows: [{ group: null, findings: 3, share: 1 }] });
  const dora = await server.as('dora');
  expect((await dora.get('/api/typical-problems')).body).toMatchObject({ total: 2 });
});

import { describe, expect, test } from 'vitest';
import { parcelRow } from '../records/records.fixture.ts';
import { auditServer, bring, damageRecords } from '../use-cases/record-audits.fixture.ts';
import { scanRecords } from './scan-records.ts';
import type { ScanPiece, ScanRequest } from './scan.ts';
import { DamagedBlock } from '../records/blocks.ts';

const FEW = 0;
const MANY = 10_000;

const request = (root: string, definitions: ScanRequest['definitions']): ScanRequest => ({
  root,
  definitions,
  asked: [
    { kind: 'parcel', rules: ['W1', 'W2'] },
    { kind: 'letter', rules: [] },
  ],
  at: '2026-03-02T01:00:00.000Z',
});

async function scanned(asked: ScanRequest, records: number) {
  const pieces: ScanPiece[] = [];
  for await (const piece of scanRecords(asked, records)) pieces.push(piece);
  return pieces;
}

describe('records are scanned', () => {
  test('alike here and on a thread of its own', async () => {
    await using server = await auditServer();
    const rows = Array.from({ length: 500 }, (_, at) =>
      parcelRow(`P${at}`, { sender: `S${at % 7}`, weight: String(1 + 29 * (at % 2)) }),
    );
    await bring(server, ...rows, parcelRow('X', { weight: '' }));
    const { deps } = server;
    const asked = request(deps.records.root, [...deps.inForce.pack().definitions]);
    const here = await scanned(asked, FEW);
    expect(await scanned(asked, MANY)).toEqual(here);
    expect(here.flatMap(({ hits }) => hits)).toHaveLength(250);
    expect(here.every(({ hits }) => hits.length <= 200)).toBe(true);
    expect(
      here.flatMap(({ checked }) => Object.values(checked)).reduce((sum, one) => sum + one, 0),
    ).toBe(501);
    expect(here.flatMap(({ unknown }) => unknown)).toMatchObject([
      { rule: 'W1', units: { '': 1 }, examples: [{ key: ['X'], missing: ['weight'] }] },
      { rule: 'W2', units: { '': 1 } },
    ]);
    expect(here.at(-1)).toMatchObject({ kind: 'letter', isAbsent: true });
  });

  test('not any more when it is stopped, though the thread has told nothing', async () => {
    await using server = await auditServer();
    await bring(server, parcelRow('P1'));
    const { deps } = server;
    const asked = request(deps.records.root, [...deps.inForce.pack().definitions]);
    const pieces = scanRecords(asked, MANY, AbortSignal.timeout(1));
    await expect(Array.fromAsync(pieces)).rejects.toThrow('aborted');
  });

  test.each([FEW, MANY])('what is damaged on disk is told (%i records)', async (records) => {
    await using server = await auditServer();
    await bring(server, parcelRow('P1', { weight: '30' }));
    const { deps } = server;
    damageRecords(deps, 'parcel');
    const asked = request(deps.records.root, [...deps.inForce.pack().definitions]);
    await expect(scanned(asked, records)).rejects.toThrow(DamagedBlock);
  });
});

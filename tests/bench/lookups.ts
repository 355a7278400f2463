/**
 * What looking records up takes in memory beside the data: 7.2 million stored rows (300,000 objects with
 * 24 periods, every field of a meter reading), read by a process of its own.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { rounded, type Figure } from './figures.ts';
import type { Found } from './lookups-reader.ts';
import { writeReadings } from './lookups-rows.ts';

const OBJECTS = 300_000;
const RECORD = 'reading';

export function measureLookups(pack: Pack): Figure[] {
  const definition = find(pack, 'record', RECORD);
  if (definition === undefined) throw new Error(`the pack has no record ${RECORD}`);
  const root = mkdtempSync(join(tmpdir(), 'flowmeter-bench-'));
  try {
    writeReadings(join(root, RECORD), definition, OBJECTS);
    const reader = fileURLToPath(new URL('lookups-reader.ts', import.meta.url));
    const asked = [reader, root, JSON.stringify(definition), String(OBJECTS)];
    const found = JSON.parse(execFileSync(process.execPath, asked).toString()) as Found;
    return [
      {
        name: 'records_lookup_mb_beside_data',
        value: rounded(found.peak - found.before),
        unit: 'MB',
        peer: '300 MB beside the data',
        detail: said(found),
      },
    ];
  } finally {
    rmSync(root, { recursive: true });
  }
}

function said({ before, walked, random, indexed, rows }: Found): string {
  const part = (name: string, { seconds, lookups, peak }: Found['walked']) =>
    `${lookups.toLocaleString('en')} ${name} in ${rounded(seconds)} s (${Math.round(peak - before)} MB by then)`;
  return [
    `of ${rows.toLocaleString('en')} rows: ${part('objects one after another', walked)}`,
    part('at random', random),
    part('by an index of another field', indexed),
  ].join(', ');
}

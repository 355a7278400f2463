import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createActivityLog, wholeSeconds, type ActivityLog } from './activity-log.ts';
import { createXesReader } from './xes.ts';

/** Real event logs; their licences keep them out of this repository. */
const logs = new URL('../../../shared/data/logs/', import.meta.url);

/**
 * cases, events, activities, variants, the five largest variants, median and mean seconds, and the
 * largest wait: as an independent reader computed them. The rows of a12f0n05 to a12f0n50 are from
 * Python's ElementTree and statistics.
 */
const reference: [file: string, ...expected: unknown[]][] = [
  [
    'running-example.xes',
    6,
    42,
    8,
    6,
    '1, 1, 1, 1, 1',
    815940,
    966890,
    'decide -> pay compensation, 3',
  ],
  [
    'roadtraffic100traces.xes',
    100,
    390,
    10,
    10,
    '36, 22, 16, 10, 5',
    21859200,
    26997336,
    'Add penalty -> Send for Credit Collection, 36',
  ],
  [
    'helpdesk.xes.gz',
    4580,
    21348,
    14,
    226,
    '2366, 552, 228, 213, 164',
    3443836,
    3530166,
    'Resolve ticket -> Closed, 4558',
  ],
  [
    'teleclaims.xes.gz',
    3512,
    46138,
    11,
    12,
    '525, 469, 367, 262, 260',
    9302,
    11116,
    'B register claim -> determine likelihood of claim, 1525',
  ],
  [
    'bpic2013-closed.xes.gz',
    1487,
    6660,
    4,
    183,
    '493, 230, 142, 95, 67',
    7086718,
    15455653,
    'Accepted -> Accepted, 1882',
  ],
  [
    'receipt.xes.gz',
    1434,
    8577,
    27,
    116,
    '713, 123, 116, 115, 75',
    2869,
    467264,
    'T05 Print and send confirmation of receipt -> T06 Determine necessity of stop advice, 791',
  ],
  ['a12/a12f0n00.xes.gz', 1000, 6186, 12, 5, '279, 256, 230, 118, 117', 5, 5, 'S -> b, 535'],
  ['a12/a12f0n05.xes.gz', 1000, 6153, 12, 35, '273, 243, 222, 115, 113', 5, 5, 'j -> E, 529'],
  ['a12/a12f0n10.xes.gz', 1000, 6055, 12, 45, '251, 231, 208, 111, 109', 5, 5, 'j -> E, 510'],
  ['a12/a12f0n20.xes.gz', 1000, 5950, 12, 68, '206, 193, 188, 104, 102', 5, 5, 'k -> E, 465'],
  ['a12/a12f0n50.xes.gz', 1000, 5508, 12, 100, '142, 127, 120, 65, 46', 5, 5, 'j -> E, 412'],
];

describe.runIf(existsSync(logs))('real logs', () => {
  test.each(reference)('%s has the figures of the reference', (file, ...expected) => {
    // The logs of a12 have no times at all: there the reference counts steps.
    expect(figures(textOf(file), { untimed: 'by_order' })).toEqual(expected);
  });
});

function textOf(file: string): string {
  const bytes = readFileSync(new URL(file, logs));
  return new TextDecoder().decode(file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

function figures(text: string, options: Parameters<typeof createXesReader>[0]): unknown[] {
  const log = createActivityLog();
  const reader = createXesReader(options);
  for (const item of [...reader.write(text), ...reader.close()]) {
    if (item.kind !== 'trace') throw new Error(JSON.stringify(item));
    log.add(item.trace);
  }
  const found = log.summary({ variants: 5, waits: 1 });
  return [
    found.cases,
    found.events,
    found.activities.length,
    found.variants,
    found.topVariants.map(({ count }) => count).join(', '),
    wholeSeconds(found.medianSeconds ?? NaN),
    wholeSeconds(found.meanSeconds ?? NaN),
    ...found.topWaits.map(({ from, to, count }) => `${from} -> ${to}, ${count}`),
  ];
}

/** A log of cases written as activity and second. */
function logOf(...cases: [activity: string, second: number][][]): ActivityLog {
  const log = createActivityLog();
  for (const events of cases) {
    log.add({ events: events.map(([activity, second]) => ({ activity, at: second * 1000 })) });
  }
  return log;
}

describe('a summary', () => {
  test('given no case, has no duration', () => {
    expect(createActivityLog().summary()).toEqual({
      cases: 0,
      events: 0,
      activities: [],
      variants: 0,
      topVariants: [],
      medianSeconds: undefined,
      meanSeconds: undefined,
      topWaits: [],
      reordered: 0,
    });
  });

  test('given cases, counts activities, variants and waits, largest first', () => {
    const log = logOf(
      [
        ['a', 0],
        ['b', 10],
        ['b', 11],
      ],
      [
        ['a', 0],
        ['c', 4],
      ],
      [
        ['a', 5],
        ['c', 8.5],
      ],
    );
    expect(log.summary({ variants: 1, waits: 2 })).toEqual({
      cases: 3,
      events: 7,
      activities: [
        { activity: 'a', count: 3 },
        { activity: 'b', count: 2 },
        { activity: 'c', count: 2 },
      ],
      variants: 2,
      topVariants: [{ activities: ['a', 'c'], count: 2 }],
      medianSeconds: 4,
      meanSeconds: 18.5 / 3,
      topWaits: [
        { from: 'a', to: 'b', count: 1, totalSeconds: 10 },
        { from: 'a', to: 'c', count: 2, totalSeconds: 7.5 },
      ],
      reordered: 0,
    });
  });

  test('given an even number of cases, takes the mean of the middle two', () => {
    const log = logOf(
      [
        ['a', 0],
        ['b', 1],
      ],
      [
        ['a', 0],
        ['b', 4],
      ],
      [['a', 0]],
      [
        ['a', 0],
        ['b', 90],
      ],
    );
    expect(log.summary()).toMatchObject({ medianSeconds: 2.5, meanSeconds: 23.75 });
  });

  test('given events out of order, goes by time, and by the log within one moment', () => {
    const log = logOf([
      ['c', 9],
      ['b', 3],
      ['a', 3],
    ]);
    expect(log.summary()).toMatchObject({
      topVariants: [{ activities: ['b', 'a', 'c'] }],
      medianSeconds: 6,
      topWaits: [
        { from: 'a', to: 'c', totalSeconds: 6 },
        { from: 'b', to: 'a', totalSeconds: 0 },
      ],
      reordered: 1,
    });
  });

  test('given a case without events, counts it and gives it no duration', () => {
    const log = logOf(
      [],
      [
        ['a', 0],
        ['b', 2],
      ],
    );
    expect(log.summary()).toMatchObject({
      cases: 2,
      variants: 2,
      medianSeconds: 2,
      meanSeconds: 2,
    });
  });

  test('given hostile activities, keeps them apart', () => {
    const log = logOf(
      [
        ['__proto__', 0],
        ['0,1', 1],
        ['', 2],
      ],
      [
        ['__proto__', 0],
        ['constructor', 1],
      ],
    );
    expect(log.summary()).toMatchObject({ variants: 2, activities: { length: 4 } });
    expect(log.summary().topVariants[0]?.activities).toEqual(['__proto__', '0,1', '']);
  });

  test('is a copy: more cases change the next one only', () => {
    const log = logOf([['a', 0]]);
    const before = log.summary();
    log.add({ events: [{ activity: 'a', at: 0 }] });
    expect(before).toMatchObject({ activities: [{ count: 1 }], topVariants: [{ count: 1 }] });
    expect(log.summary()).toMatchObject({ cases: 2, topVariants: [{ count: 2 }] });
  });
});

describe('wholeSeconds', () => {
  test.each([
    [2.4, 2],
    [2.5, 2],
    [3.5, 4],
    [2.51, 3],
    [-0.6, -1],
  ])('%d is %i', (seconds, expected) => {
    expect(wholeSeconds(seconds)).toBe(expected);
  });
});

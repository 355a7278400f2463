import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HitPolicy, TableDefinition } from '../definition/table.ts';
import { analyseTable } from './analyse.ts';
import {
  answersOf,
  forbiddenPairs,
  laterTwins,
  leftTo,
  merged,
  neverDeciding,
  openRecords,
  recordsInGaps,
  rowsOfWitness,
  without,
} from './brute-force.fixture.ts';
import { compileTable } from './compile.ts';
import type { FindingKind, TableAnalysis, TableFinding } from './findings.ts';
import { clause, domains, drawnTable, flagNamed, tableOf, type Drawn } from './tables.fixture.ts';

function analysed(table: TableDefinition): TableAnalysis {
  const found = analyseTable(compileTable(table, {}));
  expect(found.undecided).toEqual([]);
  return found;
}

function of({ findings }: TableAnalysis, kind: FindingKind) {
  return findings.filter((one) => one.kind === kind);
}

function law(hits: HitPolicy[], hold: (drawn: Drawn, found: TableAnalysis) => void) {
  fc.assert(
    fc.property(drawnTable(hits), (drawn) => hold(drawn, analysed(drawn.table))),
    { numRuns: 300 },
  );
}

describe('the analysis says what looking at every record says', () => {
  test('gaps', () => {
    law(['U', 'A', 'P', 'F', 'C+'], (drawn, found) => {
      const gaps = of(found, 'gap');
      const [open, listed] = [openRecords(drawn), recordsInGaps(drawn, gaps)];
      expect(listed.isSubsetOf(open)).toBe(true);
      expect(listed.size < open.size).toBe(found.more.includes('gap'));
      for (const gap of gaps) expect(rowsOfWitness(drawn, gap)).toEqual([]);
    });
  });

  test('overlaps of U, contradictions of A', () => {
    law(['U', 'A'], (drawn, found) => {
      const pairs = [...of(found, 'overlap'), ...of(found, 'disagreement')];
      expect(pairs.map(({ rows }) => rows)).toEqual(forbiddenPairs(drawn));
      for (const pair of pairs) {
        expect(rowsOfWitness(drawn, pair)).toEqual(expect.arrayContaining([...pair.rows]));
      }
    });
  });

  test('duplicates', () => {
    law(['R', 'C', 'F', 'U'], (drawn, found) => {
      const later = of(found, 'duplicate').flatMap(({ rows: [, ...others] }) => others);
      expect(new Set(later)).toEqual(laterTwins(drawn));
    });
  });

  test('rows that never decide under F and P', () => {
    law(['F', 'P'], (drawn, found) => {
      expect(of(found, 'masked').map(({ rows: [row] }) => row)).toEqual(neverDeciding(drawn));
    });
  });

  test('rows that mask one do so together, and no fewer of them', () => {
    law(['F'], (drawn, found) => {
      for (const {
        rows: [row = 0, ...others],
      } of of(found, 'masked')) {
        expect(leftTo(drawn, row, others)).toBe(0);
        for (const one of others) {
          const fewer = others.filter((other) => other !== one);
          expect(leftTo(drawn, row, fewer)).toBeGreaterThan(0);
        }
      }
    });
  });
});

describe('advice keeps every answer', () => {
  test('superfluous rows may go', () => {
    law(['A', 'P', 'F', 'C<', 'C>'], (drawn, found) => {
      const before = answersOf(drawn.table, drawn);
      for (const {
        rows: [row = 0],
      } of of(found, 'subsumed')) {
        expect(answersOf(without(drawn.table, row), drawn)).toEqual(before);
      }
    });
  });

  test('rows that can be one may be one, in the place of the first', () => {
    law(['A', 'P', 'F', 'R', 'O', 'C', 'C+', 'C#'], (drawn, found) => {
      const before = answersOf(drawn.table, drawn);
      for (const finding of of(found, 'mergeable')) {
        expect(answersOf(merged(drawn.table, finding), drawn)).toEqual(before);
      }
    });
  });
});

const [whole, , area] = domains;
const two = [whole, area].filter((one) => one !== undefined);

describe('by example', () => {
  test.each<[string, HitPolicy, object[], Partial<TableFinding>[]]>([
    [
      'a gap with its region and a record',
      'U',
      [
        { when: [[{ below: 3 }], []], then: [1] },
        { when: [[], ['a']], then: [2] },
      ],
      [
        { kind: 'overlap', rows: [0, 1] },
        {
          kind: 'gap',
          region: { whole: [{ from: 3 }], area: ['b', 'c', null] },
          witness: { whole: 3, area: null },
        },
      ],
    ],
    [
      'a row before a more specific one of lower rank',
      'P',
      [
        { when: [[{ to: 2 }], []], then: [3] },
        { when: [[{ from: 2 }], ['a']], then: [1] },
      ],
      [{ kind: 'misleading', rows: [0, 1], column: 'area', witness: { whole: 2, area: 'a' } }],
    ],
    [
      'rows that differ in one column only',
      'F',
      [
        { when: [[{ below: 2 }], ['a']], then: [1] },
        { when: [[{ from: 2 }], ['a']], then: [1] },
        { when: [[], []], then: [2] },
      ],
      [{ kind: 'mergeable', rows: [0, 1], column: 'whole', cell: [] }],
    ],
  ])('%s', (_, hit, rows, expected) => {
    const { findings } = analysed(tableOf(hit, two, rows));
    const kinds = new Set(expected.map(({ kind }) => kind));
    expect(findings.filter(({ kind }) => kinds.has(kind))).toMatchObject(expected);
  });

  test('two results of one rank contradict each other, unless a higher one goes before them', () => {
    const output = { name: { zh: 'out', en: 'out' }, type: 'integer' };
    const outputs = [
      { ...output, id: 'first', values: [2, 1] },
      { ...output, id: 'second' },
    ];
    const rows = [
      { when: [[{ to: 2 }], []], then: [1, 1] },
      { when: [[{ from: 2 }], []], then: [1, 2] },
    ];
    const rivals = of(analysed(tableOf('P', two, rows, { outputs })), 'disagreement');
    expect(rivals).toMatchObject([{ rows: [0, 1], witness: { whole: 2 } }]);
    const higher = [...rows, { when: [[{ from: 1, to: 3 }], []], then: [2, 3] }];
    expect(of(analysed(tableOf('P', two, higher, { outputs })), 'disagreement')).toEqual([]);
  });

  test('rows may follow each other in time', () => {
    const table = tableOf('U', two, [
      { when: [[], []], then: [1], valid_to: '2026-06-30' },
      { when: [[], []], then: [2], valid_from: '2026-07-02' },
    ]);
    expect(analysed(table).findings).toMatchObject([
      { kind: 'gap', witness: { business_day: '2026-07-01' } },
    ]);
  });
});

describe('where there are too many rows and columns to decide', () => {
  // Clauses of three of eighty variables, five times as many: covered, and hard to prove so.
  const columns = Array.from({ length: 80 }, (_, index) => flagNamed(`in${index}`));

  test('that is said', () => {
    const rows = Array.from({ length: 400 }, (_, row) => ({ when: clause(row, 80), then: [1] }));
    const found = analyseTable(compileTable(tableOf('A', columns, rows), {}));
    expect(of(found, 'gap')).toEqual([]);
    expect(found.undecided).toContainEqual({ kind: 'gap' });
  });
});

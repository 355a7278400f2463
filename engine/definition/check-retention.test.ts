import { describe, expect, test } from 'vitest';
import { checkRetention } from './check-retention.ts';
import type { RetentionDefinition, RetentionRow } from './retention.ts';

const said = { zh: '试', en: 'test' };
const law = { kind: 'law' as const, source: said };
const usual = { kind: 'typical' as const, source: said };
const year = { value: 1, unit: 'year' as const };
const month = { value: 1, unit: 'month' as const };

function codes(...periods: RetentionRow[]): string[] {
  const definition: RetentionDefinition = {
    kind: 'retention',
    id: 'r',
    name: said,
    periods,
    persons: [],
  };
  return checkRetention(definition, { definitions: [] }).map(({ code }) => code);
}

describe('retention periods', () => {
  const valid: RetentionRow[][] = [
    [{ material: 'case', keep: year, least: month, basis: law }],
    [{ material: 'audit_log', least: { value: 6, unit: 'month' }, basis: law }],
    [{ material: 'case', basis: usual }],
  ];
  const invalid: [string, RetentionRow[]][] = [
    [
      'duplicate_id',
      [
        { material: 'case', basis: usual },
        { material: 'case', basis: usual },
      ],
    ],
    ['retention_whole', [{ material: 'audit_log', keep: year, basis: law }]],
    ['retention_too_short', [{ material: 'case', keep: month, least: year, basis: law }]],
    ['retention_duty_typical', [{ material: 'case', least: month, basis: usual }]],
    ['retention_no_records', [{ material: 'case', record: 'parcel', basis: usual }]],
    ['unknown_reference', [{ material: 'record', record: 'parcel', basis: usual }]],
  ];

  test.each(valid)('valid: %j', (...rows) => {
    expect(codes(...rows.filter((row) => typeof row === 'object'))).toEqual([]);
  });

  test.each(invalid)('invalid: %s', (code, rows) => {
    expect(codes(...rows)).toEqual([code]);
  });
});

/**
 * Records for the bench of rules: 29 facts of accounts and their bills, made from a seed. Every value is
 * there; facts that may be null sometimes are, which the peers can answer too.
 */
import {
  NULL_CODE,
  valueAt,
  type Codes,
  type ColumnTable,
} from '@flowmeter/engine/columns/column.ts';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { Fact, FactValues, ListItem } from '@flowmeter/engine/definition/facts.ts';
import { chance } from '../support/chance.ts';

/** What values a fact has in the records, the more frequent ones first where `skew` is above 1. */
export interface Domain {
  type: Fact['type'];
  values: readonly ListItem[];
  skew: number;
  /** Share of records in which the fact is null. */
  nulls: number;
}

export const domains: Readonly<Record<string, Domain>> = {
  status: options(['active', 'suspended', 'stopped', 'closed', 'pending'], 4),
  tariff_category: options(['residential', 'industrial_commercial', 'agricultural', 'ev'], 2),
  tariff_scheme: options(['single', 'two_part'], 2),
  basic_mode: options(['none', 'capacity', 'contract_demand', 'actual_demand'], 2),
  metering_mode: options(['lv_lv', 'hv_lv', 'hv_hv'], 2),
  area_type: options(['urban', 'rural', 'remote'], 1.5),
  read_type: options(['remote', 'field', 'self', 'estimated'], 4),
  customer_class: options(['resident', 'lv_business', 'hv'], 2),
  org_id: texts('org', 40),
  industry_code: texts('i', 120),
  tou: flags(),
  is_temporary: flags(),
  manual: flags(),
  risk_flag: flags(),
  multiplier: numbers('integer', [1, 10, 15, 20, 30, 40, 50, 60, 80, 100, 120, 160, 200], 2),
  read_day: numbers('integer', range(1, 28, 1), 1),
  reject_count: numbers('integer', range(0, 6, 1), 3),
  overdue_days: numbers('integer', range(0, 400, 1), 4),
  gps_distance_m: numbers('integer', range(0, 2500, 1), 3),
  voltage_kv: numbers('number', [0.22, 0.38, 10, 20, 35, 110], 3),
  contract_capacity_kva: numbers('number', range(5, 4000, 12.5), 2),
  kwh: numbers('number', range(0, 40000, 9.5), 3),
  amount: numbers('number', range(0, 30000, 8.25), 3),
  pf_actual: numbers('number', range(0.4, 1, 0.001), 0.5),
  loss_rate: numbers('number', range(-5, 15, 0.1), 1),
  md_kw: numbers('number', range(0, 3000, 2.5), 2),
  connected_on: days('2003-01-01', 8400, 0),
  verify_due: days('2024-01-01', 2200, 0.2),
  closed_on: days('2015-01-01', 4200, 0.9),
};

export const dictionary: FactDictionary = Object.fromEntries(
  Object.entries(domains).map(([id, { type, values, nulls }]) => {
    const fact: Fact = { name: { zh: id, en: id }, type, ...(nulls > 0 && { nullable: true }) };
    const all = values.map((value) => ({ value: String(value), name: fact.name }));
    return [id, type === 'enum' ? { ...fact, options: all } : fact];
  }),
);

/** As many records as columns: a dictionary and a code for each row. */
export function recordColumns(rows: number, seed: number): ColumnTable {
  const columns = Object.entries(domains).map(([id, domain], place) => {
    const values = [undefined, null, ...domain.values];
    const codes: Codes = new (values.length > 256 ? Uint16Array : Uint8Array)(rows);
    const next = chance(seed + place);
    const picks = pickTable(domain);
    for (let row = 0; row < rows; row++) {
      codes[row] = picks[Math.floor(next() * picks.length)] as number;
    }
    return [id, { type: domain.type, codes, values }] as const;
  });
  return { rows, columns: new Map(columns) };
}

/** Rows as objects, as they come from JSON: each with a copy of its texts. */
export function recordObjects({ rows, columns }: ColumnTable): FactValues[] {
  const all = Array.from({ length: rows }, (_none, row) =>
    Object.fromEntries([...columns].map(([id, column]) => [id, valueAt(column, row) ?? null])),
  );
  return JSON.parse(JSON.stringify(all)) as FactValues[];
}

/** Codes as often as their values occur. */
function pickTable({ values, skew, nulls }: Domain): Uint16Array {
  return Uint16Array.from({ length: 2 ** 16 }, (_none, at) => {
    const share = at / 2 ** 16;
    if (share < nulls) return NULL_CODE;
    const place = ((share - nulls) / (1 - nulls)) ** skew;
    return NULL_CODE + 1 + Math.floor(place * values.length);
  });
}

function options(values: readonly string[], skew: number): Domain {
  return { type: 'enum', values, skew, nulls: 0 };
}

function flags(): Domain {
  return { type: 'boolean', values: [false, true], skew: 2, nulls: 0 };
}

function texts(start: string, count: number): Domain {
  const values = Array.from({ length: count }, (_none, at) => `${start}${at + 1}`);
  return { type: 'string', values, skew: 1.5, nulls: 0 };
}

function numbers(type: Fact['type'], values: readonly number[], skew: number): Domain {
  return { type, values, skew, nulls: 0 };
}

function days(first: string, count: number, nulls: number): Domain {
  const from = Date.parse(first);
  const values = range(0, count - 1, 1).map((day) =>
    new Date(from + day * 86_400_000).toISOString().slice(0, 10),
  );
  return { type: 'date', values, skew: 1, nulls };
}

function range(from: number, to: number, step: number): number[] {
  const count = Math.round((to - from) / step) + 1;
  return Array.from({ length: count }, (_none, at) => Number((from + at * step).toFixed(3)));
}

/**
 * Synthetic records as files: one a kind, each row marked as made up, and what was planted among them.
 * Nothing is kept in memory but what waits to be written.
 */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { instantText } from '@flowmeter/engine/calendar/zone.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import type { Plain } from '@flowmeter/engine/rules/operators.ts';
import { generate, type Asked } from '@flowmeter/engine/synthetic/generate.ts';
import type { SyntheticPlan } from '@flowmeter/engine/synthetic/plan.ts';
import { SYNTHETIC } from '../records/header.ts';

export interface Written {
  /** Kind of record -> rows. */
  rows: Map<string, number>;
  planted: number;
}

interface TextFile {
  add(line: string): void;
  close(): void;
}

/** Text that waits to be written, of each file. */
const MOST_WAITING = 2 ** 20;

/** @throws {PlanError} where the plan names what there is not */
export function writeSynthetic(
  folder: string,
  plan: SyntheticPlan,
  pack: Pack,
  asked: Asked,
): Written {
  mkdirSync(folder, { recursive: true });
  const written: Written = { rows: new Map(), planted: 0 };
  const kinds = new Map<string, { file: TextFile; line(values: readonly Made[]): string }>();
  const planted = textFile(join(folder, 'planted.csv'), `rule,record,key,also,${SYNTHETIC}`);
  try {
    for (const batch of generate(plan, pack, asked)) {
      for (const { record, values } of batch.rows) {
        const known = kinds.get(record) ?? opened(folder, record, pack);
        kinds.set(record, known);
        known.file.add(known.line(values));
        written.rows.set(record, (written.rows.get(record) ?? 0) + 1);
      }
      for (const { rule, record, key } of batch.planted) {
        const cells = keyText(record, key, pack);
        planted.add([rule, record, cell(cells), batch.also.join(' '), plan.label.zh].join(','));
        written.planted++;
      }
    }
  } finally {
    for (const { file } of kinds.values()) file.close();
    planted.close();
  }
  return written;
}

type Made = Plain | undefined;

function opened(folder: string, record: string, pack: Pack) {
  const fields = fieldsOf(record, pack);
  const header = [...fields.map(([id]) => id), SYNTHETIC].join(',');
  const moments = fields.map(([, { type }]) => type === 'datetime');
  return {
    file: textFile(join(folder, `${record}.csv`), header),
    line: (values: readonly Made[]): string => {
      let line = '';
      for (const [at, value] of values.entries()) line += `${cellOf(value, moments[at])},`;
      return `${line}true`;
    },
  };
}

function fieldsOf(record: string, pack: Pack) {
  const { kinds } = recordTermsOf(pack);
  return Object.entries(kinds.get(record)?.definition.fields ?? {});
}

/** The values of a key, as they are asked by. */
function keyText(record: string, key: readonly Made[], pack: Pack): string {
  const { kinds } = recordTermsOf(pack);
  const definition = kinds.get(record)?.definition;
  const types = (definition?.key ?? []).map((id) => definition?.fields[id]?.type);
  return key.map((one, at) => said(one, types[at] === 'datetime')).join(' ');
}

function cellOf(value: Made, isMoment: boolean | undefined): string {
  return typeof value === 'string' ? cell(value) : said(value, isMoment);
}

function said(value: Made, isMoment: boolean | undefined): string {
  if (value === null || value === undefined) return '';
  return isMoment && typeof value === 'number' ? instantText(value) : String(value);
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textFile(path: string, header: string): TextFile {
  const file = openSync(path, 'w');
  let waiting = `${header}\n`;
  const flush = (): void => {
    writeSync(file, waiting);
    waiting = '';
  };
  return {
    add(line) {
      waiting += `${line}\n`;
      if (waiting.length > MOST_WAITING) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}

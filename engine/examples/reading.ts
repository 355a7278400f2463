/** Readings by their names, read back. */
import type { FactParams } from '../rules/source.ts';

/** `zero_periods(periods=3)` as a fact and its arguments: numbers and yes/no as such, else as text. */
export function parsedReading(name: string): { fact: string; params?: FactParams } {
  const [, fact = name, inside] = /^([^(]*)\((.*)\)$/s.exec(name) ?? [];
  if (inside === undefined) return { fact };
  const given = inside.split(',').map((one): [string, FactParams[string]] => {
    const [id = '', value = ''] = one.split('=');
    return [id.trim(), valueOf(value)];
  });
  return { fact, params: Object.fromEntries(given) };
}

function valueOf(text: string): string | number | boolean | null {
  try {
    const value: unknown = JSON.parse(text);
    const isScalar = value === null || ['number', 'boolean', 'string'].includes(typeof value);
    return isScalar ? (value as string | number | boolean | null) : text;
  } catch {
    return text;
  }
}

/** Personal data in part. */
import type { FactValue } from '../definition/facts.ts';

/** What tells a person apart goes; what lets one recognise an entry that one knows stays. */
export function masked(value: Exclude<FactValue, null>): string {
  if (typeof value !== 'string') return '***';
  const shown = Math.min(3, Math.floor(value.length / 3));
  const end = value.length > 6 ? shown : 0;
  const head = value.slice(0, Math.max(1, shown));
  return `${head}${'*'.repeat(Math.max(1, value.length - head.length - end))}${value.slice(value.length - end)}`;
}

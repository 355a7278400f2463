/**
 * What people write in their own words may tell of anybody. Where an entry of the audit log holds such a
 * text, only a commitment to it stands there; the names say which texts those are, at any depth.
 */
const names: ReadonlySet<string> = new Set([
  'reason',
  'comment',
  'note',
  'text',
  'title',
  'purpose',
  'file',
]);

export function isFreeText(name: string, value: unknown): value is string {
  return names.has(name) && typeof value === 'string' && value !== '';
}

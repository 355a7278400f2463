/** The version that a caller has seen: `"7"`, or `*` for whatever is there. */
export function versionIn(header: string | undefined): number | 'any' | undefined {
  if (header === '*') return 'any';
  const match = /^"?(\d{1,9})"?$/.exec(header ?? '');
  return match === null ? undefined : Number(match[1]);
}

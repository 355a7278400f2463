/** Keys and indexes that lead to a value; an undefined value removes it. */
export type Path = (string | number)[];

/** Sets the value at a path, or takes it away. The kind of a thing stays. */
export function assign(target: object, path: Path, value: unknown): void {
  let at = target as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as Record<string | number, unknown>;
  }
  const last = path.at(-1);
  if (last === undefined || last === 'kind') return;
  if (value !== undefined) at[last] = value;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
}

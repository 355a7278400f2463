/** A list with one of its items somewhere else; the same list where there is no such place. */
export function moved<T>(list: readonly T[], from: number, by: 1 | -1): T[] {
  const item = list[from];
  const to = from + by;
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** The things of a list with keys by their places: a row stays while what tells it apart is typed. */
export function byPlace<T>(list: readonly T[]): { key: string; one: T; index: number }[] {
  return list.map((one, index) => ({ key: `${list.length} ${index}`, one, index }));
}

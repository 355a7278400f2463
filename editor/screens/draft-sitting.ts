/** Which of the pages that had a draft open are still there. */

/** This page, from when it was loaded until it is gone. */
export const sitting: string = crypto.getRandomValues(new Uint32Array(2)).join('-');

const lockOf = (one: string) => `flowmeter sitting ${one}`;

/** Held by the browser as long as the page is there, however it goes. Plain HTTP has no locks. */
if ('locks' in navigator) {
  void navigator.locks.request(lockOf(sitting), () => new Promise(() => undefined));
}

/** Those that are there no more. Where that cannot be known: all others; what both save is merged. */
export async function goneSittings(sittings: readonly string[]): Promise<Set<string>> {
  const others = sittings.filter((one) => one !== sitting);
  if (!('locks' in navigator)) return new Set(others);
  const { held = [] } = await navigator.locks.query();
  const names = new Set(held.map(({ name }) => name));
  return new Set(others.filter((one) => !names.has(lockOf(one))));
}

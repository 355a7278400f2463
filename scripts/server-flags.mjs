/**
 * How Node runs the product. `__proto__` is gone, so that no document reaches a prototype by it. The young
 * generation is large: what a request makes is dead before it is collected, and nothing of it is copied.
 */
export const serverFlags = [
  '--disable-proto=delete',
  '--min-semi-space-size=64',
  '--max-semi-space-size=64',
];

import { expect, test } from 'vitest';
import { compareWays } from './rules-agreement.ts';

/** Another one every day; printed, so that a failure can be seen again. */
const seed = Number(process.env['RULES_SEED'] ?? Math.floor(Date.now() / 86_400_000));

test(`all ways of asking agree on hostile records (seed ${seed}; npm run bench -- agreement asks a million)`, async () => {
  const { pairs, confirmed } = await compareWays({ seed, sets: 100, records: 200 });
  expect(pairs).toBe(20_000);
  expect(confirmed).toBeGreaterThan(1000);
});

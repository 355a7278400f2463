import { defineConfig } from 'vitest/config';

const minute = 60_000;

/**
 * Two projects: `unit` is everything that runs in milliseconds, beside its source or across packages;
 * `e2e` drives a server and a browser, after the others and one file at a time.
 */
export default defineConfig({
  test: {
    exclude: ['**/node_modules/**', '**/dist/**'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'engine/**/*.test.ts',
            'server/**/*.test.ts',
            'verify/**/*.test.ts',
            'editor/**/*.test.{ts,tsx}',
            'tests/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**', 'tests/e2e/**'],
          testTimeout: minute / 3,
          hookTimeout: minute / 3,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 2 * minute,
          hookTimeout: 3 * minute,
        },
      },
    ],
  },
});

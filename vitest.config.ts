import { defineConfig } from 'vitest/config';

/** Unit tests run `src` and the pure parts of everything else in Node: no browser, nothing mocked. */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}'],
    environment: 'node',
    passWithNoTests: false,
    // Two cores, shared with whatever else runs: more workers only wait for each other.
    maxWorkers: 2,
    // Tests over generated input take up to two seconds on a quiet machine, and many on a busy one.
    testTimeout: 15_000,
  },
});

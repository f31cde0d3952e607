import { defineConfig } from 'vitest/config';

import { patience } from './scripts/pace.mjs';

/** Unit tests run `src` and the pure parts of everything else in Node: no browser, and nothing mocked where a fake can be handed in. */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Hooks start Python on machines that may be busy.
    hookTimeout: 60_000,
    passWithNoTests: false,
    // Two cores, shared with whatever else runs: more workers only wait for each other.
    maxWorkers: 2,
    // Ends what hangs and is no expectation: the slowest test over generated input takes about two seconds.
    testTimeout: patience(60_000),
  },
});

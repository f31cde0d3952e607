import { defineConfig } from '@playwright/test';

/**
 * End to end: the real panel in the real DevTools of a real Chromium, against a real Dash server. Each test starts what
 * it needs by itself (test/support/fixtures.ts), so there is no web server here. No retries: a test that passes the second
 * time is a test, or a product, to repair.
 */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '.cache/results/e2e.json' }]],
});

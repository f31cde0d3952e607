import { defineConfig } from '@playwright/test';

const FIREFOX = [
  'firefox.spec.ts',
  'calls.spec.ts',
  'connection.spec.ts',
  'graph.spec.ts',
  'jobs.spec.ts',
  'panel.spec.ts',
  'patterns.spec.ts',
  'picking.spec.ts',
  'problems.spec.ts',
  'timeline.spec.ts',
  'trace-files.spec.ts',
  'unchanged.spec.ts',
];

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
  projects: [
    { name: 'e2e', testIgnore: ['timing.spec.ts', 'firefox.spec.ts'] },
    // The same tests in Firefox's toolbox; what is about the agent alone, or the command line, is run once.
    { name: 'firefox', testMatch: FIREFOX, workers: 1, use: { browserName: 'firefox' } },
    // What is measured in milliseconds is measured alone: scripts/test.mjs runs it by itself.
    { name: 'timing', testMatch: 'timing.spec.ts', workers: 1 },
  ],
  reporter: [['list'], ['json', { outputFile: process.env['E2E_RESULTS'] ?? '.cache/results/e2e.json' }]],
});
